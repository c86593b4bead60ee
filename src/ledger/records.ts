/**
 * Records as the reader of one day may see them: updates, notes, quantities and disputes that became known later are
 * left out; where an update moved a date or a status, the newest known one counts.
 */
import type { Day } from '../base/dates.js'
import type { EventRecord, Grade, MeasureRecord } from './schema/index.js'

type Noted = { notes?: MeasureRecord['notes']; disputed?: MeasureRecord['disputed'] }
type Update = NonNullable<EventRecord['updates']>[number]

export type EventStatus = NonNullable<Update['status']>

/** What of a record's remarks a reader may see, and how many are withheld because they were written later. */
export interface Remarks {
  readonly notes: readonly string[]
  readonly disputed: NonNullable<Noted['disputed']>
  readonly withheld: number
}

/** @param writtenAt the day on which undated remarks count as written: the ledger's horizon */
export function remarksKnown(record: Noted, recordKnown: Day, known: Day, writtenAt: Day): Remarks {
  const notes = (record.notes ?? []).map((note) => (typeof note === 'string' ? { text: note, known: writtenAt } : note))
  const disputed = (record.disputed ?? []).map((d) => ({ ...d, known: d.known ?? recordKnown }))
  const seen = notes.filter((n) => n.known <= known)
  const open = disputed.filter((d) => d.known <= known)
  return {
    notes: seen.map((n) => n.text),
    disputed: open,
    withheld: notes.length - seen.length + disputed.length - open.length,
  }
}

/** An event as known on a day. */
export interface KnownEvent {
  readonly id: string
  readonly record: EventRecord
  readonly known: Day
  readonly from?: Day
  readonly until?: Day
  readonly status?: EventStatus
  readonly grade: Grade
  readonly updates: readonly Update[]
  readonly quantities: NonNullable<EventRecord['quantities']>
  readonly remarks: Remarks
}

/** The event as known on `known`, or `undefined` if it was not. */
export function eventKnown(record: EventRecord, known: Day, writtenAt: Day, recordKnown: Day = record.known): KnownEvent | undefined {
  if (recordKnown > known) return undefined
  const updates = (record.updates ?? []).filter((u) => u.known <= known)
  const newest = <K extends 'from' | 'until' | 'status'>(key: K): Update[K] | undefined =>
    updates.reduce<Update[K] | undefined>((value, u) => u[key] ?? value, undefined)
  const from = newest('from') ?? record.from
  const until = newest('until') ?? record.until
  const status = newest('status')
  return {
    id: record.id,
    record,
    known: recordKnown,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(status !== undefined && { status }),
    grade: record.grade,
    updates,
    quantities: [...(record.quantities ?? []), ...updates.flatMap((u) => u.quantities ?? [])].filter(
      (q) => (q.known ?? recordKnown) <= known,
    ),
    remarks: remarksKnown(record, recordKnown, known, writtenAt),
  }
}

/** A clause of a measure that has dates of its own: an exemption, a giving way, a window for goods under way. */
interface Clause {
  known?: Day | undefined
  until?: Day | undefined
  untilKnown?: Day | undefined
}

/** The clauses that are known on a day, each with its end only if that is known too. */
function clausesKnown<T extends Clause>(clauses: readonly T[] | undefined, known: Day): T[] | undefined {
  if (!clauses?.some((c) => (c.known ?? '') > known || (c.untilKnown ?? '') > known)) return clauses as T[] | undefined
  return clauses.filter((c) => (c.known ?? '') <= known).map((c) => ((c.untilKnown ?? '') > known ? { ...c, until: undefined } : c))
}

const cut = new WeakMap<MeasureRecord, Map<Day, MeasureRecord>>()

/** A measure with only those clauses that are known on a day: of one record and one day always the same object. */
export function measureKnown(record: MeasureRecord, known: Day): MeasureRecord {
  const days = cut.get(record) ?? new Map<Day, MeasureRecord>()
  cut.set(record, days)
  const found = days.get(known) ?? cutOff(record, known)
  days.set(known, found)
  return found
}

function cutOff(record: MeasureRecord, known: Day): MeasureRecord {
  if (record.kind === 'export-control' && record.readings?.some((r) => r.known > known))
    return { ...record, readings: record.readings.filter((r) => r.known <= known) }
  if (record.kind === 'port-fee') {
    const { charges, exempt, ...rest } = record
    return {
      ...rest,
      reaches: clausesKnown(record.reaches, known) ?? [],
      ...(exempt && { exempt: clausesKnown(exempt, known) }),
      ...(charges && (charges.known ?? '') <= known && { charges }),
    }
  }
  if (record.kind !== 'tariff') return record
  const { yieldsTo, exemptions, transit } = record
  const clauses = {
    yieldsTo: clausesKnown(yieldsTo, known),
    exemptions: clausesKnown(exemptions, known),
    transit: clausesKnown(transit, known),
  }
  if (clauses.yieldsTo === yieldsTo && clauses.exemptions === exemptions && clauses.transit === transit) return record
  return { ...record, ...clauses }
}
