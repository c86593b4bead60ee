/** `parley effects` and `parley world build` as a person or a program meets them. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BestTariffOutput, EffectsOutput } from '../../src/answers/effects-schemas.js'
import { parley } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'effects-'))

describe('parley effects', () => {
  test.each([
    ['one sector', ['--tariff', 'US:CN=60']],
    ['a schedule, answered', ['--schedule', 'us-2025-04-02', '--retaliate']],
    ['a group and all', ['--tariff', 'US:EU=5,US:*=10', '--model', 'ldr-roundabout']],
    ['sectors', ['--world', 'china-us-2017', '--tariff', 'US:CN=30', '--tariff', 'CN:US:01T02=20', '--draws', '0']],
    ['a lump sum', ['--tariff', 'US:CN=60', '--rebate', 'lump-sum', '--labour-supply', '1', '--pass-through', '0.25']],
    [
      'no scale, deficits ended, another elasticity',
      ['--tariff', 'US:*=10', '--scale', '0', '--deficits', 'balanced', '--elasticity', '6'],
    ],
    ['sectors, deficits ended', ['--world', 'china-us-2017', '--tariff', 'US:CN=30', '--deficits', 'balanced', '--draws', '10']],
    ['answered by the formula', ['--schedule', 'us-2025-04-02', '--retaliate', 'formula']],
    ['draws', ['--world', 'china-us-2017', '--tariff', 'US:CN=30', '--draws', '20', '--seed', '3']],
    ['draws, answered', ['--tariff', 'US:CN=30', '--retaliate', '--draws', '4']],
  ])('%s: JSON fits the schema, words fit 80 columns', async (_, words) => {
    const json = await parley('effects', ...words, '--json')
    expect(json.err).toBe('')
    const value = EffectsOutput.parse(JSON.parse(json.out))
    expect(value.residual).toBeLessThan(1e-9)
    expect(value.world.label.length).toBeGreaterThan(20)
    const text = await parley('effects', ...words)
    expect(text.code).toBe(0)
    expect(text.out.replace(/\s+/g, ' ')).toContain(value.world.label)
    for (const line of text.out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test('figures lie inside their intervals', async () => {
    const { out } = await parley('effects', '--world', 'china-us-2017', '--tariff', 'US:CN=30', '--draws', '60', '--json')
    const value = EffectsOutput.parse(JSON.parse(out))
    for (const c of value.countries.filter((x) => ['USA', 'CHN'].includes(x.country))) {
      const welfare = value.uncertainty?.countries.find((x) => x.country === c.country)?.measures.welfare
      expect(c.welfare).toBe(welfare?.central)
      expect(c.welfare).toBeGreaterThan(welfare?.low as number)
      expect(c.welfare).toBeLessThan(welfare?.high as number)
    }
  })

  test.each([
    [[], { USA: 1.13 }],
    [['--rebate', 'lump-sum'], { USA: -0.01 }],
    [['--retaliate'], { USA: -0.36, CHN: -0.82 }],
    [['--retaliate', 'formula'], { USA: -0.75, CHN: -0.65 }],
  ])('the published scenario with %j gives the published welfare', async (words, published) => {
    const { out } = await parley('effects', '--schedule', 'us-2025-04-02', ...words, '--json')
    const { countries } = EffectsOutput.parse(JSON.parse(out))
    for (const [code, welfare] of Object.entries(published))
      expect(Math.abs(100 * (countries.find((c) => c.country === code)?.welfare as number) - welfare), code).toBeLessThanOrEqual(0.005)
  })
  test('answers by the formula: who answers, and at what rates', async () => {
    const words = ['effects', '--tariff', 'US:CN=60', '--retaliate', 'formula']
    const { answers = [] } = EffectsOutput.parse(JSON.parse((await parley(...words, '--json')).out))
    expect(answers.length).toBe(193)
    expect(answers.some((a) => a.country === 'USA')).toBe(false)
    const rate = 100 * (answers.find((a) => a.country === 'CHN')?.rate as number)
    const text = (await parley(...words)).out.replace(/\s+/g, ' ')
    expect(text).toContain(
      `All 193 partners answer on goods of the importer (United States), also those that it charges nothing more, each with ${rate.toFixed(2)}%`,
    )
    expect(EffectsOutput.parse(JSON.parse((await parley('effects', '--tariff', 'US:CN=60', '--json')).out)).answers).toBeUndefined()
  })
  test('who sets the tariffs stands first, however many are named', async () => {
    const { out } = await parley('effects', '--schedule', 'us-2025-04-02')
    expect(out).toMatch(/imports\nUnited States +\+1\.13%/)
    expect(out).toMatch(/No intervals here: --draws/)
  })
  test('the best tariff: a formula and an optimum, told apart', async () => {
    const json = BestTariffOutput.parse(JSON.parse((await parley('effects', '--best', 'US', '--json')).out))
    expect(json.formula?.rate).toBeCloseTo(0.218, 4)
    expect(json.optimum.rate).toBeCloseTo(0.2511, 3)
    expect(json.optimum.welfare).toBeGreaterThan(json.formula?.welfare as number)
    const { out } = await parley('effects', '--best', 'US')
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
    expect(out.replace(/\s+/g, ' ')).toMatch(/answers: 25\.1\d%.* maximum of welfare.* gives 21\.80%.* an approximation, not the optimum/)
    const inputs = BestTariffOutput.parse(JSON.parse((await parley('effects', '--best', 'US', '--model', 'ldr-roundabout', '--json')).out))
    expect(inputs.formula).toBeUndefined()
    expect(inputs.optimum.rate).toBeCloseTo(0.1793, 3)
  })
  test('every figure of the table has its interval, in words, JSON and CSV', async () => {
    const words = ['effects', '--world', 'china-us-2017', '--tariff', 'US:CN=30', '--draws', '20']
    const { uncertainty } = EffectsOutput.parse(JSON.parse((await parley(...words, '--json')).out))
    const usa = uncertainty?.countries.find((c) => c.country === 'USA')?.measures
    const text = (await parley(...words)).out
    expect(text).toMatch(/under it, 90% of 20 draws/)
    expect(text.match(/^ {4}from( +[+-]?\d\S*){6}$/gm)).toHaveLength(7)
    expect(text.match(/^ {4}to( +[+-]?\d\S*){6}$/gm)).toHaveLength(7)
    const [head = '', ...rows] = (await parley(...words, '--csv')).out.trim().split('\n')
    const cells = rows.find((r) => r.startsWith('USA,,'))?.split(',') ?? []
    for (const [column, measure] of [
      ['welfare', 'welfare'],
      ['equivalent_variation', 'equivalentVariation'],
      ['real_wage', 'realWage'],
      ['prices', 'prices'],
      ['exports_change', 'exportsChange'],
      ['imports_change', 'importsChange'],
      ['employment', 'employment'],
      ['income_change', 'incomeChange'],
      ['revenue_share', 'revenueShare'],
    ] as const) {
      expect(Number(cells[head.split(',').indexOf(column)])).toBe(usa?.[measure]?.central)
      expect(Number(cells[head.split(',').indexOf(`${column}_low`)])).toBe(usa?.[measure]?.low)
      expect(Number(cells[head.split(',').indexOf(`${column}_high`)])).toBe(usa?.[measure]?.high)
    }
    expect(new Set([head, ...rows].map((r) => r.split(',').length)).size).toBe(1)
  })

  test.each([
    [[], /--tariff: say what changes/, 2],
    [['--tariff', 'US-CN=60'], /--tariff: "US-CN=60" is no change.*US:CN=60/, 2],
    [['--tariff', 'US:XX=60'], /--tariff: "US:XX=60": the world world-2023 has no country or group "XX"/, 3],
    [['--schedule', 'us-2025-04-02', '--tariff', 'XX:CN=60'], /--tariff: "XX:CN=60": the world world-2023 has no country/, 3],
    [['--tariff', 'US:CN=-200'], /--tariff: "US:CN=-200": would make the tariff -200\.0%/, 2],
    [['--tariff', 'US:CN:99=5'], /--tariff: "US:CN:99=5": the world world-2023 has no sector "99"/, 3],
    [['--tariff', 'US:CN=10', '--tariff', 'USA:CHN=10'], /--tariff: "US:CN=10" and "USA:CHN=10" are of the same goods: give them once/, 2],
    [['--tariff', 'US:CN=1', '--seed', 'x'], /--seed: is "x"/, 2],
    [['--tariff', 'US:CN=10', '--model', 'caliendo-parro', '--elasticity', '3'], /--elasticity: belongs to the one-sector models/, 2],
    [['--tariff', 'US:CN=10', '--model', 'caliendo-parro'], /--model: the world world-2023 has no trade elasticities/, 2],
    [
      ['--tariff', 'US:CN=60', '--pass-through', '2'],
      /ran out of all bounds: there may be none.*--deficits balanced.*lower the pass-through/,
      2,
    ],
    [
      ['--tariff', 'US:CN=60', '--retaliate', 'formula', '--world', 'china-us-2017'],
      /--retaliate: "formula" is for a world and a model of one sector, as world-2023/,
      2,
    ],
    [['--world', 'mars', '--tariff', 'US:CN=60'], /no world "mars"; there are china-us-2017, world-2023/, 3],
    [['--tariff', 'US:CN=60', '--model', 'x'], /no model "x"; there are ldr/, 3],
    [['--tariff', 'US:CN=60,CN:US=10', '--retaliate'], /answers in kind are to one importer/, 2],
    [['--schedule', 'x'], /no schedule "x"; it has us-2025-04-02/, 3],
    [['--tariff', 'US:CN=60', '--rebate', 'none'], /--rebate: "none": income-tax or lump-sum/, 2],
    [['--tariff', 'US:CN=60', '--elasticity', '-3'], /--elasticity: is "-3"/, 2],
    [['--tariff', 'US:CN=60', '--elasticity', '3', '--draws', '10'], /--elasticity: an elasticity that is set is not drawn/, 2],
    [['--tariff', 'US:CN=60', '--scale', '1.5'], /--scale: ε·ψ of ALL is 1\.500/, 2],
    [['--tariff', 'US:CN=60', '--retaliate', 'twice'], /--retaliate: "twice": reciprocal or formula/, 2],
    [
      ['--tariff', 'US:CN=60', '--retaliate', 'formula', '--model', 'ldr-roundabout'],
      /--retaliate: "formula" is for a world and a model of one sector without inputs, as world-2023 with ldr; here, answer in kind/,
      2,
    ],
    [['--tariff', 'US:CN=60', '--world', 'china-us-2017', '--rebate', 'lump-sum'], /--rebate: belongs to the one-sector models/, 2],
    [['--best', 'EU'], /--best: "EU" is 27 countries/, 2],
    [['--best', 'US', '--tariff', 'US:CN=60'], /--tariff: goes without --best/, 2],
    [['lapse', '--elasticity', '3'], /--elasticity: goes without a scenario/, 2],
    [['--tariff', 'US:CN=60', '--draws', 'many'], /--draws: is "many"; give a whole number from 2 to 6000, or 0 for none/, 2],
    [['--tariff', 'US:CN=60', '--draws', '1'], /--draws: is "1"; give a whole number from 2 to 6000, or 0 for none/, 2],
    [['--tariff', 'US:CN=60', '--draws', '10000000'], /--draws: at most 6000 in the world world-2023/, 2],
    [['lapse', '--draws', '10000000'], /--draws: at most 100000 in the world china-us-2017/, 2],
  ])('%j is refused', async (words, message, code) => {
    const answer = await parley('effects', ...words)
    expect(answer.err).toMatch(message)
    expect(answer.out).toBe('')
    expect(answer.code).toBe(code)
  })
})

describe('parley world build', () => {
  const table = [
    'V1,CHN_C26,CHN_H49,USA_C26,USA_H49,CHN_HFCE,USA_HFCE,OUT',
    'CHN_C26,20,5,6,1,60,30,122',
    'CHN_H49,10,20,1,1,90,2,124',
    'USA_C26,5,1,20,6,10,70,112',
    'USA_H49,1,2,8,25,2,160,198',
    'TLS,2,2,2,2,1,1,0',
    'VA,84,94,75,163,0,0,0',
    'OUT,122,124,112,198,0,0,0',
  ].join('\n')

  test('writes a world that effects can be asked of', async () => {
    const csv = join(folder, 'icio.csv')
    const out = join(folder, 'two.bin')
    writeFileSync(csv, table)
    const built = await parley('world', 'build', csv, '--year', '2020', '--edition', '2023 edition', '--out', out)
    expect(built.err).toBe('')
    expect(built.out).toMatch(/two\.bin: 2 economies, 2 industries, 2020 \(OECD ICIO, 2023 edition, 2020\)/)
    const answer = EffectsOutput.parse(JSON.parse((await parley('effects', '--world', out, '--tariff', 'US:CN=20', '--json')).out))
    expect(answer.world.id).toBe('two')
    expect(answer.countries.find((c) => c.country === 'CHN')?.welfare).toBeLessThan(0)
  })

  test('refuses a file that is no table, and an odd year', async () => {
    const csv = join(folder, 'no.csv')
    writeFileSync(csv, 'a,b,c,d\n1,2,3,4\n')
    expect((await parley('world', 'build', csv, '--year', '2020', '--out', join(folder, 'x.bin'))).err).toMatch(/no column of final demand/)
    expect((await parley('world', 'build', csv, '--year', 'last', '--out', join(folder, 'x.bin'))).err).toMatch(/--year: is "last"/)
  })
})

describe('parley effects --csv', () => {
  test('has a row for every country, as many cells as heads, and the welfare that JSON has', async () => {
    const [head = '', ...rows] = (await parley('effects', '--tariff', 'US:CN=10', '--csv')).out.trim().split('\n')
    const json = JSON.parse((await parley('effects', '--tariff', 'US:CN=10', '--json')).out)
    expect(rows.length).toBe(json.countries.length)
    for (const row of rows) expect(row.split(',').length).toBe(head.split(',').length)
    const usa = rows.find((row) => row.startsWith('USA,'))?.split(',') ?? []
    expect(Number(usa[2])).toBe(json.countries.find((c: { country: string }) => c.country === 'USA').welfare)
  })
})
