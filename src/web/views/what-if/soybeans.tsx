/** The soybean market under a scenario and without it: who sells to China, and what happens to prices. */
import { Dumbbells, dumbbellHeight } from '../../charts/dumbbells.js'
import { readableDay, signed } from '../../format.js'
import { Entry } from '../../ui/basics.js'
import { Figure } from '../../ui/figure.js'
import type { SoybeansAnswer } from '../../worker/market.js'

type Market = SoybeansAnswer['after']

const NAMES: Record<string, string> = { US: 'United States', BR: 'Brazil', AR: 'Argentina', other: 'Others' }

const toChina = (m: Market): string => `${m.lead.us_to_cn_mt.toFixed(1)} Mt`
const bushel = (usd: number): string => `${signed(usd, 2)} USD a bushel`

/** Whose elasticities they are; an assumption has no source. */
const sources = ({ elasticities }: Market): string =>
  elasticities
    .filter((e) => e.status !== 'assumption' && e.source !== 'the same')
    .map((e) => (e.status === 'our calibration' ? `our calibration ${e.source}` : e.source))
    .join('; ')

export function Soybeans({ value: { on, before, after } }: { value: SoybeansAnswer }) {
  const same = Math.abs(before.duty.us - after.duty.us) < 1e-9
  const { interval, base, price, other } = after
  const substitution = after.range.map((r) => r.us_price_usd_bu)
  return (
    <>
      <p>
        China's duty on US soybeans, {readableDay(on)}:{' '}
        <b>{same ? `${after.duty.us.toFixed(1)}% under both readings` : `${before.duty.us.toFixed(1)}% → ${after.duty.us.toFixed(1)}%`}</b>;{' '}
        {after.duty.other.toFixed(1)}% on those of Brazil. Over several years the US would sell China{' '}
        <b>{same ? toChina(after) : `${before.lead.us_to_cn_mt.toFixed(1)} → ${toChina(after)}`}</b> a season, against{' '}
        {after.outcome.exporters[0]?.to_cn_before_mt.toFixed(1)} Mt in {base.season}.
      </p>
      <Figure
        name={`what-if-soybeans-${on}`}
        title="Soybeans sold to China, before and after"
        unit={`Million tonnes a season over several years, by origin. Law of ${readableDay(on)}, as known on ${readableDay(after.known)}. Hollow: without the scenario; full: with it`}
        source={`${base.us_to_cn}; ${sources(after)}; duties: Parley's record`}
        says={after.outcome.exporters
          .map((x, i) => `${NAMES[x.exporter]} ${before.outcome.exporters[i]?.to_cn_mt.toFixed(1)} to ${x.to_cn_mt.toFixed(1)}`)
          .join('; ')}
        table={{
          head: ['Origin', `${base.season}, Mt to China`, 'Before, Mt', 'After, Mt', 'Price before, USD/bu', 'Price after, USD/bu'],
          rows: after.outcome.exporters.map((x, i) => {
            const was = before.outcome.exporters[i]
            return [
              NAMES[x.exporter] ?? x.exporter,
              x.to_cn_before_mt.toFixed(2),
              was?.to_cn_mt.toFixed(2) ?? '',
              x.to_cn_mt.toFixed(2),
              was ? signed(was.price_usd_bu, 3) : '',
              signed(x.price_usd_bu, 3),
            ]
          }),
        }}
        height={() => dumbbellHeight(after.outcome.exporters.length)}
      >
        {(width) => (
          <Dumbbells
            tone="both"
            width={width}
            room={110}
            rows={after.outcome.exporters.map((x, i) => {
              const was = before.outcome.exporters[i]?.to_cn_mt
              return {
                name: NAMES[x.exporter] ?? x.exporter,
                before: was,
                after: x.to_cn_mt,
                says: same ? x.to_cn_mt.toFixed(1) : `${was?.toFixed(1)} → ${x.to_cn_mt.toFixed(1)}`,
              }
            })}
          />
        )}
      </Figure>
      <ul class="plain small">
        <li>
          Price of US beans against a season without the wedge: <b>{same ? '' : `${signed(before.lead.us_price_usd_bu, 2)} → `}</b>
          <b>{bushel(after.lead.us_price_usd_bu)}</b> on {price.usd_bu.toFixed(2)} ({price.season}), that is {signed(after.per_acre_usd, 2)}{' '}
          USD an acre; price of Brazilian beans {bushel(after.lead.br_price_usd_bu)}.
        </li>
        <li>
          How sure: with other substitution between origins {signed(Math.min(...substitution), 2)} to {bushel(Math.max(...substitution))},
          and with the published elasticity of farm goods ({interval.elasticity}, s.e. {interval.standard_error}), 95% of {interval.draws}{' '}
          draws: {signed(interval.us_price_usd_bu.low, 2)} to {bushel(interval.us_price_usd_bu.high)}, sales{' '}
          {signed(interval.us_to_cn_pct.low, 0)}% to {signed(interval.us_to_cn_pct.high, 0)}%.
        </li>
        <li>
          Within one season instead: {other.us_to_cn_mt.toFixed(1)} Mt to China, US price {bushel(other.us_price_usd_bu)}, Brazil's{' '}
          {bushel(other.br_price_usd_bu)}.
        </li>
        {after.reported_zero && (
          <li>
            Reported: <Entry id={after.reported_zero.id}>{after.reported_zero.title}</Entry> ({readableDay(after.reported_zero.known)}). A
            duty alone does not explain that here.
          </li>
        )}
        {after.duty.open.map((o) => (
          <li key={o.key}>
            Open: {o.ask} Then the duty is {o.us.toFixed(1)}%.
          </li>
        ))}
      </ul>
    </>
  )
}
