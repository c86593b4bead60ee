/** The ledger as of two dates: the day whose law is asked, and the last day of what may be known. */
import { type Day, earlier } from '../base/dates.js'
import type { Entry, TermValue, VoidEntry } from './entry.js'
import type { LedgerIndex } from './index-of-records.js'
import { expand, FOLLOW_ANNOUNCEMENTS, type Overlay, openAnnouncements, visibleEntries, visibleVoids } from './overlay.js'
import { type EventStatus, eventKnown, type KnownEvent, measureKnown, type Remarks, remarksKnown } from './records.js'
import type { AuthorityRecord, EventRecord, MeasureRecord, Scenario } from './schema/index.js'
import { type Segment, segmentOn, type Timeline, timeline } from './timeline.js'

/** Where a measure stands on a day. `published`: known, but no term has begun. */
export type MeasureStatus = 'published' | 'in-force' | 'in-force-in-part' | 'suspended' | 'void' | 'ended'

/** One term of a measure: what holds on the day asked, and what comes next by what is known. */
export interface TermState {
  readonly term: string
  readonly segment?: Segment
  readonly next?: Segment
}

/** A measure as of two dates. */
export interface MeasureState {
  readonly id: string
  readonly record: MeasureRecord
  readonly status: MeasureStatus
  readonly firstKnown: Day
  readonly terms: readonly TermState[]
  readonly timeline: Timeline
  /** Its entries that are known, in the order in which they became known. */
  readonly entries: readonly Entry[]
  readonly remarks: Remarks
}

export type Cause = 'starts' | 'changes' | 'is suspended' | 'returns' | 'ends' | 'becomes void'

/** Something that the law known brings about by itself on a day: no further act is needed. */
export interface Change {
  readonly date: Day
  /** The hour, as `HH:MM Area/City`, if the text gives it. */
  readonly time?: string
  readonly measure: string
  readonly term: string
  readonly cause: Cause
  readonly before?: Segment
  readonly after?: Segment
  /** The truce on whose clock it is. */
  readonly truce?: string
  /** The instrument that fixed this day. */
  readonly instrument: string
}

/** How far the record reaches, compared with what is asked. */
export interface HorizonState {
  /** Last day looked, per party. */
  readonly looked: Readonly<Record<string, Day>>
  readonly latest: Day
  /** Parties whose horizon lies before the day asked, or before what may be known. */
  readonly dateBeyond: readonly string[]
  readonly knownBeyond: readonly string[]
}

export class View {
  private readonly overlay: Overlay
  private readonly states = new Map<string, MeasureState | undefined>()
  private announcedView: View | undefined

  /** @internal Use `ledger.asOf`. */
  constructor(
    private readonly index: LedgerIndex,
    /** The scenarios laid over the ledger, in order. */
    readonly scenarios: readonly Scenario[],
    /** The day whose law is asked. */
    readonly date: Day,
    /** Nothing published after this day is taken into account. */
    readonly known: Day,
  ) {
    this.overlay = expand(index, scenarios, known)
  }

  get horizon(): HorizonState {
    const looked: Record<string, Day> = {}
    for (const [party, { looked: day }] of Object.entries(this.index.horizon.parties)) looked[party] = day
    const beyond = (day: Day): string[] => Object.keys(looked).filter((party) => (looked[party] as Day) < day)
    return {
      looked,
      latest: this.index.looked,
      dateBeyond: beyond(this.date),
      knownBeyond: this.known > this.index.looked ? beyond(this.known) : [],
    }
  }

  /** Ids of the measures that are known, in order. */
  get measureIds(): string[] {
    return [...this.index.measures.keys(), ...this.overlay.added.keys()].filter((id) => this.measure(id) !== undefined)
  }

  /** All measures that are known. */
  get measures(): MeasureState[] {
    return this.measureIds.map((id) => this.measure(id) as MeasureState)
  }

  /** A measure, or `undefined` if none of that id is known. */
  measure(id: string): MeasureState | undefined {
    if (!this.states.has(id)) this.states.set(id, this.build(id))
    return this.states.get(id)
  }

  private build(id: string): MeasureState | undefined {
    const record = this.overlay.added.get(id) ?? this.index.measures.get(id)
    if (!record) return undefined
    const entries = visibleEntries(this.index, this.overlay, id, this.known)
    if (!entries.some((e) => e.verb === 'set')) return undefined
    const line = timeline(entries, visibleVoids(this.index, this.overlay, record.authority, this.known))
    const terms = [...line].map(([term, segments]): TermState => {
      const segment = segmentOn(segments, this.date)
      const next = segments.find((s) => s.from > this.date)
      return { term, ...(segment && { segment }), ...(next && { next }) }
    })
    const firstKnown = entries.map((e) => e.known).reduce(earlier)
    return {
      id,
      record: measureKnown(record, this.known),
      status: statusOf(terms),
      firstKnown,
      terms,
      timeline: line,
      entries: [...entries].sort((a, b) => (a.known === b.known ? a.index - b.index : a.known < b.known ? -1 : 1)),
      remarks: remarksKnown(record, firstKnown, this.known, this.index.looked),
    }
  }

  /** An event as known, or `undefined` if none of that id is known. */
  event(id: string): KnownEvent | undefined {
    const record = this.index.events.get(id)
    if (!record) return undefined
    const known = this.overlay.revealed.has(id) && record.known > this.known ? this.known : record.known
    return eventKnown(record, this.known, this.index.looked, known)
  }

  /** All events that are known (of one kind, if given), by the day on which they became known. */
  events<K extends EventRecord['kind']>(kind?: K): (KnownEvent & { record: Extract<EventRecord, { kind: K }> })[] {
    const found: KnownEvent[] = []
    for (const record of this.index.events.values()) {
      if (kind !== undefined && record.kind !== kind) continue
      const event = this.event(record.id)
      if (event) found.push(event)
    }
    found.sort((a, b) => (a.known === b.known ? (a.id < b.id ? -1 : 1) : a.known < b.known ? -1 : 1))
    return found as (KnownEvent & { record: Extract<EventRecord, { kind: K }> })[]
  }

  /** An authority, by id. */
  authority(id: string): AuthorityRecord | undefined {
    return this.index.authorities.get(id)
  }

  /** The voids of an authority that are known. */
  voids(authority: string): readonly VoidEntry[] {
    return visibleVoids(this.index, this.overlay, authority, this.known)
  }

  /** Announcements that are known and not withdrawn. None under a scenario in which everything lapses. */
  get announcements(): Extract<EventRecord, { kind: 'announcement' }>[] {
    return openAnnouncements(this.index, this.known, this.overlay)
  }

  /** The same two dates, with every announcement followed by acts. Law follows acts: show it beside this view, never for it. */
  get announced(): View {
    if (this.announcements.length === 0) return this
    this.announcedView ??= new View(this.index, [...this.scenarios, FOLLOW_ANNOUNCEMENTS], this.date, this.known)
    return this.announcedView
  }

  /** What changes by itself after `from` (exclusive) up to `to` (inclusive), by what is known; in order of days. Of all measures, or of those given. */
  changes(from: Day, to?: Day, among: readonly MeasureState[] = this.measures): Change[] {
    const out: Change[] = []
    for (const { id, timeline: line } of among) {
      for (const [term, segments] of line) {
        const days = new Set(segments.flatMap((s) => (s.until === undefined ? [s.from] : [s.from, s.until])))
        for (const day of days) {
          if (day <= from || (to !== undefined && day > to)) continue
          const change = changeOn(id, term, segments, day)
          if (change) out.push(change)
        }
      }
    }
    return out.sort((a, b) => (a.date === b.date ? (a.measure < b.measure ? -1 : 1) : a.date < b.date ? -1 : 1))
  }
}

function statusOf(terms: readonly TermState[]): MeasureStatus {
  const states = new Set(terms.flatMap((t) => (t.segment ? [t.segment.state] : [])))
  if (states.has('in-force')) return states.has('in-force-in-part') ? 'in-force-in-part' : 'in-force'
  if (states.has('in-force-in-part')) return 'in-force-in-part'
  if (states.has('suspended')) return 'suspended'
  if (states.has('void')) return 'void'
  return terms.some((t) => t.next && t.next.state !== 'void') ? 'published' : 'ended'
}

const same = (a: TermValue | null | undefined, b: TermValue | null | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What happens to a term on a day; nothing, if only the paper behind it changes. */
function changeOn(measure: string, term: string, segments: readonly Segment[], date: Day): Change | undefined {
  const before = segments.find((s) => s.until === date)
  const after = segments.find((s) => s.from === date)
  if (before && after && before.state === after.state && same(before.effective, after.effective)) return undefined
  const covered = before?.state === 'suspended' || before?.state === 'in-force-in-part'
  const cause: Cause =
    after?.state === 'void'
      ? 'becomes void'
      : after === undefined
        ? 'ends'
        : after.state === 'suspended' || (after.state === 'in-force-in-part' && before?.state === 'in-force')
          ? 'is suspended'
          : covered && after.entry === before?.entry
            ? 'returns'
            : before === undefined
              ? 'starts'
              : 'changes'
  const ended = cause === 'returns' || covered ? before?.suspensions.find((s) => !after?.suspensions.includes(s)) : undefined
  const begun = cause === 'is suspended' ? after?.suspensions.find((s) => !before?.suspensions.includes(s)) : undefined
  const time =
    cause === 'becomes void'
      ? after?.void?.fromTime
      : (ended?.untilTime ??
        begun?.begun.fromTime ??
        (after && cause !== 'returns' ? after.entry.fromTime : undefined) ??
        (after ? undefined : (before?.endedBy?.fromTime ?? before?.extendedBy?.untilTime ?? before?.entry.untilTime)))
  const truce = ended?.truce ?? begun?.truce ?? before?.extendedBy?.truce ?? before?.entry.truce ?? after?.entry.truce
  const source =
    cause === 'becomes void'
      ? after?.void
      : cause === 'returns'
        ? (ended?.extended.at(-1) ?? ended?.begun)
        : (begun?.begun ?? (after ? after.entry : (before?.endedBy ?? before?.extendedBy ?? before?.entry)))
  return {
    date,
    ...(time !== undefined && { time }),
    measure,
    term,
    cause,
    ...(before && { before }),
    ...(after && { after }),
    ...(truce !== undefined && { truce }),
    instrument: source?.instrument ?? '',
  }
}

export type { EventStatus, KnownEvent }
