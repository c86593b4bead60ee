/** One port fee for one call on one day: is the vessel reached, exempt, given up to another fee; and what is owed. */
import { type Day, readableDay, within } from '../base/dates.js'
import { add, compare, multiply, round } from '../base/decimal.js'
import {
  type Grade,
  type MeasureRecord,
  type MeasureState,
  type Segment,
  segmentOn,
  type TermValue,
  type VesselClause,
} from '../ledger/index.js'
import { anyOf, type Finding, judge, type Missing } from './conditions.js'
import type { Vessel } from './vessel.js'

export type FeeRecord = Extract<MeasureRecord, { kind: 'port-fee' }>
export type FeeState = MeasureState & { readonly record: FeeRecord }

/** Where one fee stands for the call. Only `owed` has an amount above 0; `needs an answer` has none. */
export type FeeStatus =
  | 'owed'
  | 'zero rate'
  | 'suspended'
  | 'not in force'
  | 'not reached'
  | 'exempt'
  | 'remitted'
  | 'gives way'
  | 'beyond the cap'
  | 'needs an answer'

/** One basis on which the fee is counted. */
export interface Basis {
  readonly term: string
  /** The rate set for the day, suspended or not, per unit. */
  readonly rate: string
  /** Units counted; absent if not known. */
  readonly quantity?: string
  /** Why the quantity is not the one given. */
  readonly counted?: string
  /** Rate times quantity. */
  readonly amount?: string
}

/** Something that was not stated and bears on the answer. */
export interface Bearing extends Missing {
  readonly measure: string
  /** What it decides: whether the vessel is reached, whether it is exempt, or how much is owed. */
  readonly decides: 'reach' | 'exemption' | 'amount' | 'cap'
  /** The ground in words. */
  readonly ground: string
  /** Whether there is no answer without it. */
  readonly needed: boolean
  /** The amount of this fee if the ground were given. */
  readonly amount_if?: string
}

/** One fee as considered for the call. Amounts are decimals of two places, in the fee's currency. */
export interface Considered {
  readonly measure: string
  readonly title: string
  readonly status: FeeStatus
  readonly reason: string
  readonly currency: string
  readonly bases: readonly Basis[]
  /** Owed for this call; absent if it cannot be said. */
  readonly amount?: string
  /** What would be owed if the fee were collected: where it is suspended, remitted, hangs on an answer or on a doubtful exemption. */
  readonly amount_if?: string
  readonly instrument: string
  readonly sources: readonly string[]
  /** Statements that decided this and are not graded "seen". */
  readonly unverified: readonly string[]
  readonly disputed: FeeState['remarks']['disputed']
  readonly bearings: readonly Bearing[]
}

const QUANTITY: Readonly<Record<string, 'netTons' | 'containers' | 'capacityUnits'>> = {
  perNetTon: 'netTons',
  perContainer: 'containers',
  perCapacityUnit: 'capacityUnits',
}
const UNITS: Readonly<Record<string, string>> = { perNetTon: 'net tons', perContainer: 'containers', perCapacityUnit: 'capacity units' }
const CENTS = 2

/** `12.5` as `12.50`. */
export function money(amount: string): string {
  const [whole = '0', cents = ''] = round(amount, CENTS, 'half-up').split('.')
  return `${whole}.${cents.padEnd(CENTS, '0')}`
}

interface Term {
  readonly name: string
  readonly segment: Segment
}

/** The terms of a fee that have a segment on a day. */
export function termsOn(state: FeeState, day: Day): Term[] {
  return [...state.timeline].flatMap(([name, line]) => {
    const segment = segmentOn(line, day)
    return segment ? [{ name, segment }] : []
  })
}

/** Whether the fee stands on the day, collected or suspended: one that gives way gives way to it. */
const stands = (state: FeeState, day: Day): boolean => termsOn(state, day).some((t) => t.segment.state !== 'void')

const amountOf = (value: TermValue): { amount: string; currency: string } => value as { amount: string; currency: string }

/** Whether the vessel is reached by a fee on a day, and by which ground. */
export function reach(state: FeeState, vessel: Vessel, day: Day): Finding & { ground?: VesselClause } {
  const clauses = state.record.reaches.filter((c) => within(c, day))
  const found = clauses.map((clause) => ({ clause, finding: judge(clause.when, vessel, clause.silence) }))
  const ground = found.find((f) => f.finding.is === true)?.clause
  return { ...anyOf(found.map((f) => f.finding)), ...(ground && { ground }) }
}

/**
 * One fee for one call.
 * @param all every fee of the port's side, for those to which this one gives way
 * @param call the call's number among those charged in the year; absent: not known
 */
export function consider(state: FeeState, all: readonly FeeState[], vessel: Vessel, day: Day, call: number | undefined): Considered {
  const { record } = state
  const terms = termsOn(state, day)
  const entry = terms[0]?.segment.entry ?? firstEntry(state)
  const currency = entry === undefined ? '' : amountOf(Object.values(entry.terms)[0] as TermValue).currency
  const bases = terms.map((t) => basisOf(t, record, vessel))
  const full = total(bases, record)
  const reached = reach(state, vessel, day)
  const found = exemption(record, vessel, day)
  const unverified = [
    ...terms.flatMap((t) => [t.segment.entry, ...t.segment.suspensions.map((s) => s.begun)]).map((e) => doubt(e.instrument, e)),
    ...(reached.ground ? [doubt(reached.ground.title, reached.ground)] : []),
    ...(found.given ? [doubt(found.given.title, found.given)] : []),
  ].filter((d) => d !== '')
  const voided = terms.every((t) => t.segment.state === 'void') ? terms[0]?.segment.void : undefined
  const bearings: Bearing[] = []
  const disputed = [reached.ground?.disputed, found.given?.disputed].filter((d) => d !== undefined)
  const result = (
    status: FeeStatus,
    reason: string,
    amounts: Pick<Considered, 'amount' | 'amount_if'> = { amount: '0.00' },
  ): Considered => ({
    measure: state.id,
    title: record.title,
    status,
    reason,
    currency,
    bases,
    ...amounts,
    instrument: entry?.instrument ?? '',
    sources: entry?.sources ?? [],
    unverified: [...new Set(unverified)],
    disputed,
    bearings:
      SETTLED.includes(status) || (status === 'not in force' && terms.length === 0 && !begins(state, day)) || voided
        ? []
        : NIL.includes(status)
          ? bearings.map((b) => ({ ...b, needed: false }))
          : bearings,
  })
  const bears = (missing: readonly Missing[], rest: Omit<Bearing, 'fact' | 'of' | 'measure'>): void => {
    for (const m of missing) bearings.push({ ...m, measure: state.id, ...rest })
  }

  const before = (record.yieldsTo ?? []).flatMap((id) => {
    const other = all.find((s) => s.id === id)
    return other && stands(other, day) ? [{ other, finding: reach(other, vessel, day) }] : []
  })
  const prior = before.find((b) => b.finding.is === true)?.other
  // A vessel that is exempt owes nothing, reached or not; whether it is reached can decide another fee all the same.
  const spared = found.given !== undefined && !found.given.remits
  const ifReached = full === undefined ? {} : { amount_if: full }
  const ifMeant = spared ? { amount_if: '0.00' } : ifReached
  for (const clause of record.reaches.filter((c) => within(c, day) && reached.is !== true && prior === undefined)) {
    const { is, open, assumed } = judge(clause.when, vessel, clause.silence)
    if (is === undefined) bears(open, { decides: 'reach', ground: clause.title, needed: true, ...ifMeant })
    bears(assumed, { decides: 'reach', ground: clause.title, needed: false, ...ifMeant })
  }
  if (terms.length === 0) return result('not in force', whenInForce(state, day))
  if (reached.is === false) return result('not reached', notReached(record, vessel, day))
  if (prior !== undefined) return result('gives way', `${prior.record.title} comes first, and one fee only is owed`)
  if (voided) return result('not in force', `the authority is void (${voided.instrument})`)
  if (found.given) {
    const { remits, grade, title } = found.given
    return result(remits ? 'remitted' : 'exempt', title, { amount: '0.00', ...((remits || grade !== 'seen') && ifReached) })
  }
  for (const { clause, open } of found.possible)
    bears(open, { decides: 'exemption', ground: clause.title, needed: false, amount_if: '0.00' })
  const cap = record.charges
  if (cap && cap.grade !== 'seen') unverified.push(doubt(`at most ${cap.most} charges a year`, cap))
  if (cap && call !== undefined && call > cap.most)
    return result('beyond the cap', `call ${call} of the year: at most ${cap.most} are charged on one vessel`)
  if (bases.every((b) => compare(b.rate, '0') === 0)) return result('zero rate', 'the rate is 0 on this day')
  for (const b of bases)
    if (b.quantity === undefined)
      bears([{ fact: QUANTITY[b.term] ?? 'netTons' }], {
        decides: 'amount',
        ground: `${UNITS[b.term]} at ${b.rate} ${currency} each`,
        needed: true,
      })
  const suspension = terms
    .map((t) => t.segment)
    .find((s) => s.state === 'suspended')
    ?.suspensions.at(-1)
  if (suspension !== undefined)
    return result(
      'suspended',
      `${suspension.begun.instrument}${suspension.until === undefined ? '' : `, until ${readableDay(suspension.until)}`}`,
      { amount: '0.00', ...ifReached },
    )
  if (reached.is === undefined) return result('needs an answer', 'whether the vessel is reached is open', ifReached)
  const open = before.filter((b) => b.finding.is === undefined)
  // One that is exempt asks nothing for itself; whether it comes first is then asked here.
  for (const { other, finding } of open)
    if (exemption(other.record, vessel, day).given)
      bears(finding.open, {
        decides: 'reach',
        ground: `under the ${other.record.title}, which comes first and does not charge it`,
        needed: true,
      })
  if (open.length > 0) return result('needs an answer', 'whether another fee comes first is open', ifReached)
  const ground = reached.ground?.title ?? ''
  if (full === undefined)
    return result(
      'needs an answer',
      `${ground}; ${bases.length > 1 && !record.basis?.larger ? 'how its bases combine is not said' : 'the amount is open'}`,
      {},
    )
  return result('owed', ground, { amount: full })
}

/** Where nothing that was not stated could make anything owed; and where nothing is owed on the day whatever the answer. */
const SETTLED: readonly FeeStatus[] = ['exempt', 'remitted', 'gives way', 'beyond the cap']
const NIL: readonly FeeStatus[] = ['suspended', 'zero rate', 'not in force']

const firstEntry = (state: FeeState): Segment['entry'] | undefined => [...state.timeline.values()].flat()[0]?.entry

function basisOf({ name, segment }: Term, record: FeeRecord, vessel: Vessel): Basis {
  const { amount: rate } = amountOf(segment.value)
  const fact = QUANTITY[name] ?? 'netTons'
  const given = vessel.numbers.get(fact)
  const none = record.basis?.none?.find((n) => n.fact === fact && (n.types as readonly string[]).includes(vessel.words.get('type') ?? ''))
  if (given === undefined) return none ? { term: name, rate, quantity: '0', counted: none.note, amount: '0.00' } : { term: name, rate }
  const part = fact === 'netTons' && given.includes('.')
  const quantity = part && record.basis?.partOfTon === 'counts-as-one' ? add(given.slice(0, given.indexOf('.')), '1') : given
  const counted = !part
    ? undefined
    : quantity === given
      ? 'Whether part of a ton counts as one is not on record for this fee.'
      : `Part of a ton counts as one: ${given} is ${quantity}.`
  return { term: name, rate, quantity, ...(counted !== undefined && { counted }), amount: money(multiply(rate, quantity)) }
}

/** What the bases come to: the larger, or the one there is. Absent where a quantity is missing. */
function total(bases: readonly Basis[], record: FeeRecord): string | undefined {
  if (bases.length === 0 || (bases.length > 1 && !record.basis?.larger)) return undefined
  const amounts = bases.map((b) => (compare(b.rate, '0') === 0 ? '0.00' : b.amount))
  return amounts.every((a) => a !== undefined) ? amounts.reduce((a, b) => (compare(a, b) >= 0 ? a : b)) : undefined
}

function exemption(
  record: FeeRecord,
  vessel: Vessel,
  day: Day,
): { given?: VesselClause; possible: { clause: VesselClause; open: readonly Missing[] }[] } {
  const found = (record.exempt ?? [])
    .filter((c) => within(c, day))
    .map((clause) => ({ clause, ...judge(clause.when, vessel, clause.silence) }))
  // An exemption outright before a remission, which must be made good; one that is sure before one that is not.
  const given = found
    .filter((f) => f.is === true)
    .map((f) => f.clause)
    .sort((a, b) => weight(a) - weight(b))[0]
  return { ...(given && { given }), possible: found.filter((f) => f.is === undefined) }
}
const weight = (c: VesselClause): number => (c.remits ? 10 : 0) + ['seen', 'partly', 'recalled'].indexOf(c.grade)

const doubt = (what: string, { grade, note }: { grade: Grade; note?: string | undefined }): string =>
  grade === 'seen' ? '' : `${what} (${grade})${note === undefined ? '' : `: ${note}`}`

const begins = (state: FeeState, day: Day): boolean => [...state.timeline.values()].flat().some((s) => s.from > day)

function whenInForce(state: FeeState, day: Day): string {
  const lines = [...state.timeline.values()].flat()
  const next = lines.flatMap((s) => (s.from > day ? [s.from] : [])).sort()[0]
  if (next !== undefined) return `begins on ${readableDay(next)}`
  const last = lines
    .flatMap((s) => (s.until === undefined ? [] : [s.until]))
    .sort()
    .at(-1)
  return last === undefined ? 'no rate is set' : `ended on ${readableDay(last)}`
}

function notReached(record: FeeRecord, vessel: Vessel, day: Day): string {
  const clauses = record.reaches.filter((c) => within(c, day))
  const unstated = clauses.filter((c) => judge(c.when, vessel, c.silence).assumed.length > 0)
  return unstated.length > 0
    ? `not stated to be ${unstated.map((c) => c.title).join(', or ')}`
    : `it is not ${clauses.map((c) => c.title).join(', nor ')}`
}
