/** Intervals from elasticities drawn with their standard errors. */
import { describe, expect, test } from 'vitest'
import {
  centralElasticities,
  type DrawPlan,
  drawElasticities,
  LDR_TABLE_7,
  LEAST_ELASTICITY,
  runDraws,
  summariseDraws,
} from '../../src/effects/index.js'
import { drawIntervals } from '../../src/files/draws-pool.js'
import { chinaUs2017, world2023 } from './open.js'

const world = chinaUs2017()
const plan: DrawPlan = {
  changes: [
    { importer: 'US', exporter: 'CN', rate: 0.3 },
    { importer: 'CN', exporter: 'US', rate: 0.1 },
  ],
  seed: 7,
  draws: 60,
}

describe('draws', () => {
  test('have the mean and the error published, sector by sector of a group alike', () => {
    const n = 4000
    const draws = Array.from({ length: n }, (_, d) => drawElasticities(world, LDR_TABLE_7, 1, d))
    const moments = (k: number): [number, number] => {
      const mean = draws.reduce((a, x) => a + (x[k] as number), 0) / n
      return [mean, Math.sqrt(draws.reduce((a, x) => a + ((x[k] as number) - mean) ** 2, 0) / (n - 1))]
    }
    const of = (code: string): number => world.sectors.findIndex((s) => s.code === code)
    const [farm, farmError] = moments(of('01T02'))
    expect(farm).toBeCloseTo(3.339, 1)
    expect(farmError).toBeCloseTo(0.529, 1)
    const [goods, goodsError] = moments(of('26'))
    expect(goods).toBeCloseTo(3.801, 1)
    expect(goodsError).toBeCloseTo(0.17, 2)
    expect(draws.every((x) => x[of('26')] === x[of('29')])).toBe(true)
    // Mining's error is half its size: what falls below the least elasticity is drawn anew.
    expect(Math.min(...draws.map((x) => x[of('07T08')] as number))).toBeGreaterThanOrEqual(LEAST_ELASTICITY)
    expect(draws.every((x) => x[of('64T66')] === 10)).toBe(true)
    expect(centralElasticities(world, LDR_TABLE_7)[of('01T02')]).toBe(3.339)
  })

  test('are the same wherever and in whatever order they run', async () => {
    const all = runDraws(world, plan)
    const second = runDraws(world, plan, 30, 60)
    expect(all.slice(all.length / 2)).toEqual(second)
    const one = summariseDraws(world, plan, all)
    expect(await drawIntervals(world, plan, 0.9, 2)).toEqual(one)
    await expect(drawIntervals(world, { ...plan, changes: [{ importer: 'XX', exporter: 'CN', rate: 1 }] }, 0.9, 2)).rejects.toThrow(
      /no country or group "XX"/,
    )
    expect(runDraws(world, { ...plan, seed: 8 }, 0, 1)).not.toEqual(all.slice(0, all.length / 60))
  })

  test.each([-3, 0, 1, 1.5, Number.NaN, 1e9])('%d draws are refused, naming the field', async (draws) => {
    const refused = { fault: 'bad-input', problems: [{ field: 'draws', message: expect.stringMatching(/from 2 to 100000/) }] }
    await expect(drawIntervals(world, { ...plan, draws })).rejects.toMatchObject(refused)
    expect(() => runDraws(world, { ...plan, draws })).toThrow(/draws: is .*from 2 to 100000/)
    await expect(drawIntervals(world2023(), { ...plan, draws })).rejects.toThrow(/draws: is .*from 2 to 6000/)
  })

  test('give intervals around the centre', () => {
    const summary = summariseDraws(world, plan, runDraws(world, plan))
    for (const { country, measures } of summary.countries)
      for (const [name, i] of Object.entries(measures)) {
        expect(i.low, `${country} ${name}`).toBeLessThanOrEqual(i.median)
        expect(i.median).toBeLessThanOrEqual(i.high)
      }
    const china = summary.countries.find((c) => c.country === 'CHN')?.measures
    expect(china?.welfare.low).toBeLessThan(china?.welfare.central as number)
    expect(china?.welfare.high).toBeGreaterThan(china?.welfare.central as number)
    expect(china?.welfare.high).toBeLessThan(0)
    expect(summary.elasticities.source).toMatch(/Table 7/)
    expect(() => summariseDraws(world, { ...plan, draws: 1 }, new Float64Array(56))).toThrow(
      /draws: is 1; give a whole number from 2 to 100000/,
    )
  })

  test('one sector: the paper’s ε = 4', () => {
    const w = world2023()
    const small: DrawPlan = { changes: [{ importer: 'US', exporter: 'CN', rate: 0.5 }], seed: 1, draws: 3 }
    const summary = summariseDraws(w, small, runDraws(w, small))
    expect(summary.elasticities.estimates[0]?.estimate).toBe(4)
    expect(summary.countries.find((c) => c.country === 'CHN')?.measures.welfare.high).toBeLessThan(0)
  })
})
