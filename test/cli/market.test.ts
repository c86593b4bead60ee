/** `parley market` and `parley exposure` as a person or a program meets them. */
import { describe, expect, test } from 'vitest'
import { ExposureIndexOutput, ExposureReportOutput } from '../../src/answers/exposure-schemas.js'
import { ChecksOutput, CutOutput, SoybeanOutput } from '../../src/answers/market-schemas.js'
import { parley } from './run.js'

const fits = (out: string): void => {
  for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
}
const flat = (text: string): string => text.replace(/\s+/g, ' ')

describe('soybeans', () => {
  test.each([
    [['--date', '2025-10-20', '--known', '2025-10-20']],
    [['--date', '2025-10-20', '--setting', 'short', '--purchases', 'none']],
    [['--date', '2026-03-01', '--purchases', '25']],
    [['--date', '2025-11-20', '--purchases', '12']],
    [['--date', '2025-11-20', '--purchases', 'pledged']],
    [['--date', '2025-11-20', '--purchases', 'pledged', '--setting', 'short']],
    [['--date', '2018-09-15', '--tariff', '25', '--homogeneous']],
    [['--date', '2022-05-05']],
    [['--date', '2026-11-28', '--scenario', 'lapse']],
  ])('%j: JSON that fits the schema, words of 80 columns', async (words) => {
    const json = await parley('market', 'soybeans', ...words, '--draws', '20', '--json')
    expect(json.code, json.err).toBe(0)
    SoybeanOutput.parse(JSON.parse(json.out))
    fits((await parley('market', 'soybeans', ...words, '--draws', '20')).out)
  })

  test('the first lines answer', async () => {
    const { out } = await parley('market', 'soybeans', '--date', '2025-10-20', '--known', '2025-10-20')
    expect(flat(out)).toMatch(
      /^Soybeans, 20 Oct 2025, as known on 20 Oct 2025: China's duty of 23% on US beans and 3% on others' makes them 19\.4% dearer\. Over several years, US sales to China go from 25\.2 to 9\.2 Mt a season \(-63%\), the US price falls by 0\.19 USD a bushel \(1\.9%\)/,
    )
    expect(flat(out)).toContain('95% of 1000 draws')
    expect(flat(out)).toContain('Nobody has published standard errors for these elasticities')
    expect(flat(out)).toContain('cn-soy-zero-sept-2025')
  })
  test('a day beyond the horizon and a scenario are said to be', async () => {
    const { out } = await parley('market', 'soybeans', '--date', '2026-11-28', '--scenario', 'lapse', '--draws', '20')
    expect(flat(out)).toMatch(/this is not the law\./)
    expect(flat(out)).toMatch(/last looked at/)
  })
  test('the checks stand beside what was published', async () => {
    const { out } = await parley('market', 'soybeans', '--checks')
    fits(out)
    expect(flat(out)).toMatch(/US sales to China 30%, medium -71\.0% -71\.5% fitted/)
    expect(flat(out)).toMatch(/US price, USD\/bu 25%, short 7\.8 -0\.74 -0\.74 out of sample/)
    ChecksOutput.parse(JSON.parse((await parley('market', 'soybeans', '--checks', '--json')).out))
  })
  test('CSV has a row for each exporter', async () => {
    const { out } = await parley('market', 'soybeans', '--date', '2025-10-20', '--csv', '--draws', '20')
    const [header, ...rows] = out.trim().split('\n')
    expect(header).toMatch(
      /^exporter,price_change_pct,.*,exports_change_pct,revenue_before_bn,revenue_change_bn,surplus_change_bn,crop_change_bn,/,
    )
    expect(rows.map((r) => r.split(',')[0])).toEqual(['US', 'BR', 'AR', 'other'])
    expect(new Set([header, ...rows].map((r) => r?.split(',').length)).size).toBe(1)
    const us = rows[0]?.split(',') ?? []
    const { interval } = SoybeanOutput.parse(
      JSON.parse((await parley('market', 'soybeans', '--date', '2025-10-20', '--json', '--draws', '20')).out),
    )
    for (const [column, value] of [
      ['drawn_price_change_usd_bu_low', interval.us_price_usd_bu.low],
      ['drawn_price_change_usd_bu_high', interval.us_price_usd_bu.high],
      ['drawn_to_cn_change_pct_high', interval.us_to_cn_pct.high],
    ] as const)
      expect(Number(us[header?.split(',').indexOf(column) as number])).toBe(value)
  })
})

test.each([['50'], ['100'], ['0']])('rare earths cut by %s%%', async (cut) => {
  const words = ['market', 'rare-earths', '--cut', cut, '--date', '2025-10-20']
  CutOutput.parse(JSON.parse((await parley(...words, '--json')).out))
  const { out } = await parley(...words)
  fits(out)
  expect(flat(out)).toContain('No standard errors are published')
  expect(flat(out)).toMatch(/Demand: -0\.3 \(-0\.6 to -0\.2\), assumption/)
})

describe('exposure', () => {
  test.each(['dysprosium', 'gallium', 'magnets', 'graphite', 'rare earths', 'neodymium', 'lithium batteries'])('%s', async (material) => {
    for (const date of ['2025-10-20', '2026-06-01'])
      for (const known of [[], ['--known', date]]) {
        const json = await parley('exposure', material, '--date', date, ...known, '--json')
        expect(json.code, json.err).toBe(0)
        ExposureReportOutput.parse(JSON.parse(json.out))
        fits((await parley('exposure', material, '--date', date, ...known)).out)
      }
  })
  test('the index', async () => {
    ExposureIndexOutput.parse(JSON.parse((await parley('exposure', '--date', '2026-06-01', '--json')).out))
    const { out } = await parley('exposure', '--date', '2026-06-01')
    fits(out)
    expect(flat(out)).toMatch(/^Materials that China controls, 1 Jun 2026, as known on 10 Oct 2026: for 20 of 26/)
  })
  test('the first lines answer', async () => {
    const { out } = await parley('exposure', 'gallium', '--date', '2025-10-20', '--known', '2025-10-20')
    expect(flat(out)).toMatch(
      /^Gallium \(Ga\), 20 Oct 2025, as known on 20 Oct 2025: China 99% of world primary low-purity production in 2024 \(partly verified\); US net import reliance 100%; US imports from China in 2024 9\.1 million USD; China: export to the US prohibited\./,
    )
  })
})

test.each([
  [['market', 'wheat'], 3, /no market "wheat"; there are: soybeans, rare-earths/],
  [['market'], 2, /commodity/],
  [['market', 'soybeans', '--setting', 'long'], 2, /--setting: "long": medium or short/],
  [['market', 'soybeans', '--tariff', '-5'], 2, /--tariff/],
  [['market', 'soybeans', '--tariff', '25%'], 2, /--tariff: "25%": write a number from 0 to 1000/],
  [['market', 'soybeans', '--purchases', 'some'], 2, /--purchases/],
  [['market', 'soybeans', '--purchases', 'pledged', '--date', '2025-10-20', '--known', '2025-10-20'], 3, /no pledge to buy US soybeans/],
  [['market', 'soybeans', '--purchases', '200'], 2, /all that the US exports, or China imports, in 2023\/24/],
  [['market', 'soybeans', '--draws', '1'], 2, /--draws/],
  [['market', 'soybeans', '--checks', '--purchases', '12'], 2, /--purchases: goes without --checks/],
  [['market', 'soybeans', '--checks', '--csv'], 2, /--csv: goes without --checks/],
  [['market', 'soybeans', '--checks', '--tariff', '25'], 2, /--tariff: goes without --checks/],
  [['market', 'soybeans', '--checks', '--date', '2025-10-20'], 2, /--date: goes without --checks/],
  [['market', 'soybeans', '--cut', '50'], 2, /--cut: it belongs to parley market rare-earths/],
  [['market', 'rare-earths', '--cut', '150'], 2, /--cut/],
  [['market', 'rare-earths', '--tariff', '25'], 2, /--tariff: it belongs to parley market soybeans/],
  [['market', 'rare-earths', '--known', '2020-01-01'], 3, /--known/],
  [['market', 'soybeans', '--known', '2017-06-01', '--date', '2017-06-01'], 3, /2018-02-08/],
  [['market', 'soybeans', '--scenario', 'none-such'], 3, /no scenario/],
  [['exposure', 'galium'], 3, /near it: gallium/],
  [['exposure', ''], 2, /empty/],
  [['exposure', 'gallium', '--date', '2025-13-01'], 2, /--date/],
])('%j: exit code %i', async (words, code, message) => {
  const answer = await parley(...words)
  expect(answer.code, answer.err).toBe(code)
  expect(answer.err).toMatch(message)
  expect(answer.out).toBe('')
})
