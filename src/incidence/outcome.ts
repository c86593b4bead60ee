/** The answer: a world under the law before and under the law after, and what lies between. */
import {
  baseTrade,
  type Configuration,
  type CountryOutcome,
  centralElasticities,
  configure,
  countryOutcomes,
  type Diversion,
  type Economy,
  type ElasticitySet,
  Kernel,
  MODELS,
  type Model,
  type ModelName,
  membersOf,
  rebase,
  type SectorOutcome,
  type Solution,
  sectorOutcomes,
  tradeDiversion,
  type World,
  type WorldHeader,
} from '../effects/index.js'
import type { Cells } from './cells.js'
import { type AppliedTariff, appliedTariffs, type Side, setRate, shockOf } from './shock.js'

export interface IncidenceQuestion extends Cells {
  readonly model?: ModelName
  /** Estimates instead of the world's own elasticities. */
  readonly elasticities?: ElasticitySet
}

/** Goods of one exporter at one importer. */
export interface PairOutcome {
  readonly importer: string
  readonly exporter: string
  /** Border value under the law before and after of the sectors whose tariffs were set, in the world's unit. */
  readonly trade: readonly [number, number]
  /** Change of what the importer's buyers pay for these goods, duties included, weighted by what they spent before. A fraction. */
  readonly buyerPrice: number
}

export interface IncidenceOutcome {
  readonly world: WorldHeader
  readonly model: ModelName
  readonly modelTitle: string
  readonly elasticity: Float64Array
  readonly elasticitySource: string
  readonly numeraire: string
  /** With the border value of the flow in the world's base year, in its unit. */
  readonly tariffs: readonly (AppliedTariff & { readonly flow: number })[]
  /** Largest relative gap in any equation of either solve, and passes of both. */
  readonly residual: number
  readonly iterations: number
  /** From the law before to the law after. */
  readonly countries: readonly CountryOutcome[]
  /** Σ of equivalent variations, in the world's unit. */
  readonly worldWelfare: number
  /** Empty for a world of one sector. */
  readonly sectors: readonly SectorOutcome[]
  /** Every pair whose tariffs were set. */
  readonly pairs: readonly PairOutcome[]
  /** Border value of every flow between regions, before and after; of a world of many countries those of the importers and exporters named. */
  readonly flows: readonly { readonly exporter: string; readonly importer: string; readonly trade: readonly [number, number] }[]
  /** For each importer named: where its purchases went; the exporters meant are those on which duties rose, or, if on none, those set. */
  readonly diversion: readonly Diversion[]
}

/** The two equilibria: the base of comparison, and the solution measured from it. */
export interface Between {
  readonly economy: Economy
  readonly model: Model
  readonly solution: Solution
  readonly states: readonly [Float64Array, Float64Array]
  readonly residual: number
  readonly iterations: number
}

/**
 * The equilibrium under the law before, and from it that under the law after.
 * @throws NoEquilibrium
 */
export function solveBetween(
  { world, economy, model }: Pick<Configuration, 'world' | 'economy' | 'model'>,
  tariffs: readonly AppliedTariff[],
  { starts, tolerance }: { readonly starts?: Between['states']; readonly tolerance?: number } = {},
): Between {
  const options = (which: 0 | 1) => ({ ...(tolerance && { tolerance }), ...(starts && { start: starts[which] }) })
  const shock = (side: Side) => shockOf(world, economy, model, tariffs, side)
  const [before, after] = [shock('before'), shock('after')]
  const first = new Kernel(economy, model).solve(before, options(0))
  const under = rebase(economy, first)
  const iceberg = (after.iceberg as Float64Array).map((d, c) => d / ((before.iceberg as Float64Array)[c] as number))
  const second = new Kernel(under, model).solve({ tariff: after.tariff as Float64Array, iceberg }, options(1))
  return {
    economy: under,
    model,
    solution: second,
    states: [first.state, second.state],
    residual: Math.max(first.residual, second.residual),
    iterations: first.iterations + second.iterations,
  }
}

/**
 * Solves both and measures the change between them.
 * @throws ParleyError if a cell does not fit the world
 * @throws NoEquilibrium
 */
export function incidenceOf(world: World, question: IncidenceQuestion): IncidenceOutcome {
  const { elasticities, cells } = question
  const c = configure(world, question.model, elasticities && centralElasticities(world, elasticities))
  const tariffs = appliedTariffs(world, cells, c.model.elasticity)
  const between = solveBetween(c, tariffs)
  const { economy, solution } = between
  const countries = countryOutcomes(economy, c.model, solution)
  const named = namedPairs(world, tariffs)
  return {
    world,
    model: c.name,
    modelTitle: MODELS[c.name],
    elasticity: c.model.elasticity,
    elasticitySource: elasticities?.source ?? (world.arrays.elasticity ? 'those of the world' : "the model's own"),
    numeraire: c.model.numeraire,
    tariffs: withFlows(world, c.economy, tariffs),
    residual: between.residual,
    iterations: between.iterations,
    countries,
    worldWelfare: countries.reduce((sum, o) => sum + o.equivalentVariation, 0),
    sectors: economy.sectors.length === 1 ? [] : sectorOutcomes(economy, solution),
    pairs: pairOutcomes(world, between, tariffs),
    flows: flowsOf(economy, solution, named),
    diversion: [...new Set(named.map(({ importer }) => importer))].map((importer) => {
      const raised = named.filter((p) => p.importer === importer && p.raised).map((p) => p.exporter)
      return tradeDiversion(
        economy,
        solution,
        importer,
        raised.length > 0 ? raised : named.filter((p) => p.importer === importer).map((p) => p.exporter),
      )
    }),
  }
}

interface NamedPair {
  readonly importer: number
  readonly exporter: number
  readonly raised: boolean
}

/** Pairs of countries whose tariffs were set, groups by their members. */
function namedPairs(world: World, tariffs: readonly AppliedTariff[]): NamedPair[] {
  const found = new Map<string, NamedPair>()
  for (const t of tariffs)
    for (const importer of membersOf(world, t.importer))
      for (const exporter of membersOf(world, t.exporter)) {
        const key = `${importer} ${exporter}`
        const raised = found.get(key)?.raised || t.after.price > t.before.price
        found.set(key, { importer, exporter, raised })
      }
  return [...found.values()]
}

function withFlows(world: World, economy: Economy, tariffs: readonly AppliedTariff[]): IncidenceOutcome['tariffs'] {
  const trade = baseTrade(economy)
  const n = economy.countries.length
  return tariffs.map((t) => {
    const k = economy.sectors.indexOf(t.sector)
    let flow = 0
    for (const i of membersOf(world, t.importer))
      for (const j of membersOf(world, t.exporter)) if (i !== j) flow += trade[(k * n + j) * n + i] as number
    return { ...t, flow }
  })
}

/** Trade and price of the goods of each pair set, groups together. */
export function pairOutcomes(world: World, { economy, model, solution }: Between, tariffs: readonly AppliedTariff[]): PairOutcome[] {
  const trade = baseTrade(economy)
  const n = economy.countries.length
  const sector = new Map(economy.sectors.map((code, k) => [code, k]))
  const found = new Map<string, { importer: string; exporter: string; trade: [number, number]; spent: number; price: number }>()
  for (const t of tariffs) {
    const key = `${t.importer} ${t.exporter}`
    const pair = found.get(key) ?? { importer: t.importer, exporter: t.exporter, trade: [0, 0], spent: 0, price: 0 }
    found.set(key, pair)
    const k = sector.get(t.sector) as number
    const wedge = (1 + setRate(t, 'after', 'price')) / (1 + setRate(t, 'before', 'price'))
    for (const i of membersOf(world, t.importer))
      for (const j of membersOf(world, t.exporter)) {
        const c = (k * n + j) * n + i
        const spent = (economy.share[c] as number) * (economy.spending[k * n + i] as number)
        pair.trade[0] += trade[c] as number
        pair.trade[1] += solution.trade[c] as number
        pair.spent += spent
        pair.price += spent * ((solution.producerPrice[k * n + j] as number) * wedge ** (model.passThrough[i] as number) - 1)
      }
  }
  return [...found.values()].map(({ importer, exporter, trade: both, spent, price }) => ({
    importer,
    exporter,
    trade: both,
    buyerPrice: spent > 0 ? price / spent : 0,
  }))
}

/** Above so many countries only the flows of those named are told. */
const MANY = 20

function flowsOf(economy: Economy, solution: Solution, named: readonly NamedPair[]): IncidenceOutcome['flows'] {
  const n = economy.countries.length
  const of = new Set(named.flatMap(({ importer, exporter }) => [importer, exporter]))
  const trade = baseTrade(economy)
  const out: { exporter: string; importer: string; trade: [number, number] }[] = []
  for (let j = 0; j < n; j++)
    for (let i = 0; i < n; i++) {
      if (i === j || (n > MANY && !of.has(i) && !of.has(j))) continue
      const both: [number, number] = [0, 0]
      for (let k = 0; k < economy.sectors.length; k++) {
        both[0] += trade[(k * n + j) * n + i] as number
        both[1] += solution.trade[(k * n + j) * n + i] as number
      }
      out.push({ exporter: economy.countries[j] as string, importer: economy.countries[i] as string, trade: both })
    }
  return out
}
