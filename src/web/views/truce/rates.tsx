/** Both sides' duties since 2018 as step lines, each step labelled: as was known then, and as is known now. */
import { addDays, type Day, later } from '../../../base/dates.js'
import { scale, timeScale } from '../../charts/scale.js'
import { useAnswer } from '../../client.js'
import { readableDay } from '../../format.js'
import { dates, go, here } from '../../state.js'
import { Answered, Entry, Party } from '../../ui/basics.js'
import { Figure, type Table } from '../../ui/figure.js'
import type { RateStep, RateSteps } from '../../worker/record.js'

const SIDES = ['US', 'CN'] as const

export function RateLines() {
  const answer = useAnswer('rateSteps', dates.value)
  return (
    <section>
      <h2>Since 2018</h2>
      <p class="quick no-print">
        {['2018-01-01', '2025-01-01'].map((from) => (
          <button
            key={from}
            type="button"
            aria-pressed={sinceOf() === from}
            onClick={() => go({ keep: true, params: { since: from } }, true)}
          >
            From {from.slice(0, 4)}
          </button>
        ))}
      </p>
      <div class="reserve-rates">
        <Answered answer={answer} what="Working out the steps">
          {(value) => <Lines steps={value} asked={dates.value ?? { date: '', known: '' }} />}
        </Answered>
      </div>
    </section>
  )
}

/** The first day drawn. Neither side had a duty on all goods of the other before 2025. */
const sinceOf = (): string => {
  const { since } = here.value.params
  const early = (dates.value?.date ?? '') < '2025-01-01'
  return since === '2018-01-01' || (since === undefined && early) ? '2018-01-01' : '2025-01-01'
}

interface Asked {
  readonly date: Day
  readonly known: Day
}

function Lines({ steps, asked }: { steps: RateSteps; asked: Asked }) {
  const differ = steps.now !== steps.then && JSON.stringify(steps.now) !== JSON.stringify(steps.then)
  const all = SIDES.flatMap((s) => [...steps.then[s], ...steps.now[s]])
  const last = all.reduce((latest, s) => later(latest, s.from), asked.date)
  const to = addDays(last, 120)
  const high = Math.max(10, ...all.map((s) => Number(s.percent))) * 1.1
  const source = `Parley's record, from the acts named in the table; looked at to ${readableDay(steps.latest)}`
  return (
    <>
      <Figure
        name={`duty-on-all-goods-${asked.date}-known-${asked.known}`}
        title={steps.title}
        unit={`In ${steps.unit}. Solid: as known on ${readableDay(asked.known)}${differ ? `; dashed: as known on ${readableDay(steps.latest)}, where that is otherwise` : ''}`}
        source={source}
        says={SIDES.map((s) => `${s}: ${steps.then[s].map((x) => `${x.percent}% from ${readableDay(x.from)}`).join(', ')}`).join('. ')}
        table={tableOf(steps)}
        height={() => 300}
      >
        {(width) => <Drawn steps={steps} differ={differ} width={width} to={to} high={high} date={asked.date} />}
      </Figure>
      <details>
        <summary>Every step with its act</summary>
        <ol class="plain steps">
          {SIDES.flatMap((side) => steps.then[side].slice(1).map((s) => ({ side, s })))
            .sort((a, b) => (a.s.from < b.s.from ? -1 : 1))
            .map(({ side, s }) => (
              <li key={side + s.from}>
                <time>{readableDay(s.from)}</time> <Party party={side} /> <b>{s.percent}%</b>{' '}
                {s.changes.map((c) => (
                  <span key={c.measure}>
                    <Entry id={c.measure}>{c.title}</Entry> {c.before}% to {c.after}% <span class="muted">({c.instrument})</span>{' '}
                  </span>
                ))}
              </li>
            ))}
        </ol>
      </details>
    </>
  )
}

function Drawn({
  steps,
  differ,
  width,
  to,
  high,
  date,
}: {
  steps: RateSteps
  differ: boolean
  width: number
  to: Day
  high: number
  date: Day
}) {
  const [top, bottom, left] = [14, 272, 34]
  const x = timeScale(sinceOf(), to, left, width - 8)
  const y = scale(0, high, bottom, top)
  const path = (line: readonly RateStep[]): string =>
    line
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
          {differ && <path class="dashed" d={path(steps.now[side])} />}
          <path d={path(steps.then[side])} />
          {labelled(steps.then[side], x, to).map((s) => (
            <text key={s.from} x={x(s.from) + 3} y={side === 'US' ? y(Number(s.percent)) - 5 : y(Number(s.percent)) + 14}>
              {`${s.i === 0 || s.last ? `${side} ` : ''}${s.percent}%`}
            </text>
          ))}
        </g>
      ))}
      <line class="now" x1={x(date)} x2={x(date)} y1={top} y2={bottom} />
    </>
  )
}

/** Steps that have room for their number: all are listed below. */
function labelled(line: readonly RateStep[], x: (day: Day) => number, to: Day): (RateStep & { i: number; last: boolean })[] {
  let end = Number.NEGATIVE_INFINITY
  return line.flatMap((s, i) => {
    const until = line[i + 1]?.from ?? to
    const last = i === line.length - 1
    // A short step is told only where it is higher than its neighbours.
    const peak = Number(s.percent) > Math.max(Number(line[i - 1]?.percent ?? 0), Number(line[i + 1]?.percent ?? 0))
    if (x(until) <= x(s.from) || (x(s.from) < end && !peak) || (x(until) - x(s.from) < 26 && !peak)) return []
    end = x(s.from) + (last ? 54 : 34)
    return [{ ...s, i, last }]
  })
}

const tableOf = (steps: RateSteps): Table => ({
  head: ['Known', 'Side', 'From', 'Percent', 'What changed', 'By'],
  rows: (['then', 'now'] as const).flatMap((when) =>
    SIDES.flatMap((side) =>
      steps[when][side].map((s) => [
        when,
        side,
        s.from,
        s.percent,
        s.changes.map((c) => `${c.measure} ${c.before}% to ${c.after}%`).join('; '),
        s.changes.map((c) => c.instrument).join('; '),
      ]),
    ),
  ),
})
