/** The tariffs of a scenario, and of the law without it, in general equilibrium. */
import { fail } from '../base/errors.js'
import { MODELS, type ModelName, type World } from '../effects/index.js'
import { industriesOfGoods } from '../files/concordance.js'
import { packageRoot } from '../files/root.js'
import { openWorld, worldIds } from '../files/worlds.js'
import {
  type Coverage,
  cellsOf,
  estimatesOf,
  hasLevels,
  type IncidenceDraws,
  type IncidenceOutcome,
  type IncidencePlan,
  incidenceOf,
  ratedPair,
  runIncidenceDraws,
  summariseIncidence,
  wholeRegions,
} from '../incidence/index.js'
import type { Difference, TradeEffect } from '../scenarios/index.js'
import { PARTNERS } from '../trade/index.js'
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
export interface ScenarioReport {
  readonly compared: Compared
  /** The day whose duties are set in the world; absent where nothing differs. */
  readonly tariffsOn?: string
  /** What of the trade became weights. */
  readonly coverage: readonly (Coverage & { readonly no_code_usd: number })[]
  readonly year: number
  readonly outcome: IncidenceOutcome
  readonly uncertainty?: IncidenceDraws
  /** The same at the world's own elasticities, where it has some and others were used. */
  readonly own?: IncidenceOutcome
  readonly left: readonly LeftOut[]
}

/** Measures that the scenario changes and the model does not have. */
export interface LeftOut {
  readonly kind: Difference['kind'] | 'later tariff'
  readonly measures: number
}

/** Of the world in which a scenario is asked where none is named. */
export const SCENARIO_WORLD = 'china-us-2017'

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

/** Share of draws inside an interval. */
const LEVEL = 0.9

/** Intervals of the same question, made in this thread. Nothing, if there is no plan. */
export function scenarioIntervals(world: World, { plan }: ScenarioEffects, draws: number, seed: number): IncidenceDraws | undefined {
  if (!plan) return undefined
  const whole = { ...plan, draws, seed }
  return summariseIncidence(world, whole, runIncidenceDraws(world, whole), LEVEL)
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
  const { us, china } = views.pairs
  const reached = us.length > 0 || china
  const pairs = { us: asked.allPartners && reached ? PARTNERS : us.length > 0 ? wholeRegions(world, us) : [], china }
  const on = dutyDay(compared)
  const trade = on === undefined ? [] : tradeUnder({ ...views, days: { before: on, after: on } }, pairs, year)
  const inYear = on === undefined || hasLevels(world) ? undefined : dutiesOf(world.year, views, on, pairs, year)
  const { cells, coverage } = cellsOf(
    world,
    trade.map((effect, i) => ratedPair(effect, inYear?.[i])),
    industriesOfGoods(packageRoot()),
  )
  const model = asked.model as ModelName | undefined
  const ask = { cells, coverage, elasticities: estimatesOf(world), ...(model && { model }) }
  const { elasticities: _, ...withOwn } = ask
  const report: ScenarioReport = {
    compared,
    coverage: coverage.map((c, i) => ({ ...c, no_code_usd: (trade[i] as TradeEffect).no_code_usd })),
    year,
    outcome: incidenceOf(world, ask),
    ...(world.arrays.elasticity && cells.length > 0 && { own: incidenceOf(world, withOwn) }),
    left: leftOut(on, compared),
    ...(on !== undefined && { tariffsOn: on }),
  }
  return { report, ...(cells.length > 0 && { plan: ask }) }
}

/** Duties under the law of a year gone by, in its middle, on the trade that the scenario reaches. */
const dutiesOf = (of: number, views: Views, on: string, pairs: Views['pairs'], year: number): TradeEffect[] =>
  tradeUnder({ before: views.before, after: views.before, days: { before: `${of}-07-01`, after: on } }, pairs, year)

const isDuty = ({ kind }: Difference): boolean => kind === 'tariff' || kind === 'exclusion'

/** The first day on which a duty differs; where none does, the first on which anything does. */
function dutyDay({ on, changes }: Compared): string | undefined {
  const days = changes.flatMap((c) => c.differences.filter(isDuty).map((d) => d.from)).sort()
  return days[0] ?? on
}

function leftOut(on: string | undefined, { changes }: Compared): LeftOut[] {
  const measures = new Map<LeftOut['kind'], Set<string>>()
  for (const d of changes.flatMap((c) => c.differences)) {
    if (isDuty(d) && d.from === on) continue
    const kind = isDuty(d) ? 'later tariff' : d.kind
    measures.set(kind, (measures.get(kind) ?? new Set()).add(d.measure))
  }
  return [...measures].map(([kind, ids]) => ({ kind, measures: ids.size }))
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
