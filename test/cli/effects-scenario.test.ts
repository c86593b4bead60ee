/** `parley effects <scenario>`, with the headline numbers of the lapse beside the scenario. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ScenarioEffectsOutput } from '../../src/answers/effects-scenario-schemas.js'
import { parley } from './run.js'

const report = async (...args: string[]) => {
  const { out, err } = await parley('effects', ...args, '--json')
  expect(err).toBe('')
  return ScenarioEffectsOutput.parse(JSON.parse(out))
}
type Report = Awaited<ReturnType<typeof report>>
const asKnown = (day: string): string[] => ['--date', day, '--known', day]
const round = (x: number): number => Math.round(x * 1e4) / 1e4 + 0
/** Percent and billions, four decimals. */
const pct = (x: number): number => round(100 * x)
const bn = (x: number): number => round(x / 1000)

/** What the golden file keeps: the headline numbers. */
const kept = (r: Report) => ({
  on: r.on,
  world: r.world.id,
  model: `${r.model.name}, ${r.model.elasticitySource}`,
  world_welfare_bn: bn(r.worldWelfare),
  countries: Object.fromEntries(
    r.countries.map((c) => [
      c.country,
      {
        welfare_pct: pct(c.welfare),
        welfare_bn: bn(c.equivalentVariation),
        real_wage_pct: pct(c.realWage),
        prices_pct: pct(c.prices),
        exports_pct: pct(c.exports[1] / c.exports[0] - 1),
        imports_pct: pct(c.imports[1] / c.imports[0] - 1),
        revenue_bn: bn(c.revenue[1] - c.revenue[0]),
      },
    ]),
  ),
  pairs: r.pairs.map(
    (p) => `${p.importer} from ${p.exporter}: ${bn(p.trade[0])} -> ${bn(p.trade[1])} bn, buyers pay ${pct(p.buyerPrice)}%`,
  ),
  tariffs: r.tariffs.map((t) => {
    const told = (side: 'before' | 'after'): string =>
      (['mean', 'price', 'revenue'] as const).map((by) => pct(t[side][by]).toFixed(4)).join(' ')
    return `${t.importer} ${t.exporter} ${t.sector}: ${told('before')} -> ${told('after')}`
  }),
})

describe('the lapse in general equilibrium', () => {
  test.each(['2025-10-20', '2026-06-30'])('seen from %s is as the golden file has it', async (known) => {
    const answer = await report('lapse', ...asKnown(known), '--draws', '0')
    expect(answer.residual).toBeLessThan(1e-9)
    const file = `scenarios/lapse.effects.${known}.golden.json`
    const text = `${JSON.stringify(kept(answer), null, 2)}\n`
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, text)
    expect(text).toBe(readFileSync(file, 'utf8'))
  })

  test('of 2025 hurts both sides and China’s exports to the US, whose buyers pay more for Chinese goods', async () => {
    const { countries, pairs, flows, coverage, left_out, tariffs } = await report('lapse', ...asKnown('2025-10-20'), '--draws', '0')
    for (const code of ['USA', 'CHN']) expect(countries.find((c) => c.country === code)?.welfare).toBeLessThan(0)
    const pair = pairs.find((p) => p.importer === 'USA' && p.exporter === 'CHN')
    expect(pair?.trade[1]).toBeLessThan(0.9 * (pair?.trade[0] as number))
    expect(pair?.buyerPrice).toBeGreaterThan(0.05)
    // Goods whose tariffs were set; services are in the flow beside them, and bear none.
    const flow = flows.find((f) => f.importer === 'USA' && f.exporter === 'CHN')?.trade as number[]
    const services = [0, 1].map((side) => (flow[side] as number) - (pair?.trade[side] as number))
    expect((services[1] as number) / (services[0] as number)).toBeCloseTo(1, 1)
    // Every duty moves by 24 points or not at all: so does every mean.
    for (const t of tariffs) {
      expect(t.after.mean - t.before.mean).toBeGreaterThanOrEqual(-1e-9)
      expect(t.after.mean - t.before.mean).toBeLessThanOrEqual(0.24 + 1e-9)
    }
    for (const c of coverage) expect(c.counted_usd + c.open_usd + c.unmapped_usd).toBeCloseTo(c.value_usd, 0)
    expect(left_out).toEqual([{ kind: 'listing', measures: 2 }])
  })

  test('against itself changes nothing', async () => {
    const { countries, tariffs, on, worldWelfare } = await report('lapse', '--against', 'lapse', ...asKnown('2025-10-20'))
    expect([tariffs, on]).toEqual([[], undefined])
    expect(Math.abs(worldWelfare)).toBeLessThan(1e-3)
    for (const c of countries) expect(Math.abs(c.welfare)).toBeLessThan(1e-9)
    const { out } = await parley('effects', 'lapse', '--against', 'lapse', ...asKnown('2025-10-20'))
    expect(out).toContain('0.00% of welfare')
    expect(out).toContain('Nothing differs')
  })

  test('of a scenario that begins with other measures, duties are those of the day on which they first differ', async () => {
    const busan = await report('busan', ...asKnown('2025-10-20'), '--draws', '0')
    expect([busan.on, busan.tariffs_on]).toEqual(['2025-11-07', '2025-11-10'])
    expect(busan.worldWelfare).toBeGreaterThan(1000)
  })

  test('turned round undoes itself', async () => {
    const there = await report('lapse', '--against', 'extend-one-year', ...asKnown('2025-10-20'), '--draws', '0')
    const back = await report('extend-one-year', '--against', 'lapse', ...asKnown('2025-10-20'), '--draws', '0')
    there.countries.forEach((c, i) => {
      expect((1 + c.welfare) * (1 + (back.countries[i]?.welfare as number))).toBeCloseTo(1, 8)
    })
  })

  test('intervals: seeded, around the figures', async () => {
    const words = ['lapse', ...asKnown('2025-10-20'), '--draws', '20', '--seed', '5']
    const [one, two] = [await report(...words), await report(...words)]
    expect(one).toEqual(two)
    for (const c of one.countries) {
      const welfare = one.uncertainty?.countries.find((x) => x.country === c.country)?.measures.welfare
      expect(welfare?.central).toBeCloseTo(c.welfare, 12)
    }
    expect(one.uncertainty?.worldWelfare.low).toBeLessThan(one.uncertainty?.worldWelfare.high as number)
  })

  test('in the world of 2023 Hong Kong stands by itself, and duties are over those of the year', async () => {
    const { tariffs, world, countries, sectors } = await report('lapse', ...asKnown('2025-10-20'), '--world', 'world-2023')
    expect([world.id, sectors]).toEqual(['world-2023', []])
    expect(tariffs.map((t) => `${t.importer} ${t.exporter}`).sort()).toEqual(['CHN USA', 'USA CHN', 'USA HKG'])
    for (const t of tariffs) expect(t.world_year?.price).toBeLessThan(t.before.price)
    expect(countries.find((c) => c.country === 'CHN')?.welfare).toBeLessThan(0)
  })
})

describe('all partners', () => {
  test('bear the law on the day before and after; only China’s changes', { timeout: 30_000 }, async () => {
    const { coverage, tariffs, countries } = await report('lapse', ...asKnown('2025-10-20'), '--draws', '0', '--all-partners')
    expect(coverage.filter((c) => c.importer === 'US').length).toBeGreaterThan(50)
    expect(new Set(tariffs.filter((t) => t.importer === 'USA').map((t) => t.exporter))).toEqual(
      new Set(['BRA', 'CHN', 'EU', 'IND', 'JPN', 'ROW']),
    )
    for (const t of tariffs) if (t.importer === 'USA' && t.exporter !== 'CHN') expect(t.after).toEqual(t.before)
    expect(countries.find((c) => c.country === 'CHN')?.welfare).toBeLessThan(0)
  })
})

describe('parley effects <scenario>', () => {
  test.each([
    ['lapse', ...asKnown('2025-10-20'), '--draws', '20'],
    ['lapse', ...asKnown('2026-06-30'), '--draws', '0'],
    ['threat-100', ...asKnown('2025-10-20'), '--world', 'world-2023'],
  ])('%s of %s %s: text of no line over 80 columns, the answer first, where it comes from beside it', async (...words) => {
    const { out, code } = await parley('effects', ...words)
    expect(code).toBe(0)
    expect(out.split('\n')[0]).toMatch(/^The .*: United States/)
    const flat = out.replace(/\s+/g, ' ')
    expect(flat).toMatch(/China -0\.\d\d% of welfare/)
    expect(flat).toMatch(/provenance inferred|BACI/)
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test('rows', async () => {
    const { out } = await parley('effects', 'lapse', ...asKnown('2025-10-20'), '--csv', '--draws', '4')
    const [header, ...rows] = out.trim().split('\n')
    expect(header).toBe('what,country,partner,sector,measure,value,low,high')
    for (const row of rows) expect(row.split(',').length, row).toBe(8)
    expect(rows.filter((r) => r.startsWith('tariff,USA,CHN,26,'))).toHaveLength(7)
    const welfare = rows
      .find((r) => r.startsWith('country,USA,,,welfare,'))
      ?.split(',')
      .slice(5)
      .map(Number) as number[]
    expect(welfare[0]).toBeLessThan(0)
    expect(welfare[1]).toBeLessThan(welfare[2] as number)
  })

  test.each([
    [['nothing'], /nothing/, 3],
    [['lapse', '--tariff', 'US:CN=10'], /--tariff: goes without a scenario/, 2],
    [['lapse', '--retaliate'], /--retaliate: goes without a scenario/, 2],
    [['lapse', '--year', '2019'], /--year: "2019": trade of 2022 to 2025/, 2],
    [['lapse', '--against', 'nobody'], /nobody/, 3],
    [['lapse', '--world', 'mars'], /no world "mars"/, 3],
    [['lapse', '--model', 'x'], /--model: there is no model "x"/, 3],
    [['lapse', '--draws', '1'], /--draws: is "1"/, 2],
    [['lapse', '--json', '--csv'], /either --csv or --json/, 2],
    [['lapse', '--date', 'soon'], /--date/, 2],
    [['--tariff', 'US:CN=10', '--date', '2025-10-20'], /--date: goes with a scenario/, 2],
    [['--tariff', 'US:CN=10', '--csv', '--json'], /either --csv or --json/, 2],
    [['--tariff', 'US:CN=10', '--all-partners'], /--all-partners: goes with a scenario/, 2],
  ])('%j is refused', async (words, message, code) => {
    const answer = await parley('effects', ...words)
    expect(answer.err).toMatch(message)
    expect(answer.out).toBe('')
    expect(answer.code).toBe(code)
  })
})
