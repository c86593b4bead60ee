/** How sure the answer is: both equilibria solved again under elasticities drawn from their standard errors. */
import { fail } from '../base/errors.js'
import {
  centralElasticities,
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

/**
 * Intervals. One draw serves both equilibria and the aggregation of tariffs. The same seed gives the same result.
 * @throws NoEquilibrium if a draw has none
 */
export function incidenceDraws(
  world: World,
  question: IncidenceQuestion,
  { draws, seed, level = 0.9 }: { readonly draws: number; readonly seed: number; readonly level?: number },
): IncidenceDraws {
  if (!(draws >= 2)) fail('bad-input', `is ${draws}; an interval needs two draws at least`, 'draws')
  const set = question.elasticities ?? estimatesOf(world)
  const base = configure(world, question.model, centralElasticities(world, set))
  const tariffsAt = (elasticity: Float64Array): AppliedTariff[] => appliedTariffs(world, question.cells, elasticity)
  const tariffs = tariffsAt(base.model.elasticity)
  const centre = solveBetween(base, tariffs)
  const central = row(world, centre, tariffs)
  const rows: Float64Array[] = []
  for (let d = 0; d < draws; d++) {
    const elasticity = drawElasticities(world, set, seed, d)
    const drawn = tariffsAt(elasticity)
    rows.push(row(world, solveBetween({ ...base, model: withElasticities(base, elasticity) }, drawn, centre.states), drawn))
  }
  let at = 0
  const next = (): Interval => {
    const column = Float64Array.from(rows, (r) => r[at] as number).sort()
    return interval(column, central[at++] as number, level)
  }
  const all = <T extends string>(names: readonly T[]): Record<T, Interval> =>
    Object.fromEntries(names.map((name) => [name, next()])) as Record<T, Interval>
  const worldWelfare = next()
  const countries = world.countries.map(({ code }) => ({ country: code, measures: all(COUNTRY_MEASURES) }))
  const pairs = pairOutcomes(world, centre, tariffs).map(({ importer, exporter }) => ({ importer, exporter, measures: all(PAIR_MEASURES) }))
  return { draws, seed, level, elasticities: set, worldWelfare, countries, pairs }
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
