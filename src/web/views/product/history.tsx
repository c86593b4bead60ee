/** The duty since 2018 as stacked steps, by authority. */
import type { Day } from '../../../base/dates.js'
import { scale, timeScale } from '../../charts/scale.js'
import { useAnswer } from '../../client.js'
import { plain, readableDay } from '../../format.js'
import { Answered } from '../../ui/basics.js'
import { Figure } from '../../ui/figure.js'
import type { HistoryStep, ProductAsked } from '../../worker/product.js'

export function History({ asked }: { asked: ProductAsked }) {
  const answer = useAnswer('steps', asked)
  return (
    <section class="reserve-history">
      <h2>Since 2018</h2>
      <Answered answer={answer} what="Working out every step">
        {(steps) => (steps.length === 0 ? <p>No step is on record.</p> : <Steps steps={steps} asked={asked} />)}
      </Answered>
    </section>
  )
}

/** How the worker names the authority of the base rate. */
const BASE = 'Base rate'

function Steps({ steps, asked }: { steps: readonly HistoryStep[]; asked: ProductAsked }) {
  // The base rate first, so that it keeps its colour also where it is free.
  const authorities = [
    BASE,
    ...new Set(steps.flatMap((s) => s.parts.filter((p) => p.pct > 0 && p.authority !== BASE).map((p) => p.authority))),
  ]
  const first = steps[0]?.from ?? asked.date
  const { entry, to, date, known } = asked
  const high = Math.max(5, ...steps.map((s) => s.parts.reduce((sum, p) => sum + p.pct, 0)))
  return (
    <Figure
      name={`history-${entry.hts}-${entry.origin}-${to}`}
      title="Every step of the duty"
      unit={`${entry.hts} of ${entry.origin} into ${to}: percent of the customs value by authority, entries to ${readableDay(date)}, as known on ${readableDay(known)}`}
      source="the acts named in the table. Parley's record"
      says={steps.map((s) => `from ${readableDay(s.from)} ${s.rate_pct === undefined ? 'open' : `${plain(s.rate_pct)}%`}`).join(', ')}
      table={{
        head: ['From', 'Until', 'Rate, %', ...authorities, 'What changed'],
        rows: steps.map((s) => [
          s.from,
          s.until ?? '',
          s.rate_pct === undefined ? 'open' : plain(s.rate_pct),
          ...authorities.map((a) => plain(s.parts.filter((p) => p.authority === a).reduce((sum, p) => sum + p.pct, 0))),
          s.changes.join('; '),
        ]),
      }}
      height={() => 250}
      below={
        <>
          <ul class="legend">
            {authorities.map((a, i) => (
              <li key={a}>
                <svg width="12" height="12" aria-hidden="true">
                  <rect width="12" height="12" class={`tone-${i % 8}`} />
                </svg>{' '}
                {a}
              </li>
            ))}
          </ul>
          <details class="print-open">
            <summary>{steps.length} steps</summary>
            <ol class="plain">
              {steps.map((s) => (
                <li key={s.from}>
                  <time>{readableDay(s.from)}</time> <b>{s.rate_pct === undefined ? 'open' : `${plain(s.rate_pct)}%`}</b>{' '}
                  <span class="muted">{s.changes.join('; ')}</span>
                </li>
              ))}
            </ol>
          </details>
        </>
      }
    >
      {(width) => <Stack steps={steps} authorities={authorities} width={width} first={first} last={date} high={high} />}
    </Figure>
  )
}

interface Drawing {
  readonly steps: readonly HistoryStep[]
  readonly authorities: readonly string[]
  readonly width: number
  readonly first: Day
  readonly last: Day
  readonly high: number
}

function Stack({ steps, authorities, width, first, last, high }: Drawing) {
  const [top, bottom, left] = [16, 226, 36]
  const x = timeScale(first, last, left, width - 40)
  const y = scale(0, high * 1.05, bottom, top)
  return (
    <>
      {y.ticks.map((t) => (
        <g key={t}>
          <line class="grid" x1={left} x2={width - 40} y1={y(t)} y2={y(t)} />
          <text class="tick" x={left - 5} y={y(t) + 4} text-anchor="end">
            {t}%
          </text>
        </g>
      ))}
      {x.ticks.map(({ day, label }) => (
        <text key={day} class="tick" x={x(day)} y={bottom + 16} text-anchor="middle">
          {label}
        </text>
      ))}
      {steps.map((s) => {
        let sum = 0
        const [from, until] = [x(s.from), x(s.until ?? last)]
        return (
          <g key={s.from}>
            <title>{`from ${readableDay(s.from)}: ${s.rate_pct === undefined ? 'open' : `${plain(s.rate_pct)}%`}; ${s.changes.join('; ')}`}</title>
            {authorities.map((a, i) => {
              const pct = s.parts.filter((p) => p.authority === a).reduce((total, p) => total + p.pct, 0)
              const above = y(sum + pct)
              const height = y(sum) - above
              sum += pct
              return (
                height > 0 && (
                  <rect key={a} class={`tone-${i % 8}`} x={from} y={above} width={Math.max(0.5, until - from)} height={height} />
                )
              )
            })}
            {s.rate_pct === undefined && <rect class="open" x={from} y={top} width={Math.max(0.5, until - from)} height={bottom - top} />}
          </g>
        )
      })}
      <text class="value" x={width - 36} y={y(steps.at(-1)?.parts.reduce((sum, p) => sum + p.pct, 0) ?? 0) + 4}>
        {steps.at(-1)?.rate_pct === undefined ? 'open' : `${Math.round(steps.at(-1)?.rate_pct ?? 0)}%`}
      </text>
    </>
  )
}
