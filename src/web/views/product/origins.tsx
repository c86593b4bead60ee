/** The same goods of several origins, beside each other. */
import { cut, scale } from '../../charts/scale.js'
import { useAnswer } from '../../client.js'
import { amount, percent, plain, readableDay } from '../../format.js'
import { go, here } from '../../state.js'
import { Answered } from '../../ui/basics.js'
import { Field } from '../../ui/field.js'
import { Figure } from '../../ui/figure.js'
import type { OriginDuty, ProductAsked } from '../../worker/product.js'

/** Origins that stand in the field when nothing is chosen: large sellers of what China sells. */
const FIRST: Readonly<Record<ProductAsked['to'], string>> = { US: 'VN, MX, DE, JP, IN', CN: 'BR, AU, CA' }

const originsOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean)

export function Origins({ asked }: { asked: ProductAsked }) {
  const written = here.value.params.beside ?? FIRST[asked.to]
  const origins = [asked.entry.origin, ...originsOf(written).filter((o) => o !== asked.entry.origin)]
  const answer = useAnswer('besides', { ...asked, origins })
  return (
    <section class="reserve-origins">
      <h2>Of other origins</h2>
      <form class="no-print" onSubmit={(event) => event.preventDefault()}>
        <label class="wide">
          <span>Origins to set beside it, two letters each</span>
          <Field name="beside" value={written} change={(text) => go({ keep: true, params: { beside: originsOf(text).join(',') } })} />
        </label>
      </form>
      <Answered answer={answer} what="Working out the other origins">
        {(rows) => <Bars rows={rows} asked={asked} />}
      </Answered>
    </section>
  )
}

const says = (r: OriginDuty): string =>
  r.rate_pct === undefined ? 'open' : `${percent(r.rate_pct, 2).replace(/\.?0+%$/, '%')}, ${amount(r.duty_usd ?? '')} USD`

const ROW = 30

function Bars({ rows, asked }: { rows: readonly OriginDuty[]; asked: ProductAsked }) {
  const { entry, to, date, known } = asked
  const high = Math.max(5, ...rows.map((r) => r.rate_pct ?? 0))
  const open = rows.filter((r) => r.why !== undefined)
  return (
    <Figure
      name={`origins-${entry.hts}-${to}-${date}`}
      title="The duty by origin"
      unit={`${entry.hts} into ${to}: percent of the customs value, entered on ${readableDay(date)}, as known on ${readableDay(known)}. The same answers for every origin`}
      source="the acts named with each layer. Parley's record"
      says={rows.map((r) => `${r.origin} ${says(r)}`).join('; ')}
      table={{
        head: ['Origin', 'Duty, %', 'Duty, USD', 'Beside the base duty', 'Open'],
        rows: rows.map((r) => [
          r.origin,
          r.rate_pct === undefined ? 'open' : plain(r.rate_pct),
          r.duty_usd ?? 'open',
          r.layers.map((l) => `${l.heading} ${l.title} ${plain(l.rate_pct)}%`).join('; '),
          r.why ?? '',
        ]),
      }}
      height={() => rows.length * ROW + 20}
      below={
        open.length > 0 && (
          <ul class="plain small">
            {open.map((r) => (
              <li key={r.origin}>
                {r.origin}: {r.why}
              </li>
            ))}
          </ul>
        )
      }
    >
      {(width) => {
        const x = scale(0, high, 40, width - 150)
        const bottom = rows.length * ROW
        return (
          <>
            {x.ticks.map((t) => (
              <g key={t}>
                <line class="grid" x1={x(t)} x2={x(t)} y1={0} y2={bottom} />
                <text class="tick" x={x(t)} y={bottom + 14} text-anchor="middle">
                  {t}%
                </text>
              </g>
            ))}
            {rows.map((r, i) => (
              <g key={r.origin} class={`bar ${to}`}>
                <text x={4} y={i * ROW + 19}>
                  {cut(r.origin, 34)}
                </text>
                {r.rate_pct !== undefined && (
                  <rect class={i === 0 ? '' : 'returned'} x={x(0)} y={i * ROW + 8} width={Math.max(1, x(r.rate_pct) - x(0))} height={14} />
                )}
                <text class="value" x={r.rate_pct === undefined ? x(0) + 4 : x(r.rate_pct) + 6} y={i * ROW + 19}>
                  {says(r)}
                </text>
              </g>
            ))}
          </>
        )
      }}
    </Figure>
  )
}
