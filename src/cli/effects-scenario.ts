/** `parley effects <scenario>`: the tariffs of a scenario, and of the law without it, in general equilibrium. */
import { fail } from '../base/errors.js'
import { MODELS, type ModelName } from '../effects/index.js'
import { industriesOfGoods } from '../files/concordance.js'
import { incidenceIntervals } from '../files/draws-pool.js'
import { packageRoot } from '../files/root.js'
import { openWorld } from '../files/worlds.js'
import { cellsOf, estimatesOf, hasLevels, incidenceOf, ratedPair, wholeRegions } from '../incidence/index.js'
import type { Difference, TradeEffect } from '../scenarios/index.js'
import { PARTNERS } from '../trade/index.js'
import { type Context, whole } from './asked.js'
import { type Compared, type ComparisonAsked, comparisonOf, tradeUnder, tradeYear, type Views } from './comparison.js'
import { outcomesJson, worldAndModel } from './effects-json.js'
import type { ScenarioEffectsOutput } from './effects-scenario-schemas.js'
import { type LeftOut, renderScenarioEffects, type ScenarioReport, scenarioCsv } from './effects-scenario-text.js'

export interface ScenarioAsked extends ComparisonAsked {
  world?: string
  model?: string
  draws?: string
  seed: string
  csv?: boolean
  allPartners?: boolean
}

/** How many draws are made where nothing is said, in a world of so few countries that they take seconds. */
export const DRAWS = 1000
const SMALL = 20

/** Answers and prints. @throws ParleyError naming the option that is wrong */
export async function scenarioEffects(scenario: string, asked: ScenarioAsked, { io, style, print }: Context): Promise<void> {
  if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
  const year = tradeYear(asked.year ?? '2024')
  const root = packageRoot()
  const world = openWorld(root, asked.world ?? 'china-us-2017')
  if (asked.model !== undefined && !(asked.model in MODELS))
    fail('not-found', `there is no model "${asked.model}"; there are ${Object.keys(MODELS).join(', ')}`, '--model')
  const draws =
    asked.draws === undefined ? (world.countries.length <= SMALL ? DRAWS : 0) : asked.draws === '0' ? 0 : whole(asked.draws, '--draws', 2)
  const seed = whole(asked.seed, '--seed', 0)
  const { compared, views } = comparisonOf(scenario, asked, io)
  const { us, china } = views.pairs
  const reached = us.length > 0 || china
  const pairs = { us: asked.allPartners && reached ? PARTNERS : us.length > 0 ? wholeRegions(world, us) : [], china }
  const on = dutyDay(compared)
  const trade = on === undefined ? [] : tradeUnder({ ...views, days: { before: on, after: on } }, pairs, year)
  const inYear = on === undefined || hasLevels(world) ? undefined : dutiesOf(world.year, views, on, pairs, year)
  const { cells, coverage } = cellsOf(
    world,
    trade.map((effect, i) => ratedPair(effect, inYear?.[i])),
    industriesOfGoods(root),
  )
  const model = asked.model as ModelName | undefined
  const ask = { cells, coverage, elasticities: estimatesOf(world), ...(model && { model }) }
  const { elasticities: _, ...withOwn } = ask
  const uncertainty = draws > 0 && cells.length > 0 ? await incidenceIntervals(world, { ...ask, draws, seed }) : undefined
  const report: ScenarioReport = {
    compared,
    coverage: coverage.map((c, i) => ({ ...c, no_code_usd: (trade[i] as TradeEffect).no_code_usd })),
    year,
    outcome: incidenceOf(world, ask),
    ...(uncertainty && { uncertainty }),
    ...(world.arrays.elasticity && cells.length > 0 && { own: incidenceOf(world, withOwn) }),
    left: leftOut(on, compared),
    ...(on !== undefined && { tariffsOn: on }),
  }
  if (asked.csv) io.out.write(scenarioCsv(report))
  else print(asked, toJson(report), () => renderScenarioEffects(report, style))
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

function toJson({ compared, tariffsOn, coverage, year, outcome: o, uncertainty, own, left }: ScenarioReport): ScenarioEffectsOutput {
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
