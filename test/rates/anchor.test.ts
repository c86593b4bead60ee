/** The worked anchor: a List 3 good with a free general rate, of China and of Hong Kong, at every step. */
import { describe, expect, test } from 'vitest'
import { total } from './book.js'

/** Static converters for automatic data processing machines: List 3, free. */
const HTS = '8504.40.85.00'

const STEPS: [date: string, china: number, hongKong: number][] = [
  ['2018-09-23', 0, 0],
  ['2018-09-24', 10, 0],
  ['2019-05-09', 10, 0],
  ['2019-05-10', 25, 0],
  ['2025-02-03', 25, 0],
  ['2025-02-04', 35, 10],
  ['2025-03-03', 35, 10],
  ['2025-03-04', 45, 20],
  ['2025-04-04', 45, 20],
  ['2025-04-05', 55, 30],
  ['2025-04-08', 55, 30],
  ['2025-04-09', 129, 104],
  ['2025-04-10', 170, 145],
  ['2025-05-13', 170, 145],
  ['2025-05-14', 55, 30],
  ['2025-11-09', 55, 30],
  ['2025-11-10', 45, 20],
  ['2026-02-23', 45, 20],
  ['2026-02-24', 35, 10],
  ['2026-07-23', 35, 10],
  ['2026-07-24', 37.5, 12.5],
]

describe('China and Hong Kong, step by step', () => {
  test.each(STEPS)('%s: %d%% and %d%%', (entry_date, china, hongKong) => {
    const line = { hts: HTS, entry_date, value_usd: '10000.00' }
    expect(total({ ...line, origin: 'CN' })).toBe(china)
    expect(total({ ...line, origin: 'HK' })).toBe(hongKong)
  })
})

test('antidumping and countervailing duties add at the rate that the filer gives', () => {
  const line = {
    hts: HTS,
    origin: 'CN',
    entry_date: '2025-10-20',
    value_usd: '10000.00',
    facts: { ad_rate_pct: '154.33', cvd_rate_pct: 12 },
  }
  expect(total(line)).toBe(55 + 154.33 + 12)
})
