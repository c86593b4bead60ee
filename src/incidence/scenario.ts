/** A scenario as a question to a world: on which day, of which pairs, and what of it the model does not have. Nothing is read here. */
import type { Day } from '../base/dates.js'
import type { ModelName, World } from '../effects/index.js'
import { type Comparison, type Difference, isDuty, type pairsReached, type TradeEffect } from '../scenarios/index.js'
import { PARTNERS } from '../trade/index.js'
import { type Coverage, cellsOf, hasLevels, ratedPair, wholeRegions } from './cells.js'
import type { Concordance } from './concordance.js'
import { estimatesOf, type IncidencePlan } from './draws.js'
import { type IncidenceOutcome, incidenceOf } from './outcome.js'

/** The world in which a scenario is asked where none is named. */
export const SCENARIO_WORLD = 'china-us-2017'
/** Share of draws inside an interval. */
export const SCENARIO_LEVEL = 0.9

type Pairs = ReturnType<typeof pairsReached>

/** Of which pairs trade is needed: every region of the world that a change reaches is counted whole. */
export const pairsOf = (world: World, { us, china }: Pairs, allPartners = false): Pairs => ({
  us: allPartners && (us.length > 0 || china) ? PARTNERS : us.length > 0 ? wholeRegions(world, us) : [],
  china,
})

/** The day in the middle of the world's year whose duties its trade bore, where the world's tariffs come on top of those of its year. */
export const dayInYear = (world: World): Day | undefined => (hasLevels(world) ? undefined : `${world.year}-07-01`)

/** Measures that a scenario changes and the model does not have. */
export interface LeftOut {
  readonly kind: Difference['kind'] | 'later tariff'
  readonly measures: number
}

/** What of the changes is in no figure of the model. @param on the day whose duties are set */
export function leftOut(on: Day | undefined, { changes }: Comparison): LeftOut[] {
  const measures = new Map<LeftOut['kind'], Set<string>>()
  for (const d of changes.flatMap((c) => c.differences)) {
    if (isDuty(d) && d.from === on) continue
    const kind = isDuty(d) ? 'later tariff' : d.kind
    measures.set(kind, (measures.get(kind) ?? new Set()).add(d.measure))
  }
  return [...measures].map(([kind, ids]) => ({ kind, measures: ids.size }))
}

/** What a scenario does in a world. */
export interface ScenarioIncidence {
  /** What of the trade became weights. */
  readonly coverage: readonly (Coverage & { readonly no_code_usd: number })[]
  readonly outcome: IncidenceOutcome
  /** The same at the world's own elasticities, where it has some and others were used. */
  readonly own?: IncidenceOutcome
  /** The plan of draws of the same question: nothing, if no tariff changes. */
  readonly plan?: Omit<IncidencePlan, 'draws' | 'seed'>
}

/**
 * Sets the duties of both readings in a world, and solves it.
 * @param trade of the pairs of {@link pairsOf} under both readings, on the day of `dutyDay`
 * @param inYear the same trade, before: on the day of {@link dayInYear}, if there is one
 * @throws ParleyError, NoEquilibrium
 */
export function scenarioIncidence(
  world: World,
  trade: readonly TradeEffect[],
  inYear: readonly TradeEffect[] | undefined,
  concordance: Concordance,
  model?: ModelName,
): ScenarioIncidence {
  const { cells, coverage } = cellsOf(
    world,
    trade.map((effect, i) => ratedPair(effect, inYear?.[i])),
    concordance,
  )
  const withOwn = { cells, coverage, ...(model && { model }) }
  const ask = { ...withOwn, elasticities: estimatesOf(world) }
  return {
    coverage: coverage.map((c, i) => ({ ...c, no_code_usd: (trade[i] as TradeEffect).no_code_usd })),
    outcome: incidenceOf(world, ask),
    ...(world.arrays.elasticity && cells.length > 0 && { own: incidenceOf(world, withOwn) }),
    ...(cells.length > 0 && { plan: ask }),
  }
}
