/** What the change between two equilibria must hold, on made-up cells. */
import { describe, expect, test } from 'vitest'
import { configure, countryOutcomes, Kernel, totals } from '../../src/effects/index.js'
import {
  aggregate,
  basketOf,
  type Cell,
  estimatesOf,
  incidenceOf,
  runIncidenceDraws,
  shockOf,
  summariseIncidence,
} from '../../src/incidence/index.js'
import { chinaUs2017, world2023 } from '../effects/open.js'

const world = chinaUs2017()
const basket = (...rates: number[]) => basketOf(rates.map((rate) => ({ rate, value: 1 })))
const cell = (before: number[], after: number[], sector = '26'): Cell => ({
  importer: 'USA',
  exporter: 'CHN',
  sector,
  value_usd: 1,
  before: basket(...before),
  after: basket(...after),
})
const of = (outcome: ReturnType<typeof incidenceOf>, country: string) => outcome.countries.find((c) => c.country === country)

describe('the change between two equilibria', () => {
  test('is nothing where the law is the same', () => {
    const outcome = incidenceOf(world, { cells: [cell([0.1, 0.5], [0.1, 0.5])], coverage: [] })
    for (const c of outcome.countries) {
      expect(Math.abs(c.welfare)).toBeLessThan(1e-9)
      expect(c.exports[1] / c.exports[0]).toBeCloseTo(1, 8)
    }
    expect(incidenceOf(world, { cells: [], coverage: [] }).worldWelfare).toBeCloseTo(0, 3)
  })

  test('joins to the base year: before times change is after', () => {
    const c = configure(world)
    const cells = [cell([0.1, 0.3], [0.2, 0.9]), cell([0.05], [0.4], '28')]
    const outcome = incidenceOf(world, { cells, coverage: [] })
    const [before, after] = (['before', 'after'] as const).map((side) => {
      const solution = new Kernel(c.economy, c.model).solve(shockOf(world, c.economy, c.model, outcome.tariffs, side))
      return countryOutcomes(c.economy, c.model, solution)
    })
    outcome.countries.forEach((o, i) => {
      expect((1 + o.welfare) * (1 + (before?.[i]?.welfare as number))).toBeCloseTo(1 + (after?.[i]?.welfare as number), 8)
      expect(o.revenue[1] / (after?.[i]?.revenue[1] as number)).toBeCloseTo(o.revenue[0] / (before?.[i]?.revenue[1] as number), 7)
    })
  })

  test('buyers feel the price aggregate, and the treasury gets the revenue aggregate', () => {
    const c = configure(world)
    const theta = c.model.elasticity[world.sectors.findIndex((s) => s.code === '26')] as number
    const rates = aggregate(basket(0, 0.2, 1.5), theta)
    const cells = [cell([0, 0.2, 1.5], [0, 0.2, 1.5])]
    const [tariff] = incidenceOf(world, { cells, coverage: [] }).tariffs
    expect(tariff?.after).toEqual(rates)
    const shock = shockOf(world, c.economy, c.model, tariff ? [tariff] : [], 'after')
    const n = c.economy.countries.length
    const at = (world.sectors.findIndex((s) => s.code === '26') * n + 1) * n + 6
    expect([c.economy.countries[1], c.economy.countries[6]]).toEqual(['CHN', 'USA'])
    expect(shock.tariff?.[at]).toBeCloseTo(rates.revenue, 12)
    expect((shock.iceberg?.[at] as number) * (1 + rates.revenue)).toBeCloseTo(1 + rates.price, 12)
    shock.iceberg?.forEach((d, x) => {
      if (x !== at) expect(d).toBe(1)
    })
    const solution = new Kernel(c.economy, c.model).solve(shock)
    const collected = totals({ ...c.economy, share: solution.share, tariff: solution.tariff, spending: solution.spending }).revenue[6]
    expect(solution.revenue[6]).toBeCloseTo(collected as number, 2)
  })

  test('a tariff hurts the exporter, and a spread of rates more than one rate that brings the same revenue', () => {
    const plain = incidenceOf(world, { cells: [cell([0], [0.25])], coverage: [] })
    expect(of(plain, 'CHN')?.welfare).toBeLessThan(0)
    expect(plain.pairs[0]?.trade[1]).toBeLessThan(plain.pairs[0]?.trade[0] as number)
    expect(plain.pairs[0]?.buyerPrice).toBeGreaterThan(0.1)
    const theta = plain.elasticity[16] as number
    const spread = aggregate(basket(0, 1), theta)
    const uneven = incidenceOf(world, { cells: [cell([0], [0, 1])], coverage: [] })
    const even = incidenceOf(world, { cells: [cell([0], [spread.revenue])], coverage: [] })
    expect(of(uneven, 'USA')?.welfare).toBeLessThan(of(even, 'USA')?.welfare as number)
  })

  test('in a world whose tariffs come on top of its year, is that over the year', () => {
    const one = (inYear: number[]): Cell => ({ ...cell([0.3], [0.5], 'ALL'), inYear: basket(...inYear) })
    const outcome = incidenceOf(world2023(), { cells: [one([0.3])], coverage: [] })
    const added = incidenceOf(world2023(), { cells: [cell([0], [1.5 / 1.3 - 1], 'ALL')], coverage: [] })
    expect(of(outcome, 'USA')?.welfare).toBeCloseTo(of(added, 'USA')?.welfare as number, 10)
  })

  test('draws: the same seed gives the same intervals in any parts, around the figures shown', () => {
    const plan = { cells: [cell([0, 0.5], [0.2, 0.9])], coverage: [], elasticities: estimatesOf(world), draws: 30, seed: 7 }
    const whole = runIncidenceDraws(world, plan)
    const parts = [...runIncidenceDraws(world, plan, 0, 11), ...runIncidenceDraws(world, plan, 11, 30)]
    expect(parts).toEqual([...whole])
    const { countries, worldWelfare } = summariseIncidence(world, plan, whole)
    const outcome = incidenceOf(world, plan)
    expect(worldWelfare.central).toBeCloseTo(outcome.worldWelfare, 6)
    for (const code of ['USA', 'CHN']) {
      const { welfare } = countries.find((c) => c.country === code)?.measures ?? {}
      expect(welfare?.central).toBeCloseTo(of(outcome, code)?.welfare as number, 12)
      expect(welfare?.low).toBeLessThan(welfare?.central as number)
      expect(welfare?.high).toBeGreaterThan(welfare?.central as number)
    }
    expect(() => summariseIncidence(world, { ...plan, draws: 1 }, whole)).toThrow(/two draws/)
  })
})
