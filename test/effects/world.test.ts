/** Worlds: what they hold, exactly; what a damaged file says. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  applyTariffs,
  arrayOf,
  configure,
  countryOutcomes,
  Kernel,
  membersOf,
  readWorld,
  scheduleChanges,
  sectorOutcomes,
  totals,
  type World,
  withScale,
  writeWorld,
} from '../../src/effects/index.js'
import { buildWorld, readNumbers } from '../../src/files/icio.js'
import { openWorld, worldIds } from '../../src/files/worlds.js'
import { whyNoCountry } from '../../src/rates/origins.js'
import { chinaUs2017, world2023 } from './open.js'

describe('the worlds of the package', () => {
  test('both open, and say where they come from', () => {
    expect(worldIds('.')).toEqual(['china-us-2017', 'world-2023'])
    for (const id of worldIds('.')) {
      const world = openWorld('.', id)
      expect(world.id).toBe(id)
      expect(world.sources.length).toBeGreaterThan(1)
      expect(world.label.length).toBeGreaterThan(20)
    }
    expect(chinaUs2017().label).toBe('provenance inferred: OECD ICIO 2021 edition, 2017, seven regions')
  })

  test('world-2023: 194 economies, all with two letters, the Union with 27 members', () => {
    const world = world2023()
    expect(world.countries).toHaveLength(194)
    expect(new Set(world.countries.map((c) => c.iso2)).size).toBe(194)
    for (const c of world.countries) expect(whyNoCountry(c.iso2 as string), c.name).toBe('')
    const two = (code: string): string | undefined => world.countries.find((c) => c.code === code)?.iso2
    expect(['DEU', 'FRA', 'GBR', 'VNM', 'RUS', 'YEM', 'COD', 'COG', 'KOR', 'CIV', 'MAC'].map(two)).toEqual([
      'DE',
      'FR',
      'GB',
      'VN',
      'RU',
      'YE',
      'CD',
      'CG',
      'KR',
      'CI',
      'MO',
    ])
    expect(world.groups.EU).toHaveLength(27)
    expect(world.countries[184]).toMatchObject({ code: 'USA', iso2: 'US' })
    // US imports of goods in 2023 were 3.1 to 3.2 trillion dollars, GDP 27.7 (BEA; World Bank 27.4 before revision).
    const n = 194
    let imports = 0
    for (let j = 0; j < n; j++) imports += arrayOf(world, 'trade')[j * n + 184] as number
    expect(imports / 1e9).toBeGreaterThan(2.9)
    expect(imports / 1e9).toBeLessThan(3.4)
    expect((arrayOf(world, 'gdp')[184] as number) / 1e9).toBeCloseTo(27.5, 0)
  })

  test('china-us-2017: the base year clears and its value added is that of 2017', () => {
    const world = chinaUs2017()
    const { economy } = configure(world)
    const value = (code: string): number => (economy.income[economy.countries.indexOf(code)] as number) / 1e6
    expect(value('USA')).toBeCloseTo(18.8, 1)
    expect(value('CHN')).toBeCloseTo(11.3, 1)
    expect(value('BRA')).toBeCloseTo(1.75, 2)
    expect(Math.min(...economy.final)).toBeGreaterThanOrEqual(0)
    const { revenue } = totals(economy)
    const spent = economy.income.map((y, i) => y + (revenue[i] as number) + (economy.transfer[i] as number))
    expect(economy.transfer.reduce((a, b) => a + b, 0) / 1e6).toBeCloseTo(0, 6)
    expect(Math.min(...spent)).toBeGreaterThan(0)
    expect(new Kernel(economy, configure(world).model).solve().iterations).toBe(1)
  })

  test('the tariffs of 2018 and 2019 hurt both and help others sell', () => {
    const world = chinaUs2017()
    const { economy, model } = configure(world)
    const tariff = applyTariffs(world, economy, [
      ...scheduleChanges(world, 'us-on-china-2018-19'),
      ...scheduleChanges(world, 'china-on-us-2018-19'),
    ])
    const solution = new Kernel(economy, model).solve({ tariff })
    const of = Object.fromEntries(countryOutcomes(economy, model, solution).map((o) => [o.country, o]))
    expect(of.CHN?.welfare).toBeLessThan(0)
    expect(of.USA?.welfare).toBeLessThan(0)
    expect(of.CHN?.welfare).toBeLessThan(of.USA?.welfare as number)
    expect(of.IND?.welfare).toBeGreaterThan(0)
    const computers = sectorOutcomes(economy, solution).find((o) => o.country === 'CHN' && o.sector === '26')
    expect(computers?.exports[1]).toBeLessThan(computers?.exports[0] as number)
    expect(computers?.outputVolume).toBeLessThan(0)
  })

  test('scale economies in many sectors with inputs: solved where they are mild, refused where the path breaks off', () => {
    const world = chinaUs2017()
    const { economy, model } = configure(world)
    const tariff = applyTariffs(world, economy, scheduleChanges(world, 'us-on-china-2018-19'))
    expect(new Kernel(economy, withScale(world, model)).solve({ tariff }).residual).toBeLessThan(1e-10)
    const free = { tariff: economy.tariff.map(() => 0) }
    expect(new Kernel(economy, withScale(world, model, 0.5)).solve(free).residual).toBeLessThan(1e-10)
    expect(() => new Kernel(economy, withScale(world, model)).solve(free)).toThrow(
      /step by step \d+% of the shock.*lower the scale elasticity/s,
    )
  })

  test('written and read, a world is the same to the last bit', () => {
    const world = chinaUs2017()
    expect(readWorld(writeWorld(world))).toEqual(world)
  })

  test('a damaged file, an unknown world, an unknown code say so', () => {
    const bytes = writeWorld(chinaUs2017())
    expect(() => readWorld(bytes.subarray(0, bytes.length - 8), 'x.bin')).toThrow(/x\.bin has \d+ bytes and should have \d+/)
    expect(() => readWorld(new Uint8Array(100), 'x.bin')).toThrow(/no world.*parley world build/)
    expect(() => openWorld('.', 'world-2024')).toThrow(/there are china-us-2017, world-2023/)
    const world = chinaUs2017()
    const { economy } = configure(world)
    expect(() => membersOf(world, 'MEX')).toThrow(/no country or group "MEX".*in ROW/)
    expect(() => applyTariffs(world, economy, [{ importer: 'US', exporter: 'CN', rate: Number.NaN }])).toThrow(/changes\.0\.rate/)
    expect(() => applyTariffs(world, economy, [{ importer: 'US', exporter: 'CN', rate: -2 }])).toThrow(/above -100%/)
    expect(() => applyTariffs(world, economy, [{ importer: 'US', exporter: 'CN', sector: '99', rate: 1 }])).toThrow(/no sector "99"/)
    expect(() => configure(world, 'ldr')).toThrow(/one sector/)
    const { model } = configure(world)
    expect(() => new Kernel(economy, { ...model, profitShare: model.profitShare.map(() => 0.2) })).toThrow(
      /profitShare: would give BRA other profits/,
    )
    expect(() => new Kernel(economy, { ...model, elasticity: model.elasticity.map(() => -4) })).toThrow(
      /elasticity: is -4 at 0; it must be above 0/,
    )
    expect(() => new Kernel(economy, { ...model, scale: model.scale.map(() => 1) })).toThrow(/scale: ε·ψ of 01T02 is 6\.230/)
    expect(() => new Kernel(economy, model).solve({ tariff: new Float64Array(3) })).toThrow(/tariff: has 3 values; it needs 2156/)
  })

  test('tariffs add up, set, and spare one’s own goods', () => {
    const world = world2023()
    const { economy } = configure(world)
    const n = 194
    const [us, cn, de] = ['USA', 'CHN', 'DEU'].map((c) => economy.countries.indexOf(c)) as [number, number, number]
    const t = applyTariffs(world, economy, [
      { importer: 'US', exporter: '*', rate: 0.1 },
      { importer: 'USA', exporter: 'EU', rate: 0.05 },
      { importer: 'US', exporter: 'CN', rate: 0.6, how: 'set' },
    ])
    expect(t[de * n + us]).toBeCloseTo(0.15, 12)
    expect(t[cn * n + us]).toBe(0.6)
    expect(t[us * n + us]).toBe(0)
    const fr = economy.countries.indexOf('FRA')
    const union = applyTariffs(world, economy, [{ importer: 'EU', exporter: '*', rate: 0.1 }])
    expect([union[us * n + de], union[fr * n + de], union[de * n + us]]).toEqual([0.1, 0, 0])
    expect(() => applyTariffs(world, economy, [{ importer: 'DE', exporter: 'FR', rate: 0.1 }])).toThrow(
      /changes\.0: no customs border lies between FR and DE/,
    )
    expect(() => applyTariffs(world, economy, [{ importer: 'US', exporter: 'US', rate: 0.1 }])).toThrow(/no customs border/)
    expect(t[us * n + cn]).toBe(0)
  })
})

describe('worlds from ICIO tables', () => {
  /** A table of the published form from flows that add up: three countries (one of them split), two industries. */
  function table({ prefix = '', countries = ['CN1', 'CN2', 'USA', 'DEU'] } = {}): string {
    const industries = ['C10T12', 'H49'].map((c) => prefix + c)
    const names = countries.flatMap((c) => industries.map((k) => `${c}_${k}`))
    const final = countries.filter((c) => c !== 'CN2').flatMap((c) => ['HFCE', 'INVNT'].map((f) => `${c === 'CN1' ? 'CHN' : c}_${f}`))
    const z = names.map((from, r) => names.map((to, c) => 5 + ((r * 7 + c * 3) % 11) + (from === to ? 20 : 0)))
    const f = names.map((from, r) =>
      final.map((to, c) =>
        to.endsWith('INVNT') ? (r % 3) - 1 : 100 + ((r * 5 + c) % 13) + (from.slice(0, 2) === to.slice(0, 2) ? 300 : 0),
      ),
    )
    const out = names.map((_, r) => [...(z[r] as number[]), ...(f[r] as number[])].reduce((a, b) => a + b, 0))
    const used = names.map((_, c) => z.reduce((sum, row) => sum + (row[c] as number), 0))
    const tls = out.map((x) => x * 0.02)
    return [
      ['V1', ...names, ...final, 'OUT'],
      ...names.map((name, r) => [name, ...(z[r] as number[]), ...(f[r] as number[]), out[r]]),
      ['TLS', ...tls, ...final.map(() => 1), 0],
      ['VA', ...out.map((x, r) => x - (used[r] as number) - (tls[r] as number)), ...final.map(() => 0), 0],
      ['OUT', ...out, ...final.map(() => 0), 0],
    ]
      .map((row) => row.join(','))
      .join('\r\n')
  }
  const folder = mkdtempSync(join(tmpdir(), 'icio-'))
  const file = (text: string, name = 'icio.csv'): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const build = (text: string, more: object = {}): Promise<World> =>
    buildWorld(file(text), { id: 'mine', year: 2020, edition: '2023', ...more })

  test('shares, value added and final use come out as they went in', async () => {
    const world = await build(table())
    expect(world.countries.map((c) => c.code)).toEqual(['CHN', 'DEU', 'USA'])
    expect(world.sectors).toEqual([
      { code: 'C10T12', name: 'C10T12', goods: true },
      { code: 'H49', name: 'H49', goods: false },
    ])
    expect(world.label).toBe('OECD ICIO, 2023, 2020')
    const { economy, model } = configure(world)
    const rows = table()
      .split('\r\n')
      .map((line) => line.split(','))
    const cell = (row: string, column: string): number => Number(rows.find((r) => r[0] === row)?.[(rows[0] as string[]).indexOf(column)])
    // Value added and taxes of the United States' food industry over its output.
    const output = cell('OUT', 'USA_C10T12')
    expect(economy.valueAdded[2]).toBeCloseTo((cell('VA', 'USA_C10T12') + cell('TLS', 'USA_C10T12')) / output, 10)
    // China is the sum of its two parts: what the United States buys of its food.
    const bought = ['CN1', 'CN2'].reduce(
      (sum, c) => sum + ['USA_C10T12', 'USA_H49', 'USA_HFCE', 'USA_INVNT'].reduce((s, to) => s + cell(`${c}_C10T12`, to), 0),
      0,
    )
    expect(arrayOf(world, 'trade')[2]).toBeCloseTo(bought, 8)
    expect(new Kernel(economy, model).solve().iterations).toBe(1)
    const tariff = applyTariffs(world, economy, [{ importer: 'US', exporter: 'CN', rate: 0.2 }])
    expect(countryOutcomes(economy, model, new Kernel(economy, model).solve({ tariff }))[0]?.welfare).toBeLessThan(0)
  })

  test('names in quotes, three columns, and countries kept apart', async () => {
    const wide = await build(table())
    const rows = table()
      .split('\r\n')
      .map((line) => line.split(','))
    const long = rows
      .slice(1)
      .flatMap((row) => row.slice(1).map((value, c) => [row[0], rows[0]?.[c + 1], value].join(',')))
      .join('\n')
    expect((await build(`row,column,value\n${long}`)).arrays.trade).toEqual(wide.arrays.trade)
    const quoted = rows.map((row, r) => row.map((cell, c) => (r === 0 || c === 0 ? `"${cell}"` : cell)).join(',')).join('\n')
    expect((await build(quoted)).arrays).toEqual(wide.arrays)
    const kept = await build(table(), { keep: ['USA', 'EU'] })
    expect(kept.countries.map((c) => c.code)).toEqual(['EU', 'ROW', 'USA'])
    const total = (w: World): number => arrayOf(w, 'trade').reduce((a, b) => a + b, 0)
    expect(total(kept)).toBeCloseTo(total(wide), 6)
    await expect(build(table(), { keep: ['MEX'] })).rejects.toThrow(/no "MEX"/)
  })

  test('tariffs and elasticities of one’s own', async () => {
    const elasticities = readNumbers(file('industry,theta\nC10T12,3\nH49,8\n', 'theta.csv'), 2)
    const tariffs = readNumbers(file('exporter,importer,industry,rate\nCHN,USA,C10T12,0.1\n', 'tariffs.csv'), 4)
    const world = await build(table(), { elasticities, tariffs })
    expect([...arrayOf(world, 'elasticity')]).toEqual([3, 8])
    const { economy, model } = configure(world)
    expect(totals(economy).revenue[2]).toBeCloseTo((arrayOf(world, 'trade')[2] as number) * 0.1, 8)
    expect(new Kernel(economy, model).solve().iterations).toBe(1)
    await expect(build(table(), { tariffs: new Map([['CHN:USA:X', 0.1]]) })).rejects.toThrow(/"CHN:USA:X" is no exporter:importer:sector/)
    await expect(build(table(), { elasticities: new Map([['C10T12', 3]]) })).rejects.toThrow(/no elasticity is given for H49/)
    expect(() => readNumbers(file('a,b\nC,x\n', 'bad.csv'), 2)).toThrow(/row 2: "C,x"/)
  })

  test('what is no ICIO table, is cut off, or has a bad cell is refused, with its place', async () => {
    await expect(build('a,b,c,d\n1,2,3,4\n')).rejects.toThrow(/line 1: no column of final demand/)
    const lines = table().split('\r\n')
    await expect(build(lines.slice(0, 5).join('\n'))).rejects.toThrow(/has a column and no row: the file is cut off/)
    await expect(build([...lines.slice(0, 3), (lines[3] as string).replace(/^([^,]*,)[^,]*/, '$1n.a.')].join('\n'))).rejects.toThrow(
      /line 4, column CN1_C10T12: "n\.a\." is no number/,
    )
    await expect(build([...lines.slice(0, 3), 'CN2_H49,1,2'].join('\n'))).rejects.toThrow(/line 4 has 3 cells and the header has/)
    await expect(buildWorld(join(folder, 'none.csv'), { id: 'x', year: 2020 })).rejects.toThrow(/no file/)
  })
})
