/** What must hold of every ledger: of the record, and of measures made at random. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/base/dates.js'
import { openLedger, record, type Segment, type View } from '../../src/index.js'
import type { Entry } from '../../src/ledger/entry.js'
import { timeline } from '../../src/ledger/timeline.js'
import { cutOff } from './cut-off.js'

const ledger = openLedger()
const day = fc.integer({ min: 0, max: 3300 }).map((n) => addDays('2018-01-01', n))
const two = fc.tuple(day, day).map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const)))
const key = (e: Entry): string => `${e.measure}#${e.index}`

describe('as-of', () => {
  test('is monotone in known: more knowledge never loses a record, an entry, an update or a remark', () => {
    fc.assert(
      fc.property(day, two, (date, [earlier, later]) => {
        const before = ledger.asOf({ date, known: earlier })
        const after = ledger.asOf({ date, known: later })
        for (const m of before.measures) {
          const more = new Set(after.measure(m.id)?.entries.map(key))
          for (const e of m.entries) expect(more, `${key(e)} known ${earlier} and not ${later}`).toContain(key(e))
          expect(after.measure(m.id)?.remarks.notes.length ?? 0).toBeGreaterThanOrEqual(m.remarks.notes.length)
        }
        for (const e of before.events()) {
          const more = after.event(e.id)
          expect(more, e.id).toBeDefined()
          expect(more?.updates.slice(0, e.updates.length)).toEqual(e.updates)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a term that holds is lost by knowing more only through an entry, or a void, published between', () => {
    fc.assert(
      fc.property(day, two, (date, [earlier, later]) => {
        const before = ledger.asOf({ date, known: earlier })
        const after = ledger.asOf({ date, known: later })
        for (const m of before.measures) {
          for (const { term, segment } of m.terms) {
            if (!segment || segment.effective === null) continue
            const now = after.measure(m.id)?.terms.find((t) => t.term === term)?.segment
            if (now && JSON.stringify(now.effective) === JSON.stringify(segment.effective)) continue
            const between = (known: string): boolean => known > earlier && known <= later
            const cause =
              after.measure(m.id)?.entries.some((e) => between(e.known)) || after.voids(m.record.authority).some((v) => between(v.known))
            expect(cause, `${m.id} ${term} on ${date}: known ${earlier} and ${later}`).toBe(true)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('is what a record cut off on that day would have said', () => {
    fc.assert(
      fc.property(day, day, (date, known) => {
        const whole = ledger.asOf({ date, known })
        const records = cutOff(record.records, known)
        const cut = openLedger({ ...record, records }).asOf({ date })
        const law = (v: View): unknown =>
          v.measures.map((m) => [
            m.id,
            m.status,
            [...m.timeline].map(([term, line]) => [term, line.map((s) => [s.from, s.until, s.state, s.effective])]),
          ])
        expect(law(cut)).toEqual(law(whole))
      }),
      { numRuns: 15 },
    )
  })

  test('nothing in a view was published after its day of knowledge', () => {
    fc.assert(
      fc.property(day, (known) => {
        const view = ledger.asOf({ date: known, known })
        for (const m of view.measures) for (const e of m.entries) expect(e.known <= known, key(e)).toBe(true)
        for (const e of view.events()) expect(e.known <= known && e.updates.every((u) => u.known <= known), e.id).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

const neverOverlap = (segments: readonly Segment[]): boolean =>
  segments.every((s, i) => {
    const next = segments[i + 1]
    return (s.until === undefined || s.from < s.until) && (next === undefined || (s.until !== undefined && s.until <= next.from))
  })

describe('the intervals of one term never overlap', () => {
  test('in the record, whatever is known', () => {
    fc.assert(
      fc.property(day, (known) => {
        for (const m of ledger.asOf({ date: known, known }).measures)
          for (const [term, segments] of m.timeline) expect(neverOverlap(segments), `${m.id} ${term}`).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  const span = fc
    .tuple(day, fc.option(fc.integer({ min: 1, max: 900 })))
    .map(([from, n]) => ({ from, ...(n !== null && { until: addDays(from, n) }) }))
  const entry = (index: number): fc.Arbitrary<Entry> =>
    fc
      .tuple(
        fc.constantFrom('set', 'suspend', 'extend', 'resume', 'end'),
        day,
        span,
        fc.constantFrom('a', 'b'),
        fc.integer({ min: 0, max: 99 }),
      )
      .map(([verb, known, when, label, n]): Entry => {
        const common = { measure: 'm', index, known, instrument: 'x', sources: ['x'], grade: 'seen' as const }
        if (verb === 'set') return { ...common, verb, terms: { [n % 2 ? 'rate' : 'rate.CN']: `${n}%` }, ...when, label: `set-${label}` }
        if (verb === 'suspend') return { ...common, verb, label, ...when, ...(n % 3 === 0 && { points: String(n) }) }
        if (verb === 'extend')
          return {
            ...common,
            verb,
            label: n % 2 ? label : `set-${label}`,
            until: when.until ?? addDays(when.from, 30),
            ...(n % 5 === 0 && { from: when.from }),
          }
        if (verb === 'resume') return { ...common, verb, label, from: when.from }
        return { ...common, verb: 'end', term: 'all', from: when.from }
      })
  const entries = fc.array(fc.nat(), { minLength: 1, maxLength: 12 }).chain((list) => fc.tuple(...list.map((_, i) => entry(i))))

  test('of measures made at random', () => {
    fc.assert(
      fc.property(entries, fc.option(day), (list, fall) => {
        const voids =
          fall === null ? [] : [{ authority: 'a', known: fall, from: fall, instrument: 'x', sources: ['x'], grade: 'seen' as const }]
        for (const segments of timeline(list, voids).values()) {
          expect(neverOverlap(segments)).toBe(true)
          for (const s of segments) {
            if (fall !== null && s.from >= fall) expect(s.state).toBe('void')
            expect(s.state === 'in-force').toBe(s.suspensions.length === 0 && !s.void)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('every entry', () => {
  const view = ledger.asOf({ date: '2026-10-10' })
  test('has a source, an instrument, a day of publication and a grade', () => {
    for (const m of view.measures) {
      for (const e of m.entries) {
        expect(e.sources.length, key(e)).toBeGreaterThan(0)
        expect(e.instrument, key(e)).not.toBe('')
        expect(e.known, key(e)).toMatch(/^\d{4}-\d{2}-\d{2}$/)
        expect(['seen', 'partly', 'recalled']).toContain(e.grade)
      }
    }
    for (const e of view.events()) expect(e.record.sources.length, e.id).toBeGreaterThan(0)
  })
})

describe('scenarios', () => {
  const scenario = fc.constantFrom(...record.scenarios.map((s) => s.id))
  const snapshot = (l: typeof ledger, date: string, known: string): unknown => {
    const v = l.asOf({ date, known })
    return [v.measures.map((m) => [m.id, m.status, m.terms, [...m.timeline]]), v.events().map((e) => [e.id, e.known])]
  }
  test('laid over and taken away give the ledger back; the ledger itself never changes', () => {
    fc.assert(
      fc.property(fc.array(scenario, { minLength: 1, maxLength: 3 }), day, day, (ids, date, known) => {
        const before = snapshot(ledger, date, known)
        const laid = ids.reduce((l, id) => l.with(id), ledger)
        snapshot(laid, date, known)
        expect(snapshot(ledger, date, known)).toEqual(before)
        expect(
          snapshot(
            ids.reduce((l, id) => l.without(id), laid),
            date,
            known,
          ),
        ).toEqual(before)
      }),
      { numRuns: 15 },
    )
  })
  test('what a scenario adds is marked as its own, and known no later than the question', () => {
    fc.assert(
      fc.property(scenario, day, day, (id, date, known) => {
        for (const m of ledger.with(id).asOf({ date, known }).measures) {
          for (const e of m.entries) {
            expect(e.known <= known).toBe(true)
            if (e.index >= 10_000) expect(e.scenario).toBe(id)
          }
        }
      }),
      { numRuns: 30 },
    )
  })
})
