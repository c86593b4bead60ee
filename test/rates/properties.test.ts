/** What must hold of every assessment. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/base/dates.js'
import { ParleyError } from '../../src/base/errors.js'
import { openLedger, record } from '../../src/index.js'
import { type Assessment, assess, type EntryInput, openRates, type RateBook } from '../../src/rates/index.js'
import { cutOff } from '../ledger/cut-off.js'
import { book, ledger, lists, schedule } from './book.js'

const CODES = schedule.codes()
const code = fc.integer({ min: 0, max: CODES.length - 1 }).map((i) => CODES[i] as string)
const origin = fc.constantFrom(
  'CN',
  'HK',
  'MO',
  'CA',
  'MX',
  'DE',
  'FR',
  'JP',
  'KR',
  'GB',
  'IN',
  'BR',
  'VN',
  'TW',
  'RU',
  'CU',
  'CH',
  'AU',
  'TH',
  'ZA',
)
const day = fc.integer({ min: 0, max: 3080 }).map((n) => addDays('2018-07-06', n))
const value = fc.integer({ min: 1, max: 100_000_000 }).map((cents) => (cents / 100).toFixed(2))
const pct = fc.integer({ min: 0, max: 100 }).map(String)
/** Metals together are at most the whole. */
const together = (f: { steel_value_pct?: string; aluminum_value_pct?: string; copper_value_pct?: string }) =>
  [f.steel_value_pct, f.aluminum_value_pct, f.copper_value_pct].reduce((sum, p) => sum + Number(p ?? 0), 0) <= 100
const facts = fc
  .record(
    {
      steel_value_pct: pct,
      aluminum_value_pct: pct,
      copper_value_pct: pct,
      us_content_pct: pct,
      in_quota: fc.boolean(),
      steel_weight_pct: pct,
    },
    { requiredKeys: [] },
  )
  .filter(together)
const claims = fc.subarray([
  'usmca',
  'korus',
  'donation',
  'civil-aircraft',
  'transshipped',
  '9802.00.50',
  '9802.00.80',
  '9903.88.69',
  'not-patented',
])
const entry: fc.Arbitrary<EntryInput> = fc.record({ hts: code, origin, entry_date: day, value_usd: value, facts, claims })
const quantity = { kg: '100', 'No.': '10', liter: '50', doz: '1', m2: '10', pr: '10', t: '1', m3: '1' }

const cents = (usd: string): bigint => BigInt(usd.replace('.', ''))
const run = (e: EntryInput, known?: string): Assessment => assess(book(known), { ...e, quantity })

describe('every assessment', () => {
  test('is the sum of its base and its applying layers, to the cent', () => {
    fc.assert(
      fc.property(entry, (e) => {
        const a = run(e)
        if (a.duty_usd === undefined) {
          expect(a.incomplete?.length).toBeGreaterThan(0)
          return
        }
        const parts = a.layers.filter((l) => l.status === 'applies').map((l) => cents(l.amount_usd))
        expect(cents(a.duty_usd)).toBe(parts.reduce((x, y) => x + y, cents(a.base.amount_usd ?? '0.00')))
        for (const l of a.layers) if (l.status !== 'applies') expect(l.amount_usd, l.heading).toBe('0.00')
      }),
      { numRuns: 1500 },
    )
  })

  test('never has two layers of a group that excludes', () => {
    fc.assert(
      fc.property(entry, (e) => {
        const groups = new Map<string, string>()
        for (const l of run(e).layers.filter((x) => x.status === 'applies')) {
          const r = ledger.record(l.measure)
          if (r?.kind !== 'tariff' || r.combines !== 'one-of-group' || !r.group) continue
          expect(groups.get(r.group), `${l.measure} beside ${groups.get(r.group)}`).toBeUndefined()
          groups.set(r.group, l.measure)
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('has nothing negative, no NaN, no empty reason', () => {
    fc.assert(
      fc.property(entry, (e) => {
        const a = run(e)
        expect(JSON.stringify(a)).not.toMatch(/NaN|undefined|"-\d/)
        for (const l of a.layers) expect(l.reason, `${l.measure} ${l.status}`).not.toBe('')
      }),
      { numRuns: 800 },
    )
  })

  test('does not depend on entries known later: a record cut off on that day gives the same answers', () => {
    const KNOWN = ['2019-06-01', '2024-12-31', '2025-04-08', '2025-10-20', '2026-02-20', '2026-06-30']
    const cut = new Map(
      KNOWN.map((known) => [known, openRates(openLedger({ ...record, records: cutOff(record.records, known) }), schedule, lists, known)]),
    )
    fc.assert(
      fc.property(entry, fc.constantFrom(...KNOWN), (e, known) => {
        const whole = run(e, known)
        const { horizon: _, ...then } = assess(cut.get(known) as RateBook, { ...e, quantity })
        const { horizon: __, ...now } = whole
        expect(then).toEqual(now)
      }),
      { numRuns: 400 },
    )
  })

  test('is not changed by a measure that does not concern it', () => {
    const added = ledger.with({
      id: 'irrelevant',
      title: 'A duty on goods of a country that nobody asks about',
      summary: 'For the test.',
      entries: [
        {
          add: {
            id: 'us.test.irrelevant',
            kind: 'tariff',
            party: 'US',
            title: 'Irrelevant',
            authority: 'us.authority.s301',
            topics: ['tariffs'],
            scope: { origins: ['TV'], products: 'all' },
            entries: [
              { set: { rate: '50%' }, from: '2018-01-01', known: '2018-01-01', instrument: 'test', sources: ['test'], grade: 'seen' },
            ],
          },
        },
      ],
    })
    const other = openRates(added, schedule, lists)
    fc.assert(
      fc.property(entry, (e) => {
        expect(assess(other, { ...e, quantity })).toEqual(run(e))
      }),
      { numRuns: 300 },
    )
  })

  test('an exemption takes off no more than the layers that it removes', () => {
    fc.assert(
      fc.property(entry, fc.constantFrom('donation', 'informational', 'civil-aircraft', 'usmca'), (e, claim) => {
        const bare = { ...e, claims: [] }
        const before = run(bare)
        const after = run({ ...bare, claims: [claim] })
        if (before.duty_usd === undefined || after.duty_usd === undefined) return
        const still = new Set(after.layers.filter((l) => l.status === 'applies').map((l) => l.measure))
        const gone = before.layers
          .filter((l) => l.status === 'applies' && !still.has(l.measure))
          .reduce((sum, l) => sum + cents(l.amount_usd), 0n)
        const base = cents(before.base.amount_usd ?? '0.00') - cents(after.base.amount_usd ?? '0.00')
        const raised = after.layers
          .filter((l) => l.status === 'applies')
          .some((l) => !before.layers.some((b) => b.measure === l.measure && b.amount_usd === l.amount_usd && b.status === 'applies'))
        if (!raised) expect(cents(before.duty_usd) - cents(after.duty_usd)).toBe(gone + base)
      }),
      { numRuns: 600 },
    )
  })
})

describe('bad input never yields a number', () => {
  const junk = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.constant(undefined),
    fc.double(),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.object({ maxDepth: 1 }),
  )
  test('fuzzed lines give an assessment or a plain error, never a stack trace', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            hts: fc.oneof(code, junk),
            origin: fc.oneof(origin, junk),
            entry_date: fc.oneof(day, junk),
            value_usd: fc.oneof(value, junk),
            claims: fc.oneof(claims, junk),
            facts: fc.oneof(facts, junk),
            quantity: junk,
            loaded_date: fc.oneof(day, junk),
            base_rate: junk,
          },
          { requiredKeys: [] },
        ),
        (line) => {
          try {
            const a = assess(book(), line as unknown as EntryInput)
            expect(JSON.stringify(a)).not.toMatch(/NaN|Infinity/)
          } catch (error) {
            expect(error).toBeInstanceOf(ParleyError)
            expect((error as ParleyError).problems.length).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 3000 },
    )
  })
})
