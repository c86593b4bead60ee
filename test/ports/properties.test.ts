/** What must hold of every answer on port fees. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare } from '../../src/base/decimal.js'
import type { View } from '../../src/ledger/index.js'
import { portFee, type VesselInput } from '../../src/ports/index.js'
import { ledger } from './ports.js'

const VIEWS = new Map(
  ['2025-10-13', '2025-10-20', '2025-11-10', '2026-06-01', '2026-11-24', '2028-05-01'].flatMap((date) =>
    ['2025-10-01', '2025-10-20', '2026-10-10'].map((known): [string, View] => [`${date} known ${known}`, ledger.asOf({ date, known })]),
  ),
)
const at = (days: string): View => VIEWS.get(days) as View
const country = fc.constantFrom('US', 'CN', 'HK', 'GR', 'KR', 'LR')
const share = fc.record({ US: fc.integer({ min: 0, max: 50 }), CN: fc.integer({ min: 0, max: 50 }) }, { requiredKeys: [] })
const vessel: fc.Arbitrary<VesselInput> = fc
  .record(
    {
      flag: country,
      built: country,
      owner: country,
      operator: country,
      ownerShare: share,
      operatorShare: share,
      type: fc.constantFrom('container', 'bulk', 'tanker', 'lng', 'vehicle-carrier', 'ro-ro', 'other'),
      programme: fc.constantFrom('MSP', 'none'),
      containers: fc.integer({ min: 0, max: 20000 }),
      capacityUnits: fc.integer({ min: 0, max: 9000 }),
      teu: fc.integer({ min: 0, max: 24000 }),
      dwt: fc.integer({ min: 0, max: 400000 }),
      voyageMiles: fc.integer({ min: 0, max: 12000 }),
      repairOnly: fc.boolean(),
      usBuiltOrder: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((v) => v as VesselInput)
const tons = fc.integer({ min: 1, max: 2_000_000 }).map((hundredths) => `${Math.floor(hundredths / 10)}.${hundredths % 10}`)
const positive = tons.filter((t) => t !== '0.0')
const question = fc.record({ days: fc.constantFrom(...VIEWS.keys()), port: fc.constantFrom('US' as const, 'CN' as const), vessel })

const runs = { numRuns: 300 }

describe('of every vessel', () => {
  test('an amount is never negative, and is the sum of what is owed; one fee at most is owed', () => {
    fc.assert(
      fc.property(question, positive, ({ days, port, vessel: v }, netTons) => {
        const report = portFee(at(days), { port, vessel: { ...v, netTons } })
        const owed = report.considered.filter((c) => c.status === 'owed')
        expect(owed.length).toBeLessThanOrEqual(1)
        for (const c of report.considered) {
          for (const amount of [c.amount, c.amount_if]) if (amount !== undefined) expect(amount).toMatch(/^\d+\.\d\d$/)
          if (c.status === 'needs an answer') expect(c.amount).toBeUndefined()
          else if (c.status !== 'owed') expect(c.amount, c.status).toBe('0.00')
        }
        const open = report.considered.some((c) => c.status === 'needs an answer')
        expect(report.amount).toBe(open ? undefined : (owed[0]?.amount ?? '0.00'))
        if (open) expect(report.questions.some((q) => q.needed)).toBe(true)
        else expect(report.questions.some((q) => q.needed)).toBe(false)
      }),
      runs,
    )
  })

  test('more tons never cost less, and whether anything is owed does not hang on them', () => {
    fc.assert(
      fc.property(question, positive, positive, ({ days, port, vessel: v }, a, b) => {
        const [less, more] = compare(a, b) <= 0 ? [a, b] : [b, a]
        const small = portFee(at(days), { port, vessel: { ...v, netTons: less } })
        const large = portFee(at(days), { port, vessel: { ...v, netTons: more } })
        expect(small.considered.map((c) => c.status)).toEqual(large.considered.map((c) => c.status))
        if (small.amount !== undefined && large.amount !== undefined) expect(compare(large.amount, small.amount)).toBeGreaterThanOrEqual(0)
      }),
      runs,
    )
  })

  test('one more fact settles more, never less: an answer does not become open', () => {
    fc.assert(
      fc.property(question, positive, fc.nat(), ({ days, port, vessel: v }, netTons, n) => {
        const full = { ...v, netTons }
        const facts = Object.keys(full)
        const { [facts[n % facts.length] as keyof VesselInput]: _, ...fewer } = full
        const before = portFee(at(days), { port, vessel: fewer })
        const after = portFee(at(days), { port, vessel: full })
        // A fact that is taken not to be so and then is can bring another fee, with questions of its own.
        const assumed = before.questions.some((q) => !q.needed && q.bears.some((b) => b.decides === 'reach'))
        if (before.amount !== undefined && !assumed) expect(after.amount).toBeDefined()
      }),
      runs,
    )
  })

  test('an exemption that is granted leaves nothing: LNG carriers in the US, Chinese-built vessels in China', () => {
    fc.assert(
      fc.property(question, ({ days, vessel: v }) => {
        expect(portFee(at(days), { port: 'US', vessel: { ...v, type: 'lng' } }).amount).toBe('0.00')
        if (at(days).known >= '2025-10-14') expect(portFee(at(days), { port: 'CN', vessel: { ...v, built: 'CN' } }).amount).toBe('0.00')
      }),
      runs,
    )
  })

  test('each later step is the answer of its day', () => {
    fc.assert(
      fc.property(question, positive, ({ days, port, vessel: v }, netTons) => {
        for (const step of portFee(at(days), { port, vessel: { ...v, netTons } }).later) {
          const then = portFee(ledger.asOf({ date: step.date, known: at(days).known }), { port, vessel: { ...v, netTons } })
          expect(then.amount, step.date).toBe(step.amount)
        }
      }),
      { numRuns: 40 },
    )
  })
})
