/** China's duties on goods of the US: every step of five goods, codes of two nomenclatures, exclusions, value-added tax. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readChinaTariff } from '../../src/files/schedule.js'
import { type Assessment, assess, type EntryInput, history, openRates, type RateBook } from '../../src/rates/index.js'
import { ledger, lists, book as usBook } from './book.js'

const tariff = readChinaTariff('.')
const books = new Map<string, RateBook>()
const book = (known = '2026-10-10'): RateBook => {
  const found = books.get(known) ?? openRates(ledger, tariff, lists, known)
  books.set(known, found)
  return found
}
const of = (hts: string, date: string, more: Partial<EntryInput> = {}, known?: string): Assessment =>
  assess(book(known), { hts, origin: 'US', to: 'CN', entry_date: date, value_usd: '10000.00', ...more })

interface Goods {
  code: string
  goods: string
  denies?: string[]
  steps: [day: string, percent: number, known?: string][]
}

describe.each(parse(readFileSync('test/rates/china-steps.yaml', 'utf8')) as Goods[])('$goods ($code)', ({ code, denies, steps }) => {
  test.each(steps)('on %s: %d%', (day, percent, known) => {
    const a = of(code, day, denies ? { denies } : {}, known)
    expect(a.rate_pct, (a.incomplete ?? a.layers.map((l) => `${l.measure} ${l.rate_pct} ${l.status}`)).join('\n')).toBe(percent)
  })
})

describe('soybeans', () => {
  test('the exclusion is presumed, asked about, and stands beside the other total', () => {
    const a = assess(book(), { hts: '1201.90', origin: 'US', entry_date: '2025-11-10', value_usd: '10000.00' }, { effects: true })
    const asked = a.questions.find((q) => q.key === 'denies.cn.exclusions.market-based')
    expect(asked?.duty_usd_if).toBe('4050.00')
    expect(asked?.ask).toContain('13%')
  })
  test('a reader of 20 October 2025 is not told what China said in November', () => {
    const a = of('1201.90', '2025-10-20', {}, '2025-10-20')
    expect(JSON.stringify(a)).not.toMatch(/2025-11-0[1-9]|10 November|13%/)
  })
  test('value-added tax is a line of its own, on the value with duty: 23% and 9% come to the 34% that was reported', () => {
    const a = of('1201.90', '2025-10-20', {}, '2025-10-20')
    expect(a.fees.map((f) => [f.fee, f.amount_usd])).toEqual([['cn.vat.reduced', '1107.00']])
    expect(Number(a.duty_usd) + Number(a.fees[0]?.amount_usd)).toBeCloseTo(3407, 6)
  })
  test('the two rates of value-added tax share the goods between them', () => {
    expect(of('2709.00', '2026-06-30').fees.map((f) => [f.fee, f.amount_usd])).toEqual([['cn.vat.standard', '1592.50']])
    expect(of('8703.80', '2018-06-01').fees.map((f) => [f.fee, f.amount_usd])).toEqual([['cn.vat.standard', '2000.00']])
    const records = new Map(ledger.asOf({ date: '2026-06-30' }).measures.map((m) => [m.id, m.record]))
    const reduced = records.get('cn.vat.reduced')
    const standard = records.get('cn.vat.standard')
    if (reduced?.kind !== 'fee' || standard?.kind !== 'fee') throw new Error('both are fees')
    expect(standard.productsExcept).toEqual(reduced.products)
  })
  test('goods afloat before 10 April 2025 are spared if entered by 13 May', () => {
    expect(of('2709.00', '2025-05-13', { loaded_date: '2025-04-09' }).rate_pct).toBe(12.5)
    expect(of('2709.00', '2025-05-13', { loaded_date: '2025-04-10' }).rate_pct).toBe(137.5)
    expect(of('2709.00', '2025-05-14', { loaded_date: '2025-04-09' }).rate_pct).toBe(22.5)
  })
})

describe('codes', () => {
  test('a subheading of 2022 that cannot be mapped has no total, and says so', () => {
    const a = of('8517.13', '2025-10-20')
    expect(a.duty_usd).toBeUndefined()
    expect(a.incomplete?.join()).toContain('cannot be mapped')
    expect(a.layers.find((l) => l.measure === 'cn.reciprocal')?.rate_pct).toBe(10)
  })
  test('it has one where the code of 2018 is stated, and none by a base rate alone', () => {
    expect(of('8517.13', '2025-10-20', { facts: { code_2018: '8517.12.10' } }).rate_pct).toBeGreaterThanOrEqual(10)
    expect(of('8517.13', '2025-10-20', { base_rate: 'free' }).duty_usd).toBeUndefined()
  })
  test('where the lines of 2018 were treated differently, it is asked which the goods were', () => {
    const split = tariff.codes().map((c) => c.slice(0, 6))
    const open = [...new Set(split)]
      .map((c) => [c, safe(c)] as const)
      .find(([, a]) => a?.questions.some((q) => q.key === 'facts.code_2018'))
    const [code, a] = open ?? []
    expect(a?.duty_usd).toBeUndefined()
    const line = tariff.codes().find((c) => c.startsWith(code ?? '-')) as string
    expect(of(code as string, '2025-10-20', { facts: { code_2018: line } }).questions.map((q) => q.key)).not.toContain('facts.code_2018')
  })
  test.each([
    ['8517.12', '2025-10-20', /ended with the nomenclature of 2017; .*8517\.13/],
    ['8517.13', '2021-12-31', /begins with the nomenclature of 2022/],
    ['1201', '2025-10-20', /6, 8 or 10 digits/],
    ['9999.99', '2025-10-20', /no subheading/],
    ['1201.90.99', '2018-07-06', /no line 1201\.90\.99; near it are 1201\.90\.10/],
  ])('%s on %s is refused', (code, day, why) => {
    expect(() => of(code, day)).toThrow(why)
  })
  test('a duty by quantity has no total', () => {
    expect(of('0207.14', '2025-10-20').incomplete?.join()).toContain('by quantity or price')
    expect(of('0207.14.11', '2018-08-01').duty_usd).toBeUndefined()
  })
  test('the rate after the tariff of 2019 is told as unverified', () => {
    expect(of('1201.90', '2025-10-20').base.notes?.join()).toContain('unverified')
    expect(of('1201.90', '2019-01-01').base.notes).toBeUndefined()
  })
})

describe('the two importers', () => {
  test('a line is refused by the rates of the other party', () => {
    expect(() => assess(usBook(), { hts: '8505.11.00.70', origin: 'CN', to: 'CN', entry_date: '2025-10-20', value_usd: '1' })).toThrow(
      /imports into US/,
    )
    expect(() => of('1201.90', '2025-10-20', { to: 'FR' })).toThrow(/US or CN/)
    expect(() => of('1201.90', '2025-10-20', { origin: 'CN' })).toThrow(/origin/)
  })
  test('goods of others pay the most-favoured-nation rate alone', () => {
    expect(of('1201.90', '2025-04-12', { origin: 'BR' }).rate_pct).toBe(3)
  })
})

describe('history', () => {
  test('of soybeans: each step once', () => {
    const steps = history(book(), { hts: '1201.90', origin: 'US', entry_date: '2026-06-30', value_usd: '10000.00' }, '2018-04-02')
    expect(steps.map((s) => [s.from, s.assessment.rate_pct])).toEqual([
      ['2018-04-02', 3],
      ['2018-07-06', 28],
      ['2019-09-01', 33],
      ['2020-02-14', 30.5],
      ['2020-03-02', 3],
      ['2025-03-10', 13],
      ['2025-04-10', 97],
      ['2025-04-12', 138],
      ['2025-05-14', 23],
      ['2025-11-10', 13],
    ])
  })
  test('of a code of one nomenclature: the days of that one', () => {
    const old = history(book(), { hts: '8517.12', origin: 'US', entry_date: '2026-06-30', value_usd: '1' }, '2018-04-02')
    expect(old.at(-1)?.until).toBe('2022-01-01')
    expect(history(book(), { hts: '8517.13', origin: 'US', entry_date: '2026-06-30', value_usd: '1' }, '2018-04-02')[0]?.from).toBe(
      '2022-01-01',
    )
    expect(() => history(book(), { hts: '9999.99', origin: 'US', entry_date: '2026-06-30', value_usd: '1' }, '2018-04-02')).toThrow(/no/)
  })
})

function safe(code: string): Assessment | undefined {
  try {
    return of(code, '2025-10-20')
  } catch {
    return undefined
  }
}

describe('second reading', () => {
  test('an old code of a line that a later list divides is a part of it, and asks', () => {
    const a = of('1201.90.10', '2025-10-20')
    expect(a.rate_pct).toBe(23)
    expect(a.questions.map((q) => q.key)).toContain('denies.cn.farm.mar-2025.tier-10')
  })
  test('a quota is asked about, and within it the rate is that of the quota', () => {
    expect(of('1005.90', '2025-10-20').questions.map((q) => q.key)).toContain('facts.in_quota')
    expect(of('1005.90', '2025-10-20', { facts: { in_quota: true } }).duty_usd).toBe('5100.00')
    expect(of('1005.90', '2025-10-20', { facts: { in_quota: false } }).rate_pct).toBe(115)
  })
  test('no rate is empty, and none of a specific duty is a percentage', () => {
    for (const line of tariff.codes()) {
      const { raw, rate } = tariff.find(line, '2018-12-05').line.generalOn('2018-12-05')
      expect(raw, line).toMatch(/^(Free|\d+(\.\d)?%|a specific duty|.+ or .+)$/)
      if (rate.kind === 'uncomputable') expect(rate.why, line).toMatch(/by quantity or price|different rates/)
    }
  })
  test('a subheading of list 4A without a tier on record has no total', () => {
    expect(of('2711.13.10', '2020-01-10').incomplete?.join()).toContain('not on record')
    expect(of('2711.13.10', '2020-01-10', { denies: ['cn.retaliation.list-4a.unclear'] }).rate_pct).toBe(30)
  })
  test('a reason is one of the day of entry', () => {
    const reason = (day: string): string | undefined => of('1201.90', day).questions.find((q) => q.key.endsWith('market-based'))?.ask
    expect(reason('2022-06-01')).toContain('lines that the announcement names')
    expect(reason('2025-11-10')).toContain('13%')
  })
  test('a code of 2018 of another chapter is refused', () => {
    expect(() => of('1201.90', '2025-10-20', { facts: { code_2018: '87032352' } })).toThrow(/another chapter/)
  })
  test('what is denied and read by nothing is told', () => {
    expect(of('1201.90', '2025-10-20', { denies: ['cn.exclusions.market-base'] }).base.notes?.join()).toContain('no rule here reads it')
  })
  test('of no value there is no rate, and the questions stay', () => {
    const a = assess(book(), { hts: '1201.90', origin: 'US', entry_date: '2025-10-20', value_usd: '0' }, { effects: true })
    expect(a.rate_pct).toBeUndefined()
    expect(a.questions.length).toBeGreaterThan(1)
  })
  test('a base rate that may have been published later is told', () => {
    expect(of('8703.23.52', '2018-08-01', {}, '2018-05-01').base.notes?.join()).toContain('may not have been known')
  })
})
