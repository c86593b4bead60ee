/** What a scenario changes: the terms of two readings of the ledger, side by side, from a day on. */
import type { Day } from '../base/dates.js'
import { type MeasureRecord, type Segment, segmentOn, type TermValue, type View } from '../ledger/index.js'

/** A term under one reading over an interval; `null` where nothing is set. */
export interface Reading {
  readonly state: Segment['state']
  readonly effective: TermValue | null
  readonly instrument: string
  /** The end of the suspension that covers it, if one does. */
  readonly suspendedUntil?: Day
}

/** A stretch of days on which the two readings differ in one term. */
export interface Difference {
  readonly measure: string
  readonly title: string
  readonly party: MeasureRecord['party']
  readonly kind: MeasureRecord['kind']
  readonly term: string
  readonly from: Day
  readonly until?: Day
  readonly without: Reading | null
  readonly with: Reading | null
}

/**
 * Every term on which `other` differs from `base` on or after `from`, as intervals, in order of days and ids.
 * Two readings differ where the state or what is owed differs; another paper behind the same law is no difference.
 */
export function diff(base: View, other: View, from: Day): Difference[] {
  const out: Difference[] = []
  for (const id of new Set([...base.measureIds, ...other.measureIds])) {
    const a = base.measure(id)
    const b = other.measure(id)
    const record = (b ?? a)?.record as MeasureRecord
    for (const term of telling([...(a?.timeline.keys() ?? []), ...(b?.timeline.keys() ?? [])])) {
      const left = a?.timeline.get(term) ?? []
      const right = b?.timeline.get(term) ?? []
      for (const stretch of differences(left, right, from)) {
        out.push({ measure: id, title: record.title, party: record.party, kind: record.kind, term, ...stretch })
      }
    }
  }
  return out.sort((x, y) => (x.from === y.from ? (x.measure < y.measure ? -1 : x.measure > y.measure ? 1 : 0) : x.from < y.from ? -1 : 1))
}

/** Terms that only put another into words: a difference in them is said once. */
const DESCRIPTIVE = new Set(['text', 'effect', 'state'])

/** The terms in which a difference is told: those that only describe are left out, where there are others. */
function telling(terms: readonly string[]): Set<string> {
  const own = terms.filter((term) => !DESCRIPTIVE.has(term))
  return new Set(own.length > 0 ? own : terms)
}

type Stretch = Pick<Difference, 'from' | 'until' | 'without' | 'with'>

function differences(left: readonly Segment[], right: readonly Segment[], from: Day): Stretch[] {
  const days = new Set([from])
  for (const s of [...left, ...right]) for (const day of [s.from, s.until]) if (day !== undefined && day > from) days.add(day)
  const cuts = [...days].sort()
  const out: Stretch[] = []
  cuts.forEach((day, i) => {
    const a = reading(left, day)
    const b = reading(right, day)
    if (sameLaw(a, b)) return
    const until = cuts[i + 1]
    const last = out.at(-1)
    if (last && last.until === day && sameLaw(last.without, a) && sameLaw(last.with, b)) {
      out[out.length - 1] = { from: last.from, without: last.without, with: last.with, ...(until !== undefined && { until }) }
    } else out.push({ from: day, without: a, with: b, ...(until !== undefined && { until }) })
  })
  return out
}

function reading(line: readonly Segment[], day: Day): Reading | null {
  const s = segmentOn(line, day)
  if (!s) return null
  const cover = s.suspensions[0]
  const instrument =
    s.void?.instrument ?? cover?.extended.at(-1)?.instrument ?? cover?.begun.instrument ?? s.extendedBy?.instrument ?? s.entry.instrument
  return { state: s.state, effective: s.effective, instrument, ...(cover?.until !== undefined && { suspendedUntil: cover.until }) }
}

/** A void term and none at all are the same law: nothing is owed. */
function sameLaw(a: Reading | null, b: Reading | null): boolean {
  const owed = (r: Reading | null): string => (r === null || r.state === 'void' ? 'none' : `${r.state} ${JSON.stringify(r.effective)}`)
  return owed(a) === owed(b)
}
