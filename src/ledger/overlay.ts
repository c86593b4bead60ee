/**
 * Scenarios as overlays. A scenario, a threat carried out, an announcement followed: each is a list of operations, and
 * each operation becomes ordinary entries, all known on the day of the decision, laid over the ledger's own in the order
 * in which they are given: of two that contradict each other the later one prevails.
 */
import type { z } from 'zod'
import { addPeriod, type Day, earlier, later, readableDay } from '../base/dates.js'
import { ParleyError, type Problem } from '../base/errors.js'
import { checkEntry, checkMeasure, checksIn, excessPoints, type Surroundings } from './check-measure.js'
import { CLOSED } from './closed.js'
import type { Entry, Provenance, VoidEntry } from './entry.js'
import type { LedgerIndex } from './index-of-records.js'
import { eventKnown } from './records.js'
import { entriesOf, entryOf } from './resolve.js'
import { type EventRecord, type LedgerRecord, MeasureRecord, type Operation, Scenario } from './schema/index.js'
import { type ClockState, clocks, inOrderKnown } from './timeline.js'

/** What scenarios add to the ledger for a reader of one day. */
export interface Overlay {
  readonly entries: Map<string, Entry[]>
  readonly voids: VoidEntry[]
  readonly added: Map<string, MeasureRecord>
  /** Acts of a later day that count as known already. */
  readonly revealed: Set<string>
  /** Announcements that were followed. */
  readonly followed: Set<string>
  /** The truces on whose clocks nothing is prolonged: announcements are not followed there. 'all': nowhere. */
  lapses: false | 'all' | ReadonlySet<string>
}

type Announcement = Extract<EventRecord, { kind: 'announcement' }>

/**
 * What a reading "as announced" lays over everything else. Unlike the shipped scenario of the same name it gives way to
 * what other scenarios say: it stands beside them, not above them.
 */
export const FOLLOW_ANNOUNCEMENTS: Scenario = {
  id: 'announced',
  title: 'Acts follow what was announced',
  summary: 'Every announcement that is known and open is carried out as said.',
  entries: [{ enact: 'announced' }],
}

/** Overlaid entries come after those of the file. */
const AFTER_FILE = 10_000

/** The day of the decision: that of the reader, but never later than the ledger looks. */
export function decisionDay(known: Day, looked: Day): Day {
  return earlier(known, looked)
}

/**
 * Expands scenarios for a reader who knows what was published up to `known`.
 * @param lists ids of the product lists that a measure added may name; absent: not checked
 * @throws {ParleyError} bad-input, if an operation names what is not on record or does not fit
 */
export function expand(index: LedgerIndex, scenarios: readonly Scenario[], known: Day, lists?: ReadonlySet<string>): Overlay {
  const overlay: Overlay = { entries: new Map(), voids: [], added: new Map(), revealed: new Set(), followed: new Set(), lapses: false }
  for (const given of scenarios) {
    const scenario = valid(given)
    scenario.entries.forEach((operation, i) => {
      const at = { where: `${scenario.id}: entries.${i}`, beside: given === FOLLOW_ANNOUNCEMENTS }
      new Expansion(index, overlay, known, at, lists).apply(operation, {
        known: decisionDay(known, index.looked),
        instrument: `assumed by scenario "${scenario.id}"`,
        sources: [`scenario ${scenario.id}`],
        grade: 'recalled',
        scenario: scenario.id,
      })
    })
  }
  return overlay
}

const validated = new WeakMap<object, Scenario>()

/** A scenario that a program gives may be any value. */
function valid(given: Scenario): Scenario {
  const before = typeof given === 'object' && given !== null ? validated.get(given) : undefined
  if (before) return before
  const parsed = Scenario.safeParse(given)
  if (parsed.success) {
    validated.set(given, parsed.data)
    return parsed.data
  }
  throw new ParleyError(
    'bad-input',
    parsed.error.issues.map((issue) => explain(issue, ['scenario'])),
  )
}

/** Of an operation that is nearly right, what is wrong inside it; else what its alternatives are. */
function explain(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): Problem {
  const path = [...base, ...issue.path]
  const best = issue.code === 'invalid_union' ? issue.errors.find((issues) => issues.length === 1)?.[0] : undefined
  return best ? explain(best, path) : { message: issue.message, field: path.map(String).join('.') }
}

class Expansion {
  private readonly decision: Day
  /** What other scenarios laid over the ledger, where announcements stand beside them. */
  private readonly beside: ReadonlyMap<string, readonly Entry[]> | undefined
  /** The threats and announcements whose operations are being applied. */
  private readonly within: string[] = []

  constructor(
    private readonly index: LedgerIndex,
    private readonly overlay: Overlay,
    private readonly known: Day,
    private readonly at: { readonly where: string; readonly beside: boolean },
    private readonly lists: ReadonlySet<string> | undefined,
  ) {
    this.decision = decisionDay(known, index.looked)
    this.beside = at.beside ? new Map(overlay.entries) : undefined
  }

  apply(op: Operation, from: Provenance): void {
    const provenance = { ...from, ...remarks(from.note, op.note) }
    if ('on' in op) this.change(op, provenance)
    else if ('extendAll' in op) this.extendAll(op, provenance)
    else if ('lapseAll' in op) this.lapseAll(op.lapseAll)
    else if ('void' in op) {
      if (!this.index.authorities.has(op.void)) this.refuse(`no authority "${op.void}" is on record`)
      this.overlay.voids.push({ ...provenance, authority: op.void, from: this.day(op.from) })
    } else if ('execute' in op) this.execute(op.execute, op.from === undefined ? undefined : this.day(op.from), provenance)
    else if ('enact' in op) this.enact(op.enact, provenance)
    else this.add(op.add, provenance)
  }

  private change(op: Extract<Operation, { on: string }>, provenance: Provenance): void {
    const measure = this.overlay.added.get(op.on) ?? this.index.measures.get(op.on)
    if (!measure) this.refuse(`no measure "${op.on}" is on record`)
    const { on, note, ...verb } = op
    const { known, instrument, sources, grade } = provenance
    const written = {
      ...verb,
      ...('from' in verb && { from: this.day(verb.from) }),
      ...{ known, instrument, sources: [...sources], grade },
    }
    const parsed = MeasureRecord.safeParse({ ...measure, entries: [written] })
    if (!parsed.success) this.refuse(`does not fit ${on}: ${parsed.error.issues[0]?.message ?? 'invalid'}`)
    const before = [...(this.index.entries.get(on) ?? []), ...(this.overlay.entries.get(on) ?? [])]
    const entry = this.push(entryOf(measure, 0, parsed.data.entries[0] as MeasureRecord['entries'][number], provenance))
    // What was announced fitted when it was said, and was checked then; scenarios before it may have changed what it meets.
    if (this.followsAnnouncement(provenance)) return
    const problems: Problem[] = []
    const report = (path: readonly PropertyKey[], message: string): void => {
      problems.push({ message: `does not fit ${on}: ${message}`, field: [this.at.where, ...path.map(String)].join('.') })
    }
    checkEntry(entry, before, [...before, entry], [], checksIn(this.around, report))
    const excess = excessPoints(visibleEntries(this.index, this.overlay, on, this.known), entry)[0]
    if (excess) report([], excess.message)
    if (problems.length > 0) throw new ParleyError('bad-input', problems)
  }

  private extendAll(op: Extract<Operation, { extendAll: string }>, provenance: Provenance): void {
    if ((op.by === undefined) === (op.until === undefined)) this.refuse('extendAll needs "by" (a period) or "until" (a day), one of them')
    this.wantTruce(op.extendAll)
    for (const measure of [...this.index.measures.keys(), ...this.overlay.added.keys()]) {
      for (const clock of clocks(visibleEntries(this.index, this.overlay, measure, this.known))) {
        const onClock = clock.truce !== undefined && (op.extendAll === 'truce' || clock.truce === op.extendAll)
        if (!onClock || clock.until === undefined || clock.until <= this.decision) continue
        const until = op.until ?? addPeriod(clock.until, op.by as string)
        if (until <= clock.until) continue
        const { truce, untilTime, label } = clock
        this.push({
          ...{ ...provenance, verb: 'extend', measure, index: 0, label, until },
          ...(truce !== undefined && { truce }),
          ...(untilTime !== undefined && { untilTime }),
        })
      }
    }
  }

  /** From here on nothing on the clock is prolonged, and what scenarios before this one prolonged is taken back. */
  private lapseAll(truce: string): void {
    this.wantTruce(truce)
    const { overlay } = this
    overlay.lapses = truce === 'truce' || overlay.lapses === 'all' ? 'all' : new Set([...(overlay.lapses || []), truce])
    for (const [measure, list] of overlay.entries) {
      const published = publishedClocks(this.index, overlay, measure, this.known)
      const stays = list.filter((e) => {
        if (isPublished(e, overlay)) return true
        const announced = this.followsAnnouncement(e)
        if (truce === 'truce' && announced) return false
        const prolongs = e.verb === 'extend' || (e.verb === 'suspend' && announced)
        return !prolongs || !onClock(e.truce, e.label, published, truce)
      })
      overlay.entries.set(measure, stays)
    }
  }

  private execute(id: string, from: Day | undefined, provenance: Provenance): void {
    const threat = this.index.events.get(id)
    if (threat === undefined) this.refuse(`no threat "${id}" is on record`)
    if (threat.kind !== 'threat') {
      const enacted = threat.kind === 'act' || threat.kind === 'announcement'
      this.refuse(`"${id}" is of kind ${threat.kind}; only a threat is executed${enacted ? ': use enact' : ''}`)
    }
    if (!threat.would?.length) this.refuse(`the threat "${id}" has no terms that can be carried out: the record states none`)
    const by = this.provenanceOf(threat, provenance, 'the threat was uttered')
    this.entering(id, () => {
      for (const op of threat.would ?? []) this.apply(from === undefined ? op : startingOn(op, from), by)
    })
  }

  private enact(id: string, provenance: Provenance): void {
    if (id === 'announced') {
      for (const a of openAnnouncements(this.index, this.known)) {
        if (!(this.beside && this.overlay.followed.has(a.id))) this.follow(a, provenance, true)
      }
      return
    }
    const event = this.index.events.get(id)
    if (!event) this.refuse(`no event "${id}" is on record`)
    if (event.kind === 'announcement') {
      // What acts have carried out is law already.
      if (newestStatus(event, this.index, this.known) !== 'executed') this.follow(event, provenance, false)
    } else if (event.kind === 'threat') this.refuse(`"${id}" is a threat: use execute`)
    else this.reveal(event, provenance)
  }

  /** What a later act made counts as published on the day of the decision. */
  private reveal(event: EventRecord, { scenario: id, note }: Provenance): void {
    const scenario = id === undefined ? {} : { scenario: id }
    const entries = [...this.index.entries.values()].flatMap((list) => list.filter((e) => e.by === event.id))
    const voids = this.index.voids.filter((v) => v.by === event.id)
    if (event.kind !== 'act' && entries.length + voids.length === 0) {
      this.refuse(`"${event.id}" is of kind ${event.kind} and made no law; enact takes an announcement, or an act known later`)
    }
    this.overlay.revealed.add(event.id)
    const now = <T extends Provenance>(made: T): T => ({ ...made, ...remarks(made.note, note), known: this.decision, ...scenario })
    for (const e of inOrderKnown(entries)) if (e.known > this.known) this.push(now(e))
    for (const v of voids) if (v.known > this.known) this.overlay.voids.push(now(v))
  }

  /** @param yields acts published since prevail over what was said before them */
  private follow(announcement: Announcement, provenance: Provenance, yields: boolean): void {
    const heard = later(this.known, announcement.known)
    const by = this.provenanceOf(announcement, provenance, 'it was announced')
    this.overlay.followed.add(announcement.id)
    this.entering(announcement.id, () => {
      for (const item of announcement.would ?? []) {
        if (item.known !== undefined && item.known > heard) continue
        const op = operationOf(item)
        if ('add' in op && this.overlay.added.has(String(op.add.id))) continue
        if (yields && this.overtaken(op, item.known ?? announcement.known)) continue
        this.apply(op, by)
      }
    })
  }

  /** Whether something decides the same later: an act published since, and where announcements stand beside, a scenario. */
  private overtaken(op: Operation, said: Day): boolean {
    if (this.beside && lapsed(this.index, this.overlay, this.known, op)) return true
    if (!('on' in op)) return false
    const since = (this.index.entries.get(op.on) ?? []).filter((e) => e.known <= this.known && e.known > said)
    return [...since, ...(this.beside?.get(op.on) ?? [])].some((e) => decideSame(op, e))
  }

  private add(measure: unknown, provenance: Provenance): void {
    const parsed = MeasureRecord.safeParse(measure)
    const problems: Problem[] = []
    const report = (path: readonly PropertyKey[], message: string): void => {
      problems.push({
        message: `the measure added is not valid: ${message}`,
        field: [this.at.where, ...(this.within.length > 0 ? [] : ['add', ...path.map(String)])].join('.'),
      })
    }
    if (!parsed.success) for (const { path, message } of parsed.error.issues) report(path, message)
    if (!parsed.success) throw new ParleyError('bad-input', problems)
    const { data } = parsed
    const there = this.find(data.id)
    const again = provenance.by !== undefined && this.overlay.entries.get(data.id)?.some((e) => e.by === provenance.by)
    if (this.overlay.added.has(data.id) && !again) report(['id'], `"${data.id}" was added before; change it with set, suspend or end`)
    else if (this.index.measures.has(data.id)) report(['id'], `"${data.id}" is on record already; change it with set, suspend or end`)
    else if (there && !again) report(['id'], `"${data.id}" is on record already, of kind ${there.kind}; choose another id`)
    checkMeasure(data, this.around, report)
    if (problems.length > 0) throw new ParleyError('bad-input', problems)

    this.overlay.added.set(data.id, data)
    this.overlay.entries.delete(data.id) // what is carried out again is carried out as said last
    const event = provenance.by === undefined ? undefined : this.index.events.get(provenance.by)
    for (const entry of inOrderKnown(entriesOf(data, this.index.events))) {
      this.push({
        ...entry,
        ...remarks(provenance.note, entry.note),
        known: this.decision,
        ...(event && { by: event.id, instrument: instrumentOf(event, entry.instrument) }),
        ...(provenance.scenario !== undefined && { scenario: provenance.scenario }),
      })
    }
  }

  private provenanceOf(event: EventRecord, from: Provenance, assumed: string): Provenance {
    const unheard = event.known > this.known ? `assumed: ${assumed} on ${readableDay(event.known)}` : undefined
    return {
      known: this.decision,
      by: event.id,
      instrument: instrumentOf(event, event.instrument ?? from.instrument),
      sources: event.sources,
      grade: event.grade,
      ...(from.scenario !== undefined && { scenario: from.scenario }),
      ...remarks(unheard, from.note),
    }
  }

  private followsAnnouncement({ by }: Pick<Provenance, 'by'>): boolean {
    return by !== undefined && this.index.events.get(by)?.kind === 'announcement'
  }

  /** Keeps what would bring itself about from going on for ever. */
  private entering(id: string, apply: () => void): void {
    if (this.within.includes(id)) this.refuse(`"${id}" would bring about itself`)
    this.within.push(id)
    apply()
    this.within.pop()
  }

  private find = (id: string): LedgerRecord | undefined =>
    this.index.measures.get(id) ?? this.index.events.get(id) ?? this.index.authorities.get(id) ?? this.overlay.added.get(id)

  private get around(): Surroundings {
    const { find, lists } = this
    const { events, looked } = this.index
    return { find, events, looked, lists, beyond: 'a scenario can assume nothing that was published later' }
  }

  private wantTruce(id: string): void {
    if (id === 'truce' || this.index.events.get(id)?.kind === 'truce') return
    const ids = [...this.index.events.values()].filter((e) => e.kind === 'truce').map((e) => e.id)
    this.refuse(`no truce "${id}" is on record; there are: ${ids.join(', ')}. "truce" means any`)
  }

  /** Lays an entry over the ledger, after all that are there already. */
  private push(entry: Entry): Entry {
    const list = this.overlay.entries.get(entry.measure) ?? []
    const placed = { ...entry, index: (list.at(-1)?.index ?? AFTER_FILE - 1) + 1 }
    this.overlay.entries.set(entry.measure, [...list, placed])
    return placed
  }

  private day(start: string): Day {
    return start === 'decision' ? this.decision : start
  }

  private refuse(message: string): never {
    throw new ParleyError('bad-input', [{ message, field: this.at.where }])
  }
}

/** Remarks as one, in order. */
function remarks(...given: readonly (string | undefined)[]): { note?: string } {
  const all = given.filter((n) => n !== undefined)
  const text = all.map((n, i) => (i + 1 < all.length && !/[.!?]$/.test(n) ? `${n}.` : n)).join(' ')
  return text === '' ? {} : { note: text }
}

/** The paper behind what an event brings about only because a scenario says so. */
const instrumentOf = (event: EventRecord, instrument: string): string =>
  event.kind === 'announcement' ? 'announced; no act seen' : `${instrument}; carried out by assumption`

/** The same operation with another first day. */
function startingOn(op: Operation, from: Day): Operation {
  if ('add' in op) {
    const entries = (op.add as { entries?: unknown }).entries
    return {
      ...op,
      add: { ...op.add, entries: Array.isArray(entries) ? entries.map((e: object) => ('from' in e ? { ...e, from } : e)) : entries },
    }
  }
  return 'from' in op ? { ...op, from } : op
}

/** What an item of an announcement does, without what the announcement says about it. */
export function operationOf(item: NonNullable<Announcement['would']>[number] | Operation): Operation {
  const { covered, remark, known, ...op } = item as NonNullable<Announcement['would']>[number]
  return op as Operation
}

/** Whether an entry decides what the operation does: the end of the same clock, whether it is suspended, or its terms. */
function decideSame(op: Operation, entry: Entry): boolean {
  if ('extend' in op || 'resume' in op) {
    return (entry.verb === 'extend' || entry.verb === 'resume') && entry.label === ('extend' in op ? op.extend : op.resume)
  }
  if ('suspend' in op) return entry.verb === 'suspend'
  return entry.verb === 'set' || entry.verb === 'end'
}

/** Whether a scenario keeps an announced operation from being followed, because the clock that it would move lapses. */
function lapsed(index: LedgerIndex, overlay: Overlay, known: Day, op: Operation): boolean {
  const { lapses } = overlay
  if (lapses === false) return false
  if (lapses === 'all') return true
  if (!('extend' in op || 'suspend' in op)) return false
  const published = publishedClocks(index, overlay, op.on, known)
  return [...lapses].some((truce) => onClock(op.truce, 'extend' in op ? op.extend : op.suspend, published, truce))
}

/** Whether what names a truce, or a label, is on the clock of that truce ("truce": of any). */
function onClock(own: string | undefined, label: string, published: readonly ClockState[], truce: string): boolean {
  const named = [own, published.find((c) => c.label === label)?.truce].filter((t) => t !== undefined)
  return truce === 'truce' ? named.length > 0 : named.includes(truce)
}

/** Whether acts made it: those known, and those that a scenario takes as known. */
const isPublished = ({ scenario, by }: Entry, overlay: Overlay): boolean =>
  scenario === undefined || (by !== undefined && overlay.revealed.has(by))

/** The clocks of a measure as acts have set them. */
function publishedClocks(index: LedgerIndex, overlay: Overlay, measure: string, known: Day): ClockState[] {
  return clocks(visibleEntries(index, overlay, measure, known).filter((e) => isPublished(e, overlay)))
}

const newestStatus = (event: EventRecord, index: LedgerIndex, known: Day) => eventKnown(event, known, index.looked)?.status

/**
 * The announcements known on a day that are open: neither withdrawn nor carried out nor run out.
 * @param overlay leaves out those of which nothing would be followed, because what they move lapses
 */
export function openAnnouncements(index: LedgerIndex, known: Day, overlay?: Overlay): Announcement[] {
  return [...index.events.values()].filter((e): e is Announcement => {
    if (e.kind !== 'announcement' || e.known > known) return false
    if (CLOSED.has(newestStatus(e, index, known) ?? 'open')) return false
    if (!overlay?.lapses) return true
    return overlay.lapses !== 'all' && (e.would ?? []).some((item) => !lapsed(index, overlay, known, operationOf(item)))
  })
}

/** The voids that a reader of `known` sees, of one authority. */
export function visibleVoids(index: LedgerIndex, overlay: Overlay, authority: string, known: Day): VoidEntry[] {
  return [...index.voids.filter((v) => v.known <= known), ...overlay.voids].filter((v) => v.authority === authority)
}

/** The entries of a measure that a reader of `known` sees: the record's own, and what scenarios add. */
export function visibleEntries(index: LedgerIndex, overlay: Overlay, measure: string, known: Day): Entry[] {
  return [...(index.entries.get(measure) ?? []).filter((entry) => entry.known <= known), ...(overlay.entries.get(measure) ?? [])]
}
