/** `parley average` and `parley panel` as a person types them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { AverageOutput } from '../../src/answers/average-schema.js'
import { parley } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'parley-average-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('parley average', () => {
  test('its JSON is of the schema, and the parts add up', async () => {
    const { code, out } = await parley('average', '--origin', 'CN', '--by', 'authority', '--date', '2025-10-20', '--json')
    expect(code).toBe(0)
    const [row] = AverageOutput.parse(JSON.parse(out)).series[0]?.rows ?? []
    expect(Object.values(row?.parts ?? {}).reduce((a, b) => a + b, 0)).toBeCloseTo(row?.weighted_pct as number, 9)
  })

  test('every line fits 80 columns', async () => {
    const { out } = await parley(
      'average',
      '--origin',
      'CN',
      '--by',
      'chapter',
      '--date',
      '2025-10-20',
      '--versus-scenario',
      'lapse',
      '--versus-date',
      '2025-11-10',
    )
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  test('daily CSV has a row for every day', async () => {
    const { out } = await parley(
      'average',
      '--origin',
      'CN',
      '--by',
      'authority',
      '--from',
      '2025-04-01',
      '--to',
      '2025-04-30',
      '--daily',
      '--csv',
    )
    const rows = out.trimEnd().split('\n')
    expect(rows.length).toBe(31)
    expect(rows[0]).toMatch(
      /^from,until,group,weighted_pct,simple_pct,ces_pct,revenue_pct,value_usd,open_usd,estimated_usd,preferred_usd,base,/,
    )
    expect(rows[1]).toMatch(/^2025-04-01,2025-04-02,all,/)
  })

  const average = async (...argv: string[]) => AverageOutput.parse(JSON.parse((await parley('average', ...argv, '--json')).out))

  test('what entries do not state lies between its bounds, and the bounds are what they say', async () => {
    const of = ['--origin', 'MX', '--date', '2025-10-20']
    const [row] = (await average(...of, '--bounds')).series[0]?.rows ?? []
    const { metal_none_pct, metal_all_pct, preferences_none_pct, preferences_all_pct } = row?.bounds ?? {}
    const at = row?.weighted_pct as number
    expect([metal_none_pct, at, metal_all_pct].every((x, i, all) => i === 0 || (x as number) > (all[i - 1] as number))).toBe(true)
    expect([preferences_all_pct, at, preferences_none_pct].every((x, i, all) => i === 0 || (x as number) > (all[i - 1] as number))).toBe(
      true,
    )
    expect(row?.estimated_usd).toBeGreaterThan(0)
    expect(row?.preferred_usd).toBeGreaterThan(0)
    const [none] = (await average(...of, '--preferences', 'none')).series[0]?.rows ?? []
    expect(none).toMatchObject({ weighted_pct: preferences_none_pct, preferred_usd: 0 })
    const [full] = (await average(...of, '--metal', 'all')).series[0]?.rows ?? []
    expect(full).toMatchObject({ weighted_pct: metal_all_pct, estimated_usd: 0 })
  })

  test('in 2024 what Mexico, Canada and Korea paid is near the duties counted, under the use of preferences', async () => {
    const { series } = await average('--origin', 'MX', '--origin', 'CA', '--origin', 'KR', '--by', 'origin', '--date', '2024-12-01')
    // Calculated duties of 2024 over imports, in percent (Census): 0.25, 0.10 and 0.19.
    for (const { group, rows } of series) expect(rows[0]?.weighted_pct, group).toBeLessThan(0.7)
    expect(series.map(({ group }) => group)).toEqual(['CA', 'KR', 'MX'])
  })

  test('by list products are those of the list, on lists that reach the origin', async () => {
    const { series } = await average('--origin', 'CN', '--by', 'list', '--date', '2020-03-01')
    const of = (group: string) => series.find((s) => s.group === group)?.rows[0]
    // Lists 1 and 3 bear 25 points, 4A 7.5, on top of the base duty.
    for (const [list, points] of [
      ['us.s301.list-1', 25],
      ['us.s301.list-4a', 7.5],
    ] as const) {
      const row = of(list)
      expect(row?.weighted_pct, list).toBeGreaterThan(points)
      expect(row?.weighted_pct, list).toBeLessThan(points + 6)
    }
    expect(series.some(({ group }) => group.startsWith('us.s301.brazil'))).toBe(false)
  })

  test.each([
    [['--origin', 'UK'], '--origin: "UK" is not an ISO 3166 two-letter code of a country: the code of the United Kingdom is GB'],
    [['--origin', 'AD'], 'imports of 2024 from AD are not on record'],
    [['--by', 'lists'], '"lists" is no grouping'],
    [['--date', '2017-01-01'], '--date: 2017-01-01: the record of added duties begins on 2018-01-01'],
    [['--chapter', '77'], 'the tariff has no lines of chapter 77'],
    [['--csv', '--json'], 'either --csv or --json'],
    [['--metal', 'some'], '--metal: "some": write estimate, none, all'],
    [['--preferences', 'usmca'], '--preferences: "usmca": write estimate, none, all'],
    [['--chapter', '8'], '"8" is no chapter'],
    [['--from', '2017-01-01'], 'the record of added duties begins on 2018-01-01'],
    [['--from', '2025-01-01', '--to', '2024-01-01'], '2025-01-01 is after 2024-01-01'],
    [['--to', '2025-01-01'], 'there is no --from'],
    [['--sigma', '1'], 'a number above 0 that is not 1'],
  ])('%j is refused', async (argv, why) => {
    const { code, out, err } = await parley('average', ...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(why)
  })
})

describe('parley panel', () => {
  test('writes long rows as CSV', async () => {
    const file = join(folder, 'magnets.csv')
    const { code, out } = await parley(
      'panel',
      '--out',
      file,
      '--origin',
      'CN',
      '--chapter',
      '01',
      '--from',
      '2025-01-01',
      '--to',
      '2025-12-31',
    )
    expect(code).toBe(0)
    const rows = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(rows[0]).toBe('hts,origin,from,until,base_pct,total_pct,layers,open,estimated')
    expect(out).toContain(`${(rows.length - 1).toLocaleString('en-US')} rows`)
    expect(rows.slice(1).every((r) => r.startsWith('01') && r.split(',')[1] === 'CN')).toBe(true)
  })

  test.each([
    [['--out', folder, '--origin', 'CN'], 'add --long to choose'],
    [['--out', folder, '--long'], 'name it .parquet or .csv'],
    [['--out', join(folder, 'x.csv'), '--origin', 'US'], 'the importing country itself'],
    [['--out', join(folder, 'x.csv'), '--from', '2026-01-01', '--to', '2025-01-01'], '2026-01-01 is after 2025-01-01'],
  ])('%j is refused', async (argv, why) => {
    const { code, err } = await parley('panel', ...argv)
    expect(code).toBe(2)
    expect(err).toContain(why)
  })
})
