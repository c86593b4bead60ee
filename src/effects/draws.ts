/** How sure the results are: the model solved again under elasticities drawn from their standard errors. */
import { fail } from '../base/errors.js'
import { withElasticities } from './configuration.js'
import { centralElasticities, drawElasticities, type ElasticitySet, LDR_ONE_SECTOR, LDR_TABLE_7 } from './elasticities.js'
import { Kernel } from './kernel.js'
import { type CountryOutcome, countryOutcomes } from './measures.js'
import { type Assumptions, configured, type Retaliation, shockAsked } from './question.js'
import type { TariffChange } from './tariffs.js'
import type { World } from './world.js'

/** How many draws are made where no number is named, if any are. */
export const DRAWS = 1000

/** Room for the rows of all draws, and the most that are made of any world. */
const MOST_BYTES = 100e6
const MOST_DRAWS = 100_000

/** The most draws of a world: their rows, some ten figures of each country, must fit into memory. */
export function mostDraws(world: World): number {
  const fit = MOST_BYTES / (world.countries.length * 10 * Float64Array.BYTES_PER_ELEMENT)
  return Math.min(MOST_DRAWS, Math.max(DRAWS, Math.floor(fit / 1000) * 1000))
}

/** @throws ParleyError if so many draws cannot be made, or make no interval */
export function checkDraws(world: World, draws: number): void {
  const most = mostDraws(world)
  if (!(Number.isInteger(draws) && draws >= 2 && draws <= most))
    fail('bad-input', `is ${draws}; give a whole number from 2 to ${most} (an interval needs two draws; more do not fit)`, 'draws')
}

/** What is drawn and solved. Plain data: it can be sent to another thread. */
export interface DrawPlan extends Assumptions {
  readonly changes: readonly TariffChange[]
  readonly retaliation?: Retaliation
  /** Default: the paper's table for many sectors, its ε = 4 for one. */
  readonly elasticities?: ElasticitySet
  readonly seed: number
  readonly draws: number
}

/** Measures of which an interval is given. Fractions, but for equivalent variation, which is money. */
export const OUTCOME_MEASURES = [
  'welfare',
  'equivalentVariation',
  'realWage',
  'prices',
  'employment',
  'incomeChange',
  'exportsChange',
  'importsChange',
  'revenueShare',
] as const
export type OutcomeMeasure = (typeof OUTCOME_MEASURES)[number]

export interface Interval {
  /** With the estimates themselves. */
  readonly central: number
  readonly mean: number
  readonly standardDeviation: number
  /** The quantiles asked for, and the median. */
  readonly low: number
  readonly median: number
  readonly high: number
}

export interface DrawSummary {
  readonly draws: number
  readonly seed: number
  readonly elasticities: ElasticitySet
  /** Share of draws between `low` and `high`. */
  readonly level: number
  readonly countries: readonly { readonly country: string; readonly measures: Readonly<Record<OutcomeMeasure, Interval>> }[]
}

export const elasticitiesOf = (world: World, plan: DrawPlan): ElasticitySet =>
  plan.elasticities ?? (world.sectors.length === 1 ? LDR_ONE_SECTOR : LDR_TABLE_7)

/**
 * Results of the draws from `from` to `until` (not included), and before them, if `from` is 0, nothing else: one row a draw,
 * countries × measures. Pure: the same plan gives the same rows wherever it runs.
 * @throws NoEquilibrium if a draw has none
 */
export function runDraws(world: World, plan: DrawPlan, from = 0, until = plan.draws): Float64Array {
  const run = runner(world, plan)
  const out = new Float64Array((until - from) * run.width)
  for (let d = from; d < until; d++) out.set(run.draw(d), (d - from) * run.width)
  return out
}

/** Intervals from the rows of all draws. @param level share of draws inside an interval, 0.9 for 5% to 95% */
export function summariseDraws(world: World, plan: DrawPlan, rows: Float64Array, level = 0.9): DrawSummary {
  if (!(level > 0 && level < 1)) fail('bad-input', `is ${level}; give a share between 0 and 1, e.g. 0.9`, 'level')
  const run = runner(world, plan)
  const central = run.central
  const column = new Float64Array(plan.draws)
  return {
    draws: plan.draws,
    seed: plan.seed,
    elasticities: elasticitiesOf(world, plan),
    level,
    countries: world.countries.map(({ code }, i) => ({
      country: code,
      measures: Object.fromEntries(
        OUTCOME_MEASURES.map((measure, m) => {
          const at = i * OUTCOME_MEASURES.length + m
          for (let d = 0; d < plan.draws; d++) column[d] = rows[d * run.width + at] as number
          return [measure, interval(column.slice().sort(), central[at] as number, level)]
        }),
      ) as Record<OutcomeMeasure, Interval>,
    })),
  }
}

function runner(
  world: World,
  plan: DrawPlan,
): { readonly width: number; readonly central: Float64Array; draw(index: number): Float64Array } {
  checkDraws(world, plan.draws)
  const set = elasticitiesOf(world, plan)
  if (plan.options?.elasticity !== undefined) fail('bad-input', 'an elasticity that is set is not drawn', 'options.elasticity')
  const base = configured(world, plan, centralElasticities(world, set))
  const shock = shockAsked(base, plan.changes, plan.retaliation, plan.deficits)
  const centre = new Kernel(base.economy, base.model).solve(shock)
  return {
    width: world.countries.length * OUTCOME_MEASURES.length,
    central: row(countryOutcomes(base.economy, base.model, centre)),
    draw(index) {
      const model = withElasticities(base, drawElasticities(world, set, plan.seed, index), plan.options)
      const solution = new Kernel(base.economy, model).solve(shock, { start: centre.state })
      return row(countryOutcomes(base.economy, model, solution))
    },
  }
}

const row = (outcomes: readonly CountryOutcome[]): Float64Array =>
  Float64Array.from(
    outcomes.flatMap((o) => [
      o.welfare,
      o.equivalentVariation,
      o.realWage,
      o.prices,
      o.employment,
      o.incomeChange,
      o.exports[1] / o.exports[0] - 1,
      o.imports[1] / o.imports[0] - 1,
      o.revenueShare,
    ]),
  )

/** Quantiles and moments of sorted values. */
export function interval(sorted: Float64Array, central: number, level: number): Interval {
  const n = sorted.length
  const mean = sorted.reduce((a, b) => a + b, 0) / n
  const variance = sorted.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1)
  const quantile = (p: number): number => {
    const at = p * (n - 1)
    const below = Math.floor(at)
    const low = sorted[below] as number
    return low + (at - below) * ((sorted[Math.min(below + 1, n - 1)] as number) - low)
  }
  return {
    central,
    mean,
    standardDeviation: Math.sqrt(variance),
    low: quantile((1 - level) / 2),
    median: quantile(0.5),
    high: quantile((1 + level) / 2),
  }
}
