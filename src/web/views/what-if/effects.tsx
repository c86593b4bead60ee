/** Welfare and trade by country under a scenario, with intervals as soon as they are drawn. */
import { leftOutWords, unitsPerBillion } from '../../../cli/values.js'
import type { Interval } from '../../../effects/index.js'
import type { CountryMeasure, IncidenceDraws } from '../../../incidence/index.js'
import { cut, scale } from '../../charts/scale.js'
import { slowly } from '../../client.js'
import { money, readableDay, signed } from '../../format.js'
import { Figure, type Table, TableOf } from '../../ui/figure.js'
import type { EffectsAnswer } from '../../worker/effects.js'

type Country = EffectsAnswer['countries'][number]

/** What is told of a country, in percent or in billions. */
const COLUMNS: readonly { readonly head: string; readonly measure: CountryMeasure; readonly bn?: true }[] = [
  { head: 'Welfare, %', measure: 'welfare' },
  { head: 'Welfare, bn USD', measure: 'equivalentVariation', bn: true },
  { head: 'Real wage, %', measure: 'realWage' },
  { head: 'Consumer prices, %', measure: 'prices' },
  { head: 'Exports, %', measure: 'exportsChange' },
  { head: 'Imports, %', measure: 'importsChange' },
]

const central = (c: Country, measure: CountryMeasure): number => {
  if (measure === 'exportsChange') return c.exports[1] / c.exports[0] - 1
  if (measure === 'importsChange') return c.imports[1] / c.imports[0] - 1
  return c[measure as 'welfare']
}

/** Three figures or so. */
const digitsOf = (value: number): number => (Math.abs(value) < 1 ? 3 : Math.abs(value) < 10 ? 2 : 1)

interface Props {
  readonly value: EffectsAnswer
  readonly intervals: IncidenceDraws | undefined
  readonly pending: boolean
}

export function Effects({ value, intervals, pending }: Props) {
  const { on, countries, pairs, coverage, left } = value
  if (on === undefined) return <p>Nothing differs, so nothing moves.</p>
  if (pairs.length === 0)
    return (
      <p>
        No duty differs on {readableDay(on)}, so nothing moves in the model
        {left.length > 0 && `. What differs and the model does not have: ${leftOutWords(left)}`}.
      </p>
    )
  const bn = (x: number): string => signed(x / unitsPerBillion(value.world), 1)
  const name = (code: string): string => countries.find((c) => c.country === code)?.name ?? code
  return (
    <>
      <p role="status" class="progress">
        {intervals
          ? `Intervals hold ${Math.round(100 * intervals.level)}% of ${intervals.draws.toLocaleString('en-GB')} draws of the trade elasticities.`
          : pending && <Drawing />}
      </p>
      <Welfare value={value} intervals={intervals} />
      <h3>Trade by country</h3>
      <TableOf caption="Trade by country" table={tradeTable(value, intervals)} />
      <ul class="plain small">
        {pairs
          .filter((p) => p.trade[0] > 0)
          .map((p) => {
            const span = intervals?.pairs.find((i) => i.importer === p.importer && i.exporter === p.exporter)?.measures
            const unit = unitsPerBillion(value.world)
            return (
              <li key={p.importer + p.exporter}>
                {name(p.importer)} from {name(p.exporter)}:{' '}
                <b>
                  {(p.trade[0] / unit).toFixed(1)} → {(p.trade[1] / unit).toFixed(1)} bn USD
                </b>{' '}
                of goods, {percentWith(p.trade[1] / p.trade[0] - 1, span?.tradeChange)}; prices to its buyers, duties included,{' '}
                {percentWith(p.buyerPrice, span?.buyerPrice)}.
              </li>
            )
          })}
        <li>
          The world: {bn(value.worldWelfare)} bn USD
          {intervals && ` (${bn(intervals.worldWelfare.low)} to ${bn(intervals.worldWelfare.high)})`}.
        </li>
      </ul>
      <p class="small muted">
        In the world of {value.world.year}: {value.world.title} ({value.world.label}). Model: {value.model}. Elasticities:{' '}
        {value.elasticities}. {counted(coverage)} Long run; trade balances are held; no unemployment, no adjustment. From the equilibrium
        under the law before to that under the law after, with the tariffs of {readableDay(on)}
        {left.length > 0 && `. In no figure here, as the model has no such thing: ${leftOutWords(left)}`}.
      </p>
    </>
  )
}

/** How many draws are made, once it is known. */
const Drawing = () => {
  const of = slowly.value
  return <>{of?.unit === 'draws' ? `Intervals: ${of.done} of ${of.of} draws of the elasticities.` : 'Intervals: drawing elasticities …'}</>
}

const share = (part: number, all: number): string => `${((100 * part) / (all || 1)).toFixed(0)}%`

function counted(coverage: EffectsAnswer['coverage']): string {
  const of = (importer: 'US' | 'CN', words: string): string => {
    const own = coverage.filter((c) => c.importer === importer)
    const all = own.reduce((sum, c) => sum + c.value_usd + c.no_code_usd, 0)
    const weights = own.reduce((sum, c) => sum + c.counted_usd, 0)
    return own.length === 0 ? '' : `Of ${words} (${own.map((c) => c.origin).join(', ')}) ${share(weights, all)} of ${money(all)} USD weigh.`
  }
  return [of('US', 'US imports'), of('CN', "China's imports")].filter(Boolean).join(' ')
}

/** `-24.7% (-25.4 to -23.9)`. */
function percentWith(x: number, span?: Interval): string {
  const digits = digitsOf(100 * x)
  const own = `${signed(100 * x, digits)}%`
  return span ? `${own} (${signed(100 * span.low, digits)} to ${signed(100 * span.high, digits)})` : own
}

const spanOf = (intervals: IncidenceDraws | undefined, country: string, measure: CountryMeasure): Interval | undefined =>
  intervals?.countries.find((c) => c.country === country)?.measures[measure]

/** Every figure of every country, for the table and the file. */
function allTable(value: EffectsAnswer, intervals: IncidenceDraws | undefined): Table {
  const per = unitsPerBillion(value.world)
  return {
    head: [
      'Country',
      ...COLUMNS.flatMap(({ head }) => (intervals ? [head, 'low', 'high'].map((h, i) => (i === 0 ? h : `${head}: ${h}`)) : [head])),
    ],
    rows: value.countries.map((c) => [
      c.name,
      ...COLUMNS.flatMap(({ measure, bn }) => {
        const unit = bn ? per : 0.01
        const span = spanOf(intervals, c.country, measure)
        const told = (x: number): string => (x / unit).toFixed(bn ? 2 : 4)
        return [told(central(c, measure)), ...(intervals ? [span ? told(span.low) : '', span ? told(span.high) : ''] : [])]
      }),
    ]),
  }
}

/** Exports and imports of each country, and what it sells to the two sides. */
function tradeTable(value: EffectsAnswer, intervals: IncidenceDraws | undefined): Table {
  const per = unitsPerBillion(value.world)
  const [us, china] = ['United States', 'China'].map((n) => value.countries.find((c) => c.name === n)?.country)
  const flow = (from: string, to: string | undefined): string => {
    const f = value.flows.find((x) => x.exporter === from && x.importer === to)
    return f ? signed((f.trade[1] - f.trade[0]) / per, 1) : ''
  }
  return {
    head: ['Country', 'Exports', 'Imports', 'To the US, bn USD', 'To China, bn USD'],
    rows: value.countries.map((c) => [
      c.name,
      percentWith(central(c, 'exportsChange'), spanOf(intervals, c.country, 'exportsChange')),
      percentWith(central(c, 'importsChange'), spanOf(intervals, c.country, 'importsChange')),
      flow(c.country, us),
      flow(c.country, china),
    ]),
  }
}

const publishers = ({ world }: EffectsAnswer): string =>
  [...new Set(world.sources.map((s) => s.publisher))].filter((p) => !/^not stated/.test(p)).join('; ')

const ROW = 34
/** What the figures in words take of the width. */
const WORDS = 150

function Welfare({ value, intervals }: Pick<Props, 'value' | 'intervals'>) {
  const per = unitsPerBillion(value.world)
  const rows = [...value.countries].sort((a, b) => a.equivalentVariation - b.equivalentVariation)
  const spans = rows.map((c) => spanOf(intervals, c.country, 'welfare'))
  const ends = rows.flatMap((c, i) => [c.welfare, spans[i]?.low ?? 0, spans[i]?.high ?? 0]).map((x) => 100 * x)
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const says = (c: Country): string => `${signed(100 * c.welfare, 3)}%, ${signed(c.equivalentVariation / per, 1)} bn`
  return (
    <Figure
      name={`what-if-welfare-${value.on}`}
      title="Welfare by country: what a year's gain or loss is worth"
      unit={`Percent of welfare, and billion USD in an economy of the size of ${value.world.year}. Tariffs of ${readableDay(value.on ?? '')}${intervals ? `. Bars: ${Math.round(100 * intervals.level)}% of ${intervals.draws} draws of the elasticities` : ''}`}
      source={`${publishers(value)}; ${value.elasticities}; duties: Parley's record`}
      says={rows.map((c) => `${c.name} ${says(c)}`).join('; ')}
      table={allTable(value, intervals)}
      height={() => rows.length * ROW + 24}
    >
      {(width) => {
        const room = Math.max((high - low) * 0.04, 1e-6)
        const x = scale(low - room, high + room, 6, width - WORDS - 12, width < 500 ? 2 : 5)
        const bottom = rows.length * ROW
        return (
          <>
            {x.ticks.map((t) => (
              <g key={t}>
                <line class={t === 0 ? 'zero' : 'grid'} x1={x(t)} x2={x(t)} y1={2} y2={bottom} />
                <text class="tick" x={x(t)} y={bottom + 14} text-anchor={x(t) < 24 ? 'start' : 'middle'}>
                  {`${t}`.replace('-', '−')}%
                </text>
              </g>
            ))}
            {rows.map((c, i) => {
              const span = spans[i]
              const y = i * ROW + 22
              return (
                <g key={c.country} class="dumbbell both">
                  <text x={4} y={i * ROW + 12}>
                    {cut(c.name, width - WORDS)}
                  </text>
                  <text class="value" x={width - 4} y={i * ROW + 12} text-anchor="end">
                    {says(c)}
                  </text>
                  {span && <line x1={x(100 * span.low)} x2={x(100 * span.high)} y1={y} y2={y} />}
                  <circle cx={x(100 * c.welfare)} cy={y} r={4} />
                </g>
              )
            })}
          </>
        )
      }}
    </Figure>
  )
}
