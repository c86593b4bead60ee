/** Products to sectors and partners to regions. */
import { describe, expect, test } from 'vitest'
import { industriesOfGoods } from '../../src/files/concordance.js'
import { readUsExportsToChina, readUsImports } from '../../src/files/trade.js'
import { cellsOf, industryOf, readConcordance, regionOf, wholeRegions } from '../../src/incidence/index.js'
import { PARTNERS } from '../../src/trade/index.js'
import { chinaUs2017, world2023 } from '../effects/open.js'

const concordance = industriesOfGoods('.')
const world = chinaUs2017()
const countries = world2023()

describe('the concordance', () => {
  test('names every goods industry of the world, in whose order the sectors stand, and no other; none makes mining services', () => {
    const goods = world.sectors.filter((s) => s.goods).map((s) => industryOf(s.code))
    expect(goods.length).toBe(22)
    expect([...concordance.industries].sort()).toEqual(goods.filter((code) => code !== '09').sort())
  })
  test('the longest prefix decides', () => {
    for (const [code, sector] of [
      ['0301110000', '03'],
      ['0401100000', '10T12'],
      ['120190', '01T02'],
      ['2709002090', '05T06'],
      ['2711110000', '05T06'],
      ['8471300100', '26'],
      ['8703230190', '29'],
      ['8505110070', '25'],
    ] as const)
      expect([code, concordance.sectorOf(code)]).toEqual([code, sector])
    expect(concordance.sectorOf('9801001090')).toBeUndefined()
  })
  test.each([
    ['US imports from China', () => readUsImports('.', 'CN')],
    ['US imports from Mexico', () => readUsImports('.', 'MX')],
    ["China's imports from the US", () => readUsExportsToChina('.', 2024)],
  ])('covers 99.9%% of %s beside special provisions', (_, read) => {
    const { codes, values } = read()
    let [all, mapped] = [0, 0]
    codes.forEach((code, i) => {
      if (/^9[89]/.test(code)) return
      all += values[i] as number
      if (concordance.sectorOf(code) !== undefined) mapped += values[i] as number
    })
    expect(all).toBeGreaterThan(1e11)
    expect(mapped / all).toBeGreaterThan(0.999)
  })
  test.each([
    ['D01T02', '01T02'],
    ['A01_02', '01T02'],
    ['C26', '26'],
    ['31T33', '31T33'],
  ])('%s is the industry %s', (sector, industry) => expect(industryOf(sector)).toBe(industry))
  test.each([
    ['hs,icio\n01,D01T02\n', /begins with "hs,icio"/],
    ['prefix,sector\n01;D01T02\n', /line 2: is "01;D01T02"/],
    ['prefix,sector\n01,D01T02\n8,D26\n', /line 3/],
  ])('refuses %j', (text, message) => expect(() => readConcordance(text)).toThrow(message))
})

describe('regions', () => {
  test('China with Hong Kong, the Union with Slovakia, who stands alone, and the rest', () => {
    expect(['CN', 'HK', 'EU', 'SK', 'IN', 'JP', 'BR', 'MX', 'VN'].map((p) => regionOf(world, p))).toEqual([
      'CHN',
      'CHN',
      'EU',
      'EU',
      'IND',
      'JPN',
      'BRA',
      'ROW',
      'ROW',
    ])
    expect(['CN', 'HK', 'EU', 'SK', 'MX'].map((p) => regionOf(countries, p))).toEqual(['CHN', 'HKG', 'EU', 'SVK', 'MEX'])
    for (const partner of PARTNERS) expect(regionOf(world, partner), partner).toBeDefined()
  })
  test('a region with one partner affected is counted whole', () => {
    expect(wholeRegions(world, ['CN'])).toEqual(['CN', 'HK'])
    expect(wholeRegions(countries, ['CN'])).toEqual(['CN'])
    const rest = wholeRegions(world, ['MX'])
    expect(rest).toContain('VN')
    expect(rest).not.toContain('CN')
    expect(rest).not.toContain('EU')
  })
})

describe('cells', () => {
  const product = (code: string, value_usd: number, before_pct?: number, after_pct?: number) => ({
    code,
    value_usd,
    ...(before_pct !== undefined && { before_pct }),
    ...(after_pct !== undefined && { after_pct }),
  })
  const pairs = [
    {
      importer: 'US',
      origin: 'CN',
      products: [product('847130', 60, 10, 30), product('851712', 20, 0, 0), product('9801', 5, 0, 0), product('0101', 5, 3)],
    },
    { importer: 'US', origin: 'HK', products: [product('847150', 20, 20, 40)] },
  ] as const

  test('pool the partners of a region by sector, and account for every dollar', () => {
    const { cells, coverage } = cellsOf(world, pairs, concordance)
    expect(cells.map(({ importer, exporter, sector, value_usd }) => [importer, exporter, sector, value_usd])).toEqual([
      ['USA', 'CHN', '26', 100],
    ])
    expect([...(cells[0]?.before.rates ?? [])]).toEqual([0.1, 0, 0.2])
    expect([...(cells[0]?.after.shares ?? [])]).toEqual([0.6, 0.2, 0.2])
    expect(coverage[0]).toEqual({
      importer: 'US',
      origin: 'CN',
      region: 'CHN',
      value_usd: 90,
      open_usd: 5,
      unmapped_usd: 5,
      counted_usd: 80,
    })
    for (const c of coverage) expect(c.open_usd + c.unmapped_usd + c.counted_usd).toBe(c.value_usd)
  })
  test('of a world of one sector take all goods, and what its year had', () => {
    const inYear = new Map([['847130', 5]])
    const { cells, coverage } = cellsOf(countries, [{ ...pairs[0], inYear }], concordance)
    expect(cells.map(({ sector, value_usd }) => [sector, value_usd])).toEqual([['ALL', 60]])
    expect([...(cells[0]?.inYear?.rates ?? [])]).toEqual([0.05])
    expect(coverage[0]?.open_usd).toBe(25)
  })
  test('need the importer by itself', () => {
    const without = { ...world, countries: world.countries.filter((c) => c.code !== 'USA') }
    expect(() => cellsOf(without, pairs, concordance)).toThrow(/no country or group "US"/)
  })
})
