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
      const days = [
        m.price.known,
        m.base.known,
        ...m.aid.flatMap((a) => [a.season.known, ...a.payments.map((p) => p.known)]),
        ...(m.reported_zero ? [m.reported_zero.known] : []),
      ]
      for (const day of days) expect(day <= date, `${date}: ${day}`).toBe(true)
    }
    expect(market('2025-10-20', '2025-10-20', { purchases: 12 }).pledged).toBeUndefined()
    expect(market('2025-11-20', '2025-11-20').pledged?.terms.map((t) => t.id)).toEqual(['busan-soy-12mt-2025', 'busan-soy-25mt-2026'])
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

describe('pledges are read in their own terms', () => {
  const months = new Map(data.months.map((m) => [m.month.slice(5), m.quantity]))
  const year = [...months.values()].reduce((a, b) => a + b, 0)
  const early = ['01', '02', '03', '04', '05', '06', '07', '08'].reduce((sum, m) => sum + (months.get(m) as number), 0) / year

  test('the months add up to the base season', () => expect(year).toBeCloseTo(25.1511, 3))
  test('two months of 2025 lie whole in a season, a calendar year in two', () => {
    const m = market('2025-11-20', undefined, { purchases: 'pledged' })
    expect(m.pledged).toMatchObject({ asked: true, season: '2025/26', months_of: '2023/24', uncovered: ['2025-09', '2025-10'] })
    const [twelve, twentyFive] = m.pledged?.terms ?? []
    expect(twelve).toMatchObject({ quantity: 12, from: '2025-11-01', until: '2026-01-01', share: 1, season_mt: 12 })
    expect(twentyFive).toMatchObject({ quantity: 25, from: '2026-01-01', until: '2027-01-01' })
    expect(twentyFive?.share).toBeCloseTo(early, 9)
    expect(m.purchases?.asked_mt).toBeCloseTo(12 + 25 * early, 9)
    expect(m.lead.us_to_cn_mt).toBeCloseTo(12 + 25 * early, 6)
    expect(m.purchases?.binding).toBe(true)
  })
  test('two halves of two years make the year', () => {
    const m = market('2027-02-01', undefined)
    expect(m.pledged).toMatchObject({ asked: false, season: '2026/27', uncovered: [] })
    expect(m.pledged?.terms).toHaveLength(2)
    expect(m.pledged?.at_least_mt).toBeCloseTo(25, 9)
    // What the market gives by itself, month by month, is what it gives.
    expect(m.pledged?.terms.reduce((sum, t) => sum + t.market_mt, 0)).toBeCloseTo(m.lead.us_to_cn_mt, 9)
  })
  test('the last term ends with 2028', () => {
    const m = market('2028-10-01', undefined)
    expect(m.pledged?.at_least_mt).toBeCloseTo(25 * (1 - early), 9)
    expect(m.pledged?.uncovered).toHaveLength(8)
    expect(market('2029-10-01', undefined).pledged).toBeUndefined()
  })
  test('none known, none read', () =>
    expect(() => market('2025-11-20', '2025-10-20', { purchases: 'pledged' })).toThrow(
      /no pledge to buy US soybeans that was known on 2025-10-20/,
    ))
})

describe('aid stands beside the loss of its own season', () => {
  test('2018: the same rate on either half of the crop, under the duties of 2018/19, whenever it is asked', () => {
    const [mfp] = market('2018-09-15', undefined).aid
    expect(mfp).toMatchObject({ id: 'us-mfp-2018', usd_bu: 1.65, season: { season: '2018/19' }, loss: { base: '2016/17' } })
    expect(mfp?.payments).toEqual([
      { known: '2018-09-04', rate: 1.65, unit: 'USD/bu', part: 0.5 },
      { known: '2018-12-17', rate: 1.65, unit: 'USD/bu', part: 0.5 },
    ])
    expect(mfp?.loss.duties).toEqual([{ from: '2018-09-01', until: '2019-09-01', us: 28, other: 3 }])
    expect(mfp?.loss.none).toBeUndefined()
    expect(mfp?.loss.short.usd_bu).toBeLessThan(mfp?.loss.medium.usd_bu as number)
    expect(mfp?.loss.medium.usd_acre).toBeCloseTo((mfp?.loss.medium.usd_bu as number) * 50.6, 9)
    expect(market('2019-10-01', undefined).aid[0]).toEqual(mfp)
    // Before the second payment was known, half the crop was paid.
    expect(market('2018-09-15', '2018-09-15').aid[0]).toMatchObject({ usd_bu: 0.825, payments: [{ known: '2018-09-04' }] })
  })
  test('2025: by the acre planted, under each duty of 2025/26 for its days', () => {
    const [bridge] = market('2025-10-20', undefined).aid
    expect(bridge).toMatchObject({ id: 'us-farm-bridge-2025', usd_acre: expect.closeTo(30.88, 9), season: { season: '2025/26' } })
    expect(bridge?.usd_bu).toBeCloseTo(30.88 / 53, 2)
    const loss = bridge?.loss
    expect(loss?.duties.slice(0, 2)).toMatchObject([
      { from: '2025-09-01', until: '2025-11-10', us: 23, other: 3 },
      { from: '2025-11-10', us: 13, other: 3 },
    ])
    const of = (date: string): number => market(date, undefined).lead.us_price_usd_bu
    expect(loss?.medium.usd_bu).toBeCloseTo((70 * of('2025-10-20') + 295 * of('2025-11-20')) / 365, 9)
    expect(loss?.none?.report).toBe('cn-soy-zero-sept-2025')
    expect(loss?.none?.short.usd_bu).toBeCloseTo(
      market('2025-10-20', undefined, { purchases: 0, setting: 'short' }).lead.us_price_usd_bu,
      9,
    )
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
