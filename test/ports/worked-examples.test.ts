/**
 * Amounts that others worked out. Neither notice gives an example of its own among the texts that could be read, and no official
 * Q&A with one was found: these are of shipbrokers, the trade press and carriers. Where only the amount was published, the tonnage is
 * inferred from it, and the test says so.
 */
import { describe, expect, test } from 'vitest'
import type { VesselInput } from '../../src/ports/index.js'
import { call } from './ports.js'

const vlcc: VesselInput = { built: 'CN', type: 'tanker', dwt: 300000, netTons: 105000 }
const others: VesselInput = { owner: 'GR', operator: 'GR' }

describe('United States', () => {
  test('Gibson: a VLCC of 105,000 net tons, Chinese owned or operated, 5.25 m (https://shippingandreceiving.bar/2025/04/tanker-fleet-repositioning-expected-following-ustrs-new-proposal)', () =>
    expect(call('US', '2025-10-14', { ...vlcc, operator: 'CN' }).amount).toBe('5250000.00'))

  test('Arrow: the same, Chinese-built, of others, nearly 1.9 m (https://test.everynews.info/business/us-to-charge-china-owned-supertankers-5-2-million-per-port-call-101745302843355.html)', () =>
    expect(call('US', '2025-10-14', { ...vlcc, ...others }).amount).toBe('1890000.00'))

  test.each([
    ['2025-10-20', '3000000.00'],
    ['2028-04-17', '8400000.00'],
  ])(
    'The Pricer: a bulk carrier of 60,000 net tons, 50 a ton and 140 by 2028 (https://www.thepricer.org/how-new-u-s-port-fees-hit-import-prices/): %s',
    (date, amount) => expect(call('US', date, { owner: 'CN', type: 'bulk', netTons: 60000 }).amount).toBe(amount),
  )

  test.each([
    [15000, '750000.00'],
    [50000, '2500000.00'],
  ])(
    'Farm Futures: 15,000 to 50,000 tons, 750,000 to 2.5 m (https://farmfutures.pl.barchart.com/mobile/news/commentary/story/32279099): %s',
    (netTons, amount) => expect(call('US', '2025-10-14', { operator: 'CN', type: 'bulk', netTons }).amount).toBe(amount),
  )

  test('Journal of Commerce: the ro/ro Minchah pays 176,134 a call (http://www.dragonskip.com/en/news_details.php?ID=ODAwNjM%3D); 3,829 net tons inferred', () =>
    expect(call('US', '2025-10-24', { built: 'NO', type: 'ro-ro', operator: 'US', owner: 'US', netTons: 3829 }).amount).toBe('176134.00'))
})

describe('China', () => {
  test.each([
    ['Manukai at Ningbo, 4.4584 m', 11146, '4458400.00'],
    ['Matson Waikiki at Shanghai, 12.09 m', 30225, '12090000.00'],
  ])('Hengcheng: %s CNY (http://hengcheng-logistics.com/en/newsshow-96-1517-1.html); the tonnage is inferred', (_, netTons, amount) =>
    expect(call('CN', '2025-10-14', { flag: 'US', built: 'US', operator: 'US', type: 'container', netTons }).amount).toBe(amount),
  )

  test.each([
    ['2025-10-14', '20000000.00'],
    ['2028-04-17', '56000000.00'],
  ])(
    'Sohu: five trips of one Matson vessel, 20 m in 2025 and 56 m in 2028 (https://reportify.ai/tags/product?tagValue=%E5%BF%AB%E8%88%AA%E6%9C%8D%E5%8A%A1); 10,000 net tons inferred: %s',
    (date, amount) => expect(call('CN', date, { flag: 'US', netTons: 10000 }, { calls: 5 }).year?.amount).toBe(amount),
  )
})
