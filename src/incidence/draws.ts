/** How sure the answer is: both equilibria solved again under elasticities drawn from their standard errors. */
import {
  centralElasticities,
  checkDraws,
  configure,
  countryOutcomes,
  drawElasticities,
  type ElasticitySet,
  type Interval,
  interval,
  LDR_ONE_SECTOR,
  LDR_TABLE_7,
  type World,
  withElasticities,
} from '../effects/index.js'
import { type Between, type IncidenceQuestion, pairOutcomes, solveBetween } from './outcome.js'
import { type AppliedTariff, appliedTariffs } from './shock.js'

/** Measures of a country of which an interval is given. Fractions, but for those in money. */
export const COUNTRY_MEASURES = [
  'welfare',
  'equivalentVariation',
  'realWage',
  'prices',
  'exportsChange',
  'importsChange',
  'balanceChange',
  'revenueChange',
] as const
export type CountryMeasure = (typeof COUNTRY_MEASURES)[number]
export const PAIR_MEASURES = ['tradeChange', 'buyerPrice'] as const
export type PairMeasure = (typeof PAIR_MEASURES)[number]

export interface IncidenceDraws {
  readonly draws: number
  readonly seed: number
  /** Share of draws inside an interval. */
  readonly level: number
  readonly elasticities: ElasticitySet
  readonly worldWelfare: Interval
  readonly countries: readonly { readonly country: string; readonly measures: Readonly<Record<CountryMeasure, Interval>> }[]
  readonly pairs: readonly {
    readonly importer: string
    readonly exporter: string
    readonly measures: Readonly<Record<PairMeasure, Interval>>
  }[]
}

/** The estimates that are drawn for a world: by group of sectors, or the one of a world of one sector. */
export const estimatesOf = (world: World): ElasticitySet => (world.sectors.length === 1 ? LDR_ONE_SECTOR : LDR_TABLE_7)

/** What is drawn and solved. Plain data: it can be sent to another thread. */
export interface IncidencePlan extends IncidenceQuestion {
  readonly seed: number
  readonly draws: number
}

/** A draw needs no more digits than an interval is told with. */
const TOLERANCE = 1e-8

/**
 * Rows of the draws from `from` to `until` (not included). One draw serves both equilibria and the aggregation of tariffs. Pure: the
 * same plan gives the same rows wherever it runs.
 * @throws NoEquilibrium if a draw has none
 */
export function runIncidenceDraws(world: World, plan: IncidencePlan, from = 0, until = plan.draws): Float64Array {
  checkDraws(world, plan.draws)
  const { set, base, centre, central } = atEstimates(world, plan)
  const out = new Float64Array((until - from) * central.length)
  for (let d = from; d < until; d++) {
    const elasticity = drawElasticities(world, set, plan.seed, d)
    const tariffs = appliedTariffs(world, plan.cells, elasticity)
    const model = withElasticities(base, elasticity)
    const between = solveBetween({ ...base, model }, tariffs, { starts: centre.states, tolerance: TOLERANCE })
    out.set(row(world, between, tariffs), (d - from) * central.length)
  }
  return out
}

/** Intervals from the rows of all draws. @param level share of draws inside an interval */
export function summariseIncidence(world: World, plan: IncidencePlan, rows: Float64Array, level = 0.9): IncidenceDraws {
  const { draws, seed } = plan
  checkDraws(world, draws)
  const { set, centre, tariffs, central } = atEstimates(world, plan)
  let at = 0
  const next = (): Interval => {
    const column = Float64Array.from({ length: draws }, (_, d) => rows[d * central.length + at] as number).sort()
    return interval(column, central[at++] as number, level)
  }
  const all = <T extends string>(names: readonly T[]): Record<T, Interval> =>
    Object.fromEntries(names.map((name) => [name, next()])) as Record<T, Interval>
  const worldWelfare = next()
  const countries = world.countries.map(({ code }) => ({ country: code, measures: all(COUNTRY_MEASURES) }))
  const pairs = pairOutcomes(world, centre, tariffs).map(({ importer, exporter }) => ({ importer, exporter, measures: all(PAIR_MEASURES) }))
  return { draws, seed, level, elasticities: set, worldWelfare, countries, pairs }
}

function atEstimates(world: World, { model, elasticities, cells }: IncidenceQuestion) {
  const set = elasticities ?? estimatesOf(world)
  const base = configure(world, model, centralElasticities(world, set))
  const tariffs = appliedTariffs(world, cells, base.model.elasticity)
  const centre = solveBetween(base, tariffs)
  return { set, base, tariffs, centre, central: row(world, centre, tariffs) }
}

/** One draw as a row: the world, then country by country, then pair by pair. */
function row(world: World, between: Between, tariffs: readonly AppliedTariff[]): Float64Array {
  const countries = countryOutcomes(between.economy, between.model, between.solution)
  return Float64Array.from([
    countries.reduce((sum, o) => sum + o.equivalentVariation, 0),
    ...countries.flatMap((o) => [
      o.welfare,
      o.equivalentVariation,
      o.realWage,
      o.prices,
      o.exports[1] / o.exports[0] - 1,
      o.imports[1] / o.imports[0] - 1,
      o.balance[1] - o.balance[0],
      o.revenue[1] - o.revenue[0],
    ]),
    ...pairOutcomes(world, between, tariffs).flatMap((p) => [p.trade[0] > 0 ? p.trade[1] / p.trade[0] - 1 : 0, p.buyerPrice]),
  ])
}
