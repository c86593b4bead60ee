/** Both sides' duties since 2018 as step lines, each step labelled: as was known then, and as is known now. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { addDays, type Day, later } from '../../../base/dates.js'
import { scale, timeScale } from '../../charts/scale.js'
import { useAnswer } from '../../client.js'
import { readableDay } from '../../format.js'
import { dates, go, here } from '../../state.js'
import { Answered, Entry, Party } from '../../ui/basics.js'
import { Figure, type Table } from '../../ui/figure.js'
import type { RateStep, RateSteps } from '../../worker/record.js'

const SIDES = ['US', 'CN'] as const
type Side = (typeof SIDES)[number]

const KINDS = [
  ['average', 'Average, weighted with trade'],
  ['blanket', 'On all goods alike'],
] as const

export function RateLines() {
  const [box, seen] = useSeen()
  const kind = here.value.params.rates === 'blanket' ? 'blanket' : 'average'
  const since = sinceOf(kind)
  // The averages read more than the record: they are worked out when one comes to look at them.
  const average = useAnswer('averageSteps', seen && kind === 'average' ? dates.value : undefined)
  const blanket = useAnswer('rateSteps', kind === 'blanket' ? dates.value : undefined)
  const answer = kind === 'average' ? average : blanket
  return (
    <section ref={box}>
      <h2>Since 2018</h2>
      <p class="quick no-print">
        {KINDS.map(([name, title]) => (
          <button
            key={name}
            type="button"
            aria-pressed={kind === name}
            onClick={() => go({ keep: true, params: { rates: name, since: undefined } }, true)}
          >
            {title}
          </button>
        ))}
        {(['2018-01-01', '2025-01-01'] as const).map((from) => (
          <button key={from} type="button" aria-pressed={since === from} onClick={() => go({ keep: true, params: { since: from } }, true)}>
            From {from.slice(0, 4)}
          </button>
        ))}
      </p>
      <div class="reserve-rates">
        <Answered answer={seen ? answer : { pending: true }} what="Working out the steps">
          {(value) => <Lines steps={value} asked={dates.value ?? { date: '', known: '' }} since={since} />}
        </Answered>
      </div>
    </section>
  )
}

/** Whether an element has come into view. */
function useSeen(): [{ current: HTMLElement | null }, boolean] {
  const box = useRef<HTMLElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!box.current) return
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return
      setSeen(true)
      observer.disconnect()
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return [box, seen]
}

/** The first day drawn. Neither side had a duty on all goods of the other before 2025. */
function sinceOf(kind: 'average' | 'blanket'): Day {
  const { since } = here.value.params
  if (since !== undefined) return since === '2025-01-01' ? since : '2018-01-01'
  return kind === 'blanket' && (dates.value?.date ?? '') >= '2025-01-01' ? '2025-01-01' : '2018-01-01'
}

interface Asked {
  readonly date: Day
  readonly known: Day
}

function Lines({ steps, asked, since }: { steps: RateSteps; asked: Asked; since: Day }) {
  const differ = steps.newest !== steps.asked && JSON.stringify(steps.newest) !== JSON.stringify(steps.asked)
  const all = SIDES.flatMap((s) => [...steps.asked[s], ...steps.newest[s]])
  const last = all.reduce((latest, s) => later(latest, s.from), asked.date)
  const to = addDays(last, 120)
  const high = Math.max(10, ...all.map((s) => Number(s.percent))) * 1.1
  const marked = largest(steps.asked, since)
  const source = `Parley's record, from the acts named in the table; looked at to ${readableDay(steps.latest)}`
  return (
    <>
      <Figure
        name={`duty-on-all-goods-${asked.date}-known-${asked.known}`}
        title={steps.title}
        unit={`In ${steps.unit}. Solid: as known on ${readableDay(asked.known)}${differ ? `; dashed: as known on ${readableDay(steps.latest)}, where that is otherwise` : ''}`}
        source={source}
        says={SIDES.map((s) => `${s}: ${steps.asked[s].map((x) => `${x.percent}% from ${readableDay(x.from)}`).join(', ')}`).join('. ')}
        table={tableOf(steps)}
        height={() => 300}
        below={steps.note && <p class="small muted">{steps.note}</p>}
      >
        {(width) => (
          <Drawn steps={steps} differ={differ} width={width} since={since} to={to} high={high} date={asked.date} marked={marked} />
        )}
      </Figure>
      <h3>What made the largest steps</h3>
      <ol class="plain small steps">
        {marked.map((m) => (
          <Made key={m.side + m.step.from} {...m} />
        ))}
      </ol>
      <details>
        <summary>Every step with its act</summary>
        <ol class="plain steps">
          {SIDES.flatMap((side) => steps.asked[side].slice(1).map((step) => ({ side, step })))
            .sort((a, b) => (a.step.from < b.step.from ? -1 : 1))
            .map((m) => (
              <Made key={m.side + m.step.from} {...m} />
            ))}
        </ol>
      </details>
    </>
  )
}

/** A step, with what made it. */
function Made({ side, step, number }: { side: Side; step: RateStep; number?: string }) {
  return (
    <li>
      {number && <b class={`fill-${side} number-mark`}>{number} </b>}
      <time>{readableDay(step.from)}</time> <Party party={side} /> <b>{step.percent}%</b>{' '}
      {step.changes.map((c) => (
        <span key={c.measure}>
          <Entry id={c.measure}>{c.title}</Entry> {c.before} to {c.after} <span class="muted">({c.instrument})</span>{' '}
        </span>
      ))}
    </li>
  )
}

/** A step that has a number on the chart. */
interface Marked {
  readonly side: Side
  readonly step: RateStep
  readonly number: string
}

/** How many steps are numbered. */
const NUMBERS = '①②③④⑤⑥⑦⑧⑨⑩'

/** The largest steps of both sides in order of time, each with its number. */
function largest(lines: RateSteps['asked'], since: Day): Marked[] {
  const all = SIDES.flatMap((side) =>
    lines[side].slice(1).flatMap((step, i) => {
      const size = Math.abs(Number(step.percent) - Number(lines[side][i]?.percent))
      return step.from >= since && step.changes.length > 0 ? [{ side, step, size }] : []
    }),
  )
  return all
    .sort((a, b) => b.size - a.size)
    .slice(0, NUMBERS.length)
    .sort((a, b) => (a.step.from < b.step.from ? -1 : 1))
    .map(({ side, step }, i) => ({ side, step, number: NUMBERS[i] as string }))
}

interface Drawing {
  readonly steps: RateSteps
  readonly differ: boolean
  readonly width: number
  readonly since: Day
  readonly to: Day
  readonly high: number
  readonly date: Day
  readonly marked: readonly Marked[]
}

function Drawn({ steps, differ, width, since, to, high, date, marked }: Drawing) {
  const [top, bottom, left] = [14, 272, 40]
  const x = timeScale(since, to, left, width - 8)
  const y = scale(0, high, bottom, top)
  const path = (line: readonly RateStep[]): string =>
    line
      .filter((_, i) => (line[i + 1]?.from ?? to) > since)
      .map((s, i) => `${i === 0 ? `M${x(s.from)},${y(Number(s.percent))}` : `H${x(s.from)}V${y(Number(s.percent))}`}`)
      .join('')
      .concat(`H${x(to)}`)
  return (
    <>
      {y.ticks.map((t) => (
        <g key={t}>
          <line class="grid" x1={left} x2={width - 8} y1={y(t)} y2={y(t)} />
          <text class="tick" x={left - 5} y={y(t) + 4} text-anchor="end">
            {t}%
          </text>
        </g>
      ))}
      {x.ticks.map(({ day, label }) => (
        <text key={day} class="tick" x={x(day)} y={bottom + 18} text-anchor="middle">
          {label}
        </text>
      ))}
      {SIDES.map((side) => (
        <g key={side} class={`line ${side}`}>
          {differ && <path class="dashed" d={path(steps.newest[side])} />}
          <path d={path(steps.asked[side])} />
        </g>
      ))}
      {labels(steps.asked, marked, x, y, since, width).map((l) => (
        <text key={l.side + l.from} class={`fill-${l.side} value`} x={l.left} y={l.base}>
          {l.text}
        </text>
      ))}
      <line class="now" x1={x(date)} x2={x(date)} y1={top} y2={bottom} />
    </>
  )
}

interface Label {
  readonly side: Side
  readonly from: Day
  readonly text: string
  readonly left: number
  readonly base: number
}

const [WIDE, HIGH] = [46, 14]

/** The numbers of steps that find room, the largest changes first, above the higher line and below the lower. All are listed below the chart. */
function labels(
  lines: RateSteps['asked'],
  marked: readonly Marked[],
  x: (day: Day) => number,
  y: (value: number) => number,
  since: Day,
  width: number,
): Label[] {
  const numbers = new Map(marked.map((m) => [m.step, m.number]))
  const at = (line: readonly RateStep[], day: Day): number => Number(line.findLast((s) => s.from <= day)?.percent ?? 0)
  const candidates = SIDES.flatMap((side) =>
    lines[side].map((s, i, line) => {
      const value = Number(s.percent)
      const last = i === line.length - 1
      const above = value >= at(lines[side === 'US' ? 'CN' : 'US'], s.from)
      const number = numbers.get(s)
      return {
        side,
        from: s.from,
        text: `${last ? `${side} ` : ''}${number ? `${number} ` : ''}${s.percent}%`,
        left: Math.min(x(s.from) + 3, width - (last || number ? WIDE + 20 : WIDE)),
        base: above ? y(value) - 5 : y(value) + HIGH,
        weight: last ? Number.POSITIVE_INFINITY : Math.abs(value - Number(line[i - 1]?.percent ?? 0)),
      }
    }),
  )
  const placed: Label[] = []
  for (const label of candidates
    .filter((c) => c.from >= since || c.weight === Number.POSITIVE_INFINITY)
    .sort((a, b) => b.weight - a.weight)) {
    const free = placed.every((p) => Math.abs(p.left - label.left) > WIDE + 12 || Math.abs(p.base - label.base) > HIGH)
    if (free) placed.push(label)
  }
  return placed
}

const tableOf = (steps: RateSteps): Table => ({
  head: ['Known', 'Side', 'From', 'Percent', 'What changed', 'By'],
  rows: (['asked', 'newest'] as const).flatMap((when) =>
    SIDES.flatMap((side) =>
      steps[when][side].map((s) => [
        when,
        side,
        s.from,
        s.percent,
        s.changes.map((c) => `${c.measure} ${c.before} to ${c.after}`).join('; '),
        s.changes.map((c) => c.instrument).join('; '),
      ]),
    ),
  ),
})
