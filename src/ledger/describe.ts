/** Records as plain data for faces and programs: only what the reader of a view may know, with relations in both directions. */
import type { Day } from '../base/dates.js'
import type { Entry, VoidEntry } from './entry.js'
import type { EventStatus, KnownEvent, Remarks } from './records.js'
import type { EventRecord, Grade, MeasureRecord, Party, Topic } from './schema/index.js'
import type { MeasureStatus, View } from './view.js'

type Quantities = KnownEvent['quantities']

/** An event in short. */
export interface EventBrief {
  readonly id: string
  readonly kind: EventRecord['kind']
  /** What an act does: tariff, suspension, extension … */
  readonly does?: string
  readonly party: Party
  readonly target?: string
  readonly title: string
  readonly known: Day
  readonly from?: Day
  readonly until?: Day
  readonly status?: EventStatus
  readonly instrument?: string
  readonly topics: readonly Topic[]
  readonly grade: Grade
  readonly quantities: Quantities
  /** The newest update known, if there is one. */
  readonly latest?: { readonly known: Day; readonly text: string }
}

/** The event in short, as the view knows it. */
export function eventBrief(event: KnownEvent): EventBrief {
  const { record, updates, status, from, until } = event
  const latest = updates.at(-1)
  return {
    id: event.id,
    kind: record.kind,
    ...(record.kind === 'act' && { does: record.does }),
    party: record.party,
    ...(record.target !== undefined && { target: record.target }),
    title: record.title,
    known: event.known,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(status !== undefined && { status }),
    ...(record.instrument !== undefined && { instrument: record.instrument }),
    topics: record.topics,
    grade: event.grade,
    quantities: event.quantities,
    ...(latest && { latest: { known: latest.known, text: latest.text } }),
  }
}

/** A relation between two records, named from the side of the one described. */
export interface Relation {
  readonly relation: string
  readonly id: string
  readonly title: string
  readonly known: Day
}

const REVERSED: Record<string, string> = {
  suspends: 'suspended by',
  amends: 'amended by',
  supersedes: 'superseded by',
  inResponseTo: 'answered by',
  eases: 'eased by',
}
const FORWARD: Record<string, string> = {
  suspends: 'suspends',
  amends: 'amends',
  supersedes: 'supersedes',
  inResponseTo: 'in response to',
  eases: 'eases',
}

/** All relations of a record that the view knows, both ways. */
export function relationsOf(view: View, id: string): Relation[] {
  const out: Relation[] = []
  const push = (relation: string, other: string): void => {
    const event = view.event(other)
    const measure = event ? undefined : view.measure(other)
    if (event) out.push({ relation, id: other, title: event.record.title, known: event.known })
    else if (measure) out.push({ relation, id: other, title: measure.record.title, known: measure.firstKnown })
  }
  const own = view.event(id)?.record
  for (const [name, ids] of Object.entries(own?.relations ?? {})) for (const other of ids ?? []) push(FORWARD[name] ?? name, other)
  if (own?.kind === 'report') for (const other of own.about ?? []) push('about', other)
  if (own?.kind === 'commitment') for (const other of own.carriedBy ?? []) push('carried by', other)
  if (own?.kind === 'truce') for (const other of own.agreedBy) push('agreed by', other)
  for (const { id: other, record } of view.events()) {
    for (const [name, ids] of Object.entries(record.relations ?? {})) if (ids?.includes(id)) push(REVERSED[name] ?? name, other)
    if (record.kind === 'report' && record.about?.includes(id)) push('reported in', other)
    if (record.kind === 'commitment' && record.carriedBy?.includes(id)) push('carries', other)
  }
  return out
}

/** An event whole. */
export interface EventWhole extends EventBrief {
  readonly sources: readonly string[]
  readonly updates: KnownEvent['updates']
  readonly remarks: Remarks
  readonly relations: readonly Relation[]
  /** Entries of measures that this act made. */
  readonly made: readonly Entry[]
  /** What belongs to one kind: trigger and terms of a threat, pledges, who said it, court, place … */
  readonly particulars: Readonly<Record<string, unknown>>
}

const PARTICULARS = ['trigger', 'terms', 'place', 'court', 'stage', 'saidBy', 'pledges', 'would'] as const

/** Whether one of several statements (who said it, what it covers) had been made by then. */
function saidUpTo(statement: unknown, known: Day): boolean {
  if (typeof statement !== 'object' || statement === null) return true
  const { on, known: day = on } = statement as { on?: unknown; known?: unknown }
  return typeof day !== 'string' || !/^\d{4}-/.test(day) || day <= known
}

/** The event whole, or `undefined` if the view does not know it. */
export function describeEvent(view: View, id: string): EventWhole | undefined {
  const event = view.event(id)
  if (!event) return undefined
  const particulars: Record<string, unknown> = {}
  for (const key of PARTICULARS) {
    const value = (event.record as Record<string, unknown>)[key]
    if (value !== undefined) particulars[key] = Array.isArray(value) ? value.filter((v) => saidUpTo(v, view.known)) : value
  }
  return {
    ...eventBrief(event),
    sources: event.record.sources,
    updates: event.updates,
    remarks: event.remarks,
    relations: relationsOf(view, id),
    made: view.measures.flatMap((m) => m.entries.filter((e) => e.by === id)),
    particulars,
  }
}

/** A measure whole. */
export interface MeasureWhole {
  readonly id: string
  readonly kind: MeasureRecord['kind']
  readonly party: Party
  readonly title: string
  readonly summary?: string
  readonly topics: readonly Topic[]
  readonly status: MeasureStatus
  readonly firstKnown: Day
  readonly authority: { readonly id: string; readonly title: string; readonly statute: string; readonly voids: readonly VoidEntry[] }
  /** Scope, basis, stacking, items: all that the file says beside its entries. */
  readonly particulars: Readonly<Record<string, unknown>>
  readonly entries: readonly Entry[]
  /** What the entries make of every day, term by term. */
  readonly timeline: Readonly<Record<string, readonly SegmentBrief[]>>
  readonly remarks: Remarks
  readonly relations: readonly Relation[]
}

/** A stretch of days of one term. */
export interface SegmentBrief {
  readonly from: Day
  readonly until?: Day
  readonly state: string
  readonly value: unknown
  readonly effective: unknown
  readonly instrument: string
  readonly suspendedUntil?: Day
}

const COMMON = new Set(['id', 'kind', 'party', 'title', 'summary', 'topics', 'authority', 'entries', 'notes', 'disputed'])

/** The measure whole, or `undefined` if the view does not know it. */
export function describeMeasure(view: View, id: string): MeasureWhole | undefined {
  const state = view.measure(id)
  if (!state) return undefined
  const { record } = state
  const authority = view.authority(record.authority)
  return {
    id,
    kind: record.kind,
    party: record.party,
    title: record.title,
    ...(record.summary !== undefined && { summary: record.summary }),
    topics: record.topics,
    status: state.status,
    firstKnown: state.firstKnown,
    authority: {
      id: record.authority,
      title: authority?.title ?? record.authority,
      statute: authority?.statute ?? '',
      voids: view.voids(record.authority),
    },
    particulars: Object.fromEntries(Object.entries(record).filter(([key]) => !COMMON.has(key))),
    entries: state.entries,
    timeline: Object.fromEntries(
      [...state.timeline].map(([term, segments]) => [
        term,
        segments.map((s): SegmentBrief => {
          const until = s.suspensions[0]?.until
          return {
            from: s.from,
            ...(s.until !== undefined && { until: s.until }),
            state: s.state,
            value: s.value,
            effective: s.effective,
            instrument: s.entry.instrument,
            ...(until !== undefined && { suspendedUntil: until }),
          }
        }),
      ]),
    ),
    remarks: state.remarks,
    relations: relationsOf(view, id),
  }
}

/** An authority whole: its statute, what voids it, and the measures that rest on it. */
export interface AuthorityWhole {
  readonly id: string
  readonly kind: 'authority'
  readonly party: Party
  readonly title: string
  readonly statute: string
  readonly sources: readonly string[]
  readonly voids: readonly VoidEntry[]
  readonly measures: readonly { readonly id: string; readonly title: string; readonly status: MeasureStatus }[]
}

/** The authority whole, or `undefined` if there is none of that id. */
export function describeAuthority(view: View, id: string): AuthorityWhole | undefined {
  const authority = view.authority(id)
  if (!authority) return undefined
  return {
    id,
    kind: 'authority',
    party: authority.party,
    title: authority.title,
    statute: authority.statute,
    sources: authority.sources,
    voids: view.voids(id),
    measures: view.measures.filter((m) => m.record.authority === id).map((m) => ({ id: m.id, title: m.record.title, status: m.status })),
  }
}
