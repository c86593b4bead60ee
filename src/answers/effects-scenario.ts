/** The tariffs of a scenario, and of the law without it, in general equilibrium. */
import { fail } from '../base/errors.js'
import { MODELS, type ModelName, type World } from '../effects/index.js'
import { industriesOfGoods } from '../files/concordance.js'
import { packageRoot } from '../files/root.js'
import { openWorld, worldIds } from '../files/worlds.js'
import {
  dayInYear,
  type IncidenceDraws,
  type IncidencePlan,
  type LeftOut,
  leftOut,
  pairsOf,
  runIncidenceDraws,
  SCENARIO_LEVEL,
  type ScenarioIncidence,
  scenarioIncidence,
  summariseIncidence,
} from '../incidence/index.js'
import { dutyDay, type TradeEffect } from '../scenarios/index.js'
import {
  type Compared,
  type ComparisonAsked,
  comparisonOf,
  type Lay,
  type Name,
  sameName,
  tradeUnder,
  tradeYear,
  type Views,
} from './comparison.js'
import { outcomesJson, worldAndModel } from './effects-json.js'
import type { ScenarioEffectsOutput } from './effects-scenario-schemas.js'
import type { Question } from './shelf.js'

/** What is answered, before it is told in words or as JSON. */
export interface ScenarioReport extends Omit<ScenarioIncidence, 'plan'> {
  readonly compared: Compared
  /** The day whose duties are set in the world; absent where nothing differs. */
  readonly tariffsOn?: string
  readonly year: number
  readonly uncertainty?: IncidenceDraws
  readonly left: readonly LeftOut[]
}

export { SCENARIO_WORLD } from '../incidence/index.js'

export interface ScenarioEffectsAsked extends ComparisonAsked {
  readonly world: World
  readonly model?: string | undefined
  /** Year of the trade that is the weights. */
  readonly year: string
  /** The duties of the law on US imports from everybody, not only where they change. */
  readonly allPartners?: boolean
}

/** Models by name. */
export const MODEL_NAMES: readonly string[] = Object.keys(MODELS)
/** Worlds that come with the package. */
export const WORLD_IDS: readonly string[] = worldIds(packageRoot())
/** A world of the package. @throws {ParleyError} not-found */
export const worldOf = (id: string): World =>
  openWorld(
    packageRoot(),
    WORLD_IDS.find((w) => w === id) ?? fail('not-found', `there is no world "${id}"; there are ${WORLD_IDS.join(', ')}`, 'world'),
  )

/** Intervals of the same question, made in this thread. Nothing, if there is no plan. */
export function scenarioIntervals(world: World, { plan }: ScenarioEffects, draws: number, seed: number): IncidenceDraws | undefined {
  if (!plan) return undefined
  const whole = { ...plan, draws, seed }
  return summariseIncidence(world, whole, runIncidenceDraws(world, whole), SCENARIO_LEVEL)
}

/** What a scenario does, and the plan of draws of the same question: nothing, if no tariff changes. */
export interface ScenarioEffects {
  readonly report: ScenarioReport
  readonly plan?: Omit<IncidencePlan, 'draws' | 'seed'>
}

/** @throws {ParleyError} naming the field that is wrong */
export function scenarioEffects(question: Question, asked: ScenarioEffectsAsked, lay: Lay, name: Name = sameName): ScenarioEffects {
  const { world } = asked
  const year = tradeYear(asked.year, name)
  if (asked.model !== undefined && !Object.hasOwn(MODELS, asked.model))
    fail('not-found', `there is no model "${asked.model}"; there are ${Object.keys(MODELS).join(', ')}`, name('model'))
  const { compared, views } = comparisonOf(question, asked, lay, name)
  const pairs = pairsOf(world, views.pairs, asked.allPartners)
  const on = dutyDay(compared)
  const inYear = dayInYear(world)
  const under = (after: Views['after'], before: string, day: string): TradeEffect[] =>
    tradeUnder({ before: views.before, after, days: { before, after: day } }, pairs, year)
  const { plan, ...found } = scenarioIncidence(
    world,
    on === undefined ? [] : under(views.after, on, on),
    on === undefined || inYear === undefined ? undefined : under(views.before, inYear, on),
    industriesOfGoods(packageRoot()),
    asked.model as ModelName | undefined,
  )
  const report: ScenarioReport = { compared, year, ...found, left: leftOut(on, compared), ...(on !== undefined && { tariffsOn: on }) }
  return { report, ...(plan && { plan }) }
}

/** The answer as JSON. */
export function scenarioJson({
  compared,
  tariffsOn,
  coverage,
  year,
  outcome: o,
  uncertainty,
  own,
  left,
}: ScenarioReport): ScenarioEffectsOutput {
  const { changes: _, ...head } = compared
  return {
    ...head,
    horizon: { ...head.horizon, dateBeyond: [...head.horizon.dateBeyond], knownBeyond: [...head.horizon.knownBeyond] },
    ...(tariffsOn !== undefined && { tariffs_on: tariffsOn }),
    trade_year: year,
    coverage: coverage.map((c) => ({ ...c })),
    left_out: left.map((l) => ({ ...l })),
    ...worldAndModel(o),
    tariffs: o.tariffs.map(({ inYear, ...t }) => ({ ...t, ...(inYear && { world_year: inYear }) })),
    residual: o.residual,
    iterations: o.iterations,
    worldWelfare: o.worldWelfare,
    ...outcomesJson(o),
    pairs: o.pairs.map((p) => ({ ...p, trade: [...p.trade] })),
    flows: o.flows.map((f) => ({ ...f, trade: [...f.trade] })),
    ...(own && {
      own_elasticities: {
        worldWelfare: own.worldWelfare,
        countries: own.countries.map(({ country, welfare, equivalentVariation }) => ({ country, welfare, equivalentVariation })),
      },
    }),
    ...(uncertainty && { uncertainty: uncertainty as unknown as NonNullable<ScenarioEffectsOutput['uncertainty']> }),
  }
}
