/** The soybean market: published checks, the record's duties, and what was known. */
import { describe, expect, test } from 'vitest'
import { embeddedLists, embeddedMarkets } from '../../src/files/generated.js'
import { readChinaTariff } from '../../src/files/schedule.js'
import { openLedger } from '../../src/index.js'
import {
  baseFor,
  baseOf,
  leadOf,
  type MarketAsked,
  outcome,
  type SoybeanMarket,
  seasonKnown,
  settingOf,
  soybeanChecks,
  soybeanMarket,
  soybeans,
} from '../../src/markets/index.js'
import { openRates } from '../../src/rates/index.js'

const data = embeddedMarkets()
const tariff = readChinaTariff('.')
function market(date: string, known: string | undefined, asked: Partial<MarketAsked> = {}, scenario?: string): SoybeanMarket {
  const ledger = scenario === undefined ? openLedger() : openLedger().with(scenario)
  const view = ledger.asOf({ date, ...(known !== undefined && { known }) })
  return soybeanMarket(view, openRates(ledger, tariff, embeddedLists(), view.known), data, { setting: 'medium', draws: 50, ...asked })
}

describe('checks', () => {
  const checks = new Map(soybeanChecks(data).map((c) => [c.id, c]))
  /** Ours, as worked out beforehand by hand and by another program. */
  test.each([
    ['tt-10-china', -32.1, 1],
    ['tt-30-china', -71.5, 1],
    ['tt-10-exports', -18.3, 1],
    ['tt-30-exports', -40.0, 1],
    ['tt-25-china', -64, 0],
    ['ash-us-price', -0.74, 2],
    ['ash-br-price', 0.56, 2],
    ['ash-us-price-30', -0.59, 2],
    ['ash-br-price-30', 0.85, 2],
    ['ash-gap', 1.3, 1],
    ['ash-gap-30', 1.44, 2],
    ['choices-2020-china', -37, 0],
    ['ldp-2025', -54, 0],
    ['ldp-2025-low', -30, 0],
    ['ldp-2025-high', -78, 0],
  ])('%s is %f', (id, ours, digits) => expect(Number(checks.get(id)?.ours?.toFixed(digits))).toBe(ours))

  test('what the elasticities were fitted to lies within a point', () => {
    const fitted = [...checks.values()].filter((c) => c.kind === 'fitted')
    expect(fitted).toHaveLength(6)
    for (const c of fitted) expect(Math.abs((c.ours as number) - (c.published as number)), c.id).toBeLessThan(1)
  })
  test('no elasticities near them fit better', () => {
    const base = baseOf(data, '2016/17')
    const misfit = (sigma: number, epsilon: number): number =>
      [
        { tariff: 10, china: -33, exports: -18 },
        { tariff: 30, china: -71, exports: -40 },
      ].reduce((sum, t) => {
        const run = outcome(data, base, { duty: { us: t.tariff, other: 0 }, price: 10 }, { sigma, epsilon, eta: -0.2 })
        const [us] = run.exporters
        return sum + (leadOf('', run, 10).us_to_cn_pct - t.china) ** 2 + ((us?.exports_pct as number) - t.exports) ** 2
      }, 0)
    const { sigma, epsilon } = settingOf(data, 'medium')
    for (const [s, e] of [
      [0.2, 0],
      [-0.2, 0],
      [0, 1],
      [0, -1],
      [0.2, 1],
      [-0.2, -1],
      [0.2, -2],
      [-0.2, 2],
    ] as const)
      expect(misfit(sigma + s, epsilon + e), `${s} ${e}`).toBeGreaterThan(misfit(sigma, epsilon))
  })
  test('what is not simulated has no figure of ours', () => {
    for (const c of checks.values()) expect(c.ours === undefined, c.id).toBe(c.kind === 'not simulated')
  })
})

describe('what was known', () => {
  test('the base is the newest season that was over and published', () => {
    expect(baseFor(data, '2025-10-20', '2025-10-20').season).toBe('2023/24')
    expect(baseFor(data, '2025-10-20', '2025-02-10').season).toBe('2016/17')
    expect(baseFor(data, '2018-07-10', '2026-10-10').season).toBe('2016/17')
    expect(() => baseFor(data, '2018-01-10', '2018-01-10')).toThrow(/known since 2018-02-08/)
  })
  test('the price is that of the last report before the day of knowledge', () => {
    expect(seasonKnown(data, '2025-10-20', '2025-10-20')).toMatchObject({ season: '2025/26', known: '2025-09-12', farmPrice: 10 })
    expect(seasonKnown(data, '2025-10-20', '2025-11-20')).toMatchObject({ known: '2025-11-14', farmPrice: 10.5 })
    expect(seasonKnown(data, '2018-09-15', '2018-09-15').status).toBe('projection')
    // Before the first report on a season the newest one known stands in.
    expect(seasonKnown(data, '2026-09-10', '2026-04-15').season).toBe('2025/26')
  })
  test('nothing of an answer was published later', () => {
    for (const date of ['2018-07-10', '2019-10-01', '2025-03-15', '2025-10-20', '2026-03-01']) {
      const m = market(date, date, { purchases: 12 })
      const days = [m.price.known, m.base.known, ...m.aid.map((a) => a.known), ...(m.reported_zero ? [m.reported_zero.known] : [])]
      for (const day of days) expect(day <= date, `${date}: ${day}`).toBe(true)
    }
    expect(market('2025-10-20', '2025-10-20', { purchases: 12 }).pledges).toEqual([])
    expect(market('2025-11-20', '2025-11-20', { purchases: 12 }).pledges.map((p) => p.id)).toEqual(['busan-soy-12mt-2025'])
    expect(market('2025-11-20', '2025-11-20', { purchases: 25 }).pledges.map((p) => p.id)).toEqual(['busan-soy-25mt-2026'])
  })
})

describe('the duties are the record’s', () => {
  test.each([
    ['2018-07-10', 28, 24.27],
    ['2019-10-01', 33, 29.13],
    ['2020-03-10', 3, 0],
    ['2025-03-15', 13, 9.71],
    ['2025-04-15', 138, 131.07],
    ['2025-10-20', 23, 19.42],
    ['2025-11-20', 13, 9.71],
  ])('on %s %f%% on US beans, a wedge of %f%%', (date, us, wedge) => {
    const { duty } = market(date, undefined)
    expect(duty.us).toBe(us)
    expect(duty.other).toBe(3)
    expect(duty.wedge).toBeCloseTo(wedge, 2)
  })
  test('value-added tax sets no origin apart', () => {
    const { duty } = market('2025-10-20', undefined)
    expect(((1 + duty.us / 100) * (1 + (duty.vat as number) / 100) - 1) * 100).toBeCloseTo(34.07, 2)
  })
  test('a scenario moves them', () => {
    expect(market('2026-11-28', undefined, {}, 'lapse').duty.us).toBe(37)
    expect(market('2026-11-28', undefined, {}, 'extend-one-year').duty.us).toBe(13)
  })
  test('no wedge, no change', () => {
    const m = market('2021-06-01', undefined)
    for (const x of m.outcome.exporters) {
      expect(x.price_pct).toBeCloseTo(0, 8)
      expect(x.to_cn_mt).toBeCloseTo(x.to_cn_before_mt, 8)
    }
  })
})

describe('decisions', () => {
  test('a pledge that binds is met to the tonne, one that does not changes nothing', () => {
    const bound = market('2025-10-20', undefined, { purchases: 12 })
    expect(bound.purchases).toMatchObject({ asked_mt: 12, binding: true })
    expect(bound.lead.us_to_cn_mt).toBeCloseTo(12, 9)
    expect(bound.outcome.equivalent_pct).toBeLessThan(bound.duty.wedge)
    expect(bound.lead.decision_usd_bu).toBeGreaterThan(0)
    const loose = market('2025-11-20', undefined, { purchases: 12 })
    expect(loose.purchases?.binding).toBe(false)
    expect(loose.lead.us_to_cn_mt).toBeGreaterThan(12)
    expect(loose.lead.decision_usd_bu).toBe(0)
    expect(loose.outcome).toEqual({ ...market('2025-11-20', undefined).outcome, decision_usd_bu: 0 })
  })
  test('no purchases: none, harder in one season than over several years, and no duty stands for it', () => {
    const years = market('2025-10-20', undefined, { purchases: 0 })
    const season = market('2025-10-20', undefined, { purchases: 0, setting: 'short' })
    for (const m of [years, season]) {
      expect(m.lead.us_to_cn_mt).toBe(0)
      expect(m.outcome.equivalent_pct).toBeUndefined()
      expect(m.nearly_none_pct).toBeGreaterThan(m.duty.wedge)
    }
    expect(season.lead.us_price_pct).toBeLessThan(years.lead.us_price_pct)
  })
  test('all beans alike: others sell more than China buys, so that no price moves', () => {
    const m = market('2025-10-20', undefined, { purchases: 0, homogeneous: true })
    expect(m.lead.us_to_cn_mt).toBe(0)
    expect(m.lead.us_price_pct).toBeCloseTo(0, 8)
    // In 2016/17 they did not.
    expect(market('2018-07-10', undefined, { homogeneous: true, setting: 'short' }).lead.us_price_pct).toBeLessThan(-5)
  })
  test('more than there is is refused', () => {
    const base = baseOf(data, '2023/24')
    const asked = { setting: 'medium' as const, duty: { us: 3, other: 3 }, price: 10 }
    expect(() => soybeans(data, base, { ...asked, purchases: 60 })).toThrow(/purchases: 60 Mt: from 0 to below 46\.1/)
    expect(() => soybeans(data, base, { ...asked, purchases: -1 })).toThrow(/purchases/)
    expect(() => soybeans(data, base, { ...asked, duty: { us: -5, other: 3 } })).toThrow(/duty/)
  })
})

describe('aid', () => {
  test('the payment of 2018 on half the crop, that of 2025 by the acre', () => {
    const [mfp] = market('2018-09-15', undefined).aid
    expect(mfp).toMatchObject({ id: 'us-mfp-2018', rate: 1.65, unit: 'USD/bu', part: 0.5, usd_bu: 0.825 })
    const [bridge] = market('2025-10-20', undefined).aid
    expect(bridge).toMatchObject({ id: 'us-farm-bridge-2025', rate: 30.88, usd_acre: expect.closeTo(30.88, 9) })
    expect(bridge?.usd_bu).toBeCloseTo(30.88 / 53, 2)
    expect(market('2025-10-20', '2025-10-20').aid).toEqual([])
  })
})

test('the base adds up to what the sources say', () => {
  const { market: m } = baseOf(data, '2023/24')
  const sum = (r: number): number => (m.base[r] as readonly number[]).reduce((a, b) => a + b, 0)
  expect(sum(0)).toBeCloseTo(46.13, 2)
  expect(sum(1)).toBeCloseTo(104.17, 2)
  expect(m.base.flat().every((q) => q > 0)).toBe(true)
  expect(baseOf(data, '2023/24').assumed).toEqual([])
  expect(baseOf(data, '2016/17').assumed.map((f) => f.exporter)).toEqual(['AR', 'other'])
})

test('the interval is that of the seed, and holds its centre', () => {
  const one = market('2025-10-20', undefined, { draws: 200, seed: 3 })
  expect(market('2025-10-20', undefined, { draws: 200, seed: 3 }).interval).toEqual(one.interval)
  expect(market('2025-10-20', undefined, { draws: 200, seed: 4 }).interval).not.toEqual(one.interval)
  expect(one.interval.us_to_cn_pct.low).toBeLessThan(one.interval.centre.us_to_cn_pct)
  expect(one.interval.us_to_cn_pct.high).toBeGreaterThan(one.interval.centre.us_to_cn_pct)
})
