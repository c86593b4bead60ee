/** Every suspension as a bar on one time axis, with its end and what comes back. */
import { addDays } from '../../../base/dates.js'
import type { SuspendedItem, TruceReport } from '../../../watch/index.js'
import { cut, padded, timeScale } from '../../charts/scale.js'
import { readableDay, readableTerms } from '../../format.js'
import { Figure, type Table } from '../../ui/figure.js'

const ROW = 38
const TOP = 26

export function SuspensionBars({ report }: { report: TruceReport }) {
  const items = report.suspended.filter((i) => i.ends)
  if (items.length === 0) return null
  const starts = items.map((i) => i.since)
  const ends = items.flatMap((i) => [i.ends?.date ?? '', i.announced?.ends.date ?? '']).filter((d) => d !== '')
  const [from, to] = padded([...starts, report.date].sort()[0] as string, [...ends, report.date].sort().at(-1) as string)
  return (
    <Figure
      name={`suspensions-${report.date}-known-${report.known}`}
      title="Every suspension on a clock, and what comes back at its end"
      unit={`Bars from the first day of a suspension to its end by the acts; marks where an earlier act had set the end. Law of ${readableDay(report.date)}, as known on ${readableDay(report.known)}`}
      source={`${[...new Set(items.flatMap((i) => i.acts.map((a) => a.instrument)))].slice(0, 8).join('; ')}. Parley's record`}
      says={items
        .map((i) => `${i.title}: suspended since ${readableDay(i.since)} until ${readableDay(i.ends?.date ?? '')}; ${back(i)}`)
        .join('. ')}
      table={tableOf(items)}
      height={(width) => TOP + items.length * rowOf(width) + 8}
    >
      {(width) => {
        const x = timeScale(from, to, 4, width - 4)
        const row = rowOf(width)
        const bottom = TOP + items.length * row
        return (
          <>
            {x.ticks.map(({ day, label }) => (
              <g key={day}>
                <line class="grid" x1={x(day)} x2={x(day)} y1={TOP - 8} y2={bottom} />
                <text class="tick" x={x(day) + 3} y={12}>
                  {label}
                </text>
              </g>
            ))}
            {items.map((item, i) => (
              <Bar key={`${item.measure} ${item.label}`} item={item} x={x} y={TOP + i * row} width={width} />
            ))}
            <line class="now" x1={x(report.date)} x2={x(report.date)} y1={TOP - 10} y2={bottom} />
          </>
        )
      }}
    </Figure>
  )
}

const isNarrow = (width: number): boolean => width < 520
/** A line of text. */
const LINE = 16
const rowOf = (width: number): number => (isNarrow(width) ? ROW + LINE : ROW)

function Bar({ item, x, y, width }: { item: SuspendedItem; x: (day: string) => number; y: number; width: number }) {
  const end = item.ends?.date ?? addDays(item.since, 1)
  const said = item.announced?.ends.date
  const right = `${readableDay(end)}: ${back(item)}`
  const narrow = isNarrow(width)
  const rightWidth = narrow ? 0 : Math.min(width * 0.6, right.length * 6.3)
  // Where there is no room for both on one line, what comes back stands below the name.
  const under = narrow ? LINE : 0
  return (
    <g class={`bar ${item.party}`}>
      <title>{`${item.title}: ${readableDay(item.since)} to ${readableDay(end)}; ${back(item)}`}</title>
      <text class="label" x={4} y={y + 12}>
        {cut(`${item.party}  ${item.title}`, width - rightWidth - 20, 6.5)}
      </text>
      <text class="label value" x={narrow ? 4 : width - 4} y={y + 12 + under} text-anchor={narrow ? 'start' : 'end'}>
        {cut(right, narrow ? width - 8 : width * 0.62, narrow ? 7.2 : 6.5)}
      </text>
      <rect class={item.state} x={x(item.since)} y={y + 18 + under} width={Math.max(2, x(end) - x(item.since))} height={10} />
      {item.acts
        .slice(0, -1)
        .map((a) => a.until && <line key={a.until} class="mark" x1={x(a.until)} x2={x(a.until)} y1={y + 16 + under} y2={y + 30 + under} />)}
      {said && said > end && <rect class="said" x={x(end)} y={y + 18.5 + under} width={x(said) - x(end)} height={9} />}
    </g>
  )
}

function back(item: SuspendedItem): string {
  const terms = item.returns.filter((r) => r.effective !== null)
  if (item.state === 'returned') return `${readableTerms(terms)} is back`
  return terms.length > 0 ? `${readableTerms(terms, 2)} comes back` : 'nothing comes back'
}

const tableOf = (items: readonly SuspendedItem[]): Table => ({
  head: ['Party', 'Measure', 'Id', 'Suspended', 'Since', 'Ends', 'Hour', 'Comes back', 'By', 'Why not', 'Prolonged by'],
  rows: items.map((i) => {
    const terms = i.returns.filter((r) => r.effective !== null)
    return [
      i.party,
      i.title,
      i.measure,
      i.points === undefined ? 'whole' : `${i.points} points`,
      i.since,
      i.ends?.date ?? '',
      i.ends?.time ?? '',
      terms.length > 0 ? readableTerms(terms) : 'nothing',
      terms[0]?.instrument ?? '',
      [...new Set(i.returns.flatMap((r) => r.whyNot ?? []))].join('; '),
      i.acts
        .slice(1)
        .map((a) => a.instrument)
        .join('; '),
    ]
  }),
})
