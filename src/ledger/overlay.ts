/**
 * Scenarios as overlays. A scenario, a threat carried out, an announcement followed: each is a list of operations, and
 * each operation becomes ordinary entries, known on the day of the decision, laid over the ledger's own.
 */
import { addPeriod, type Day, earlier } from '../base/dates.js'
import { ParleyError } from '../base/errors.js'
import type { Entry, Provenance, VoidEntry } from './entry.js'
import type { LedgerIndex } from './index-of-records.js'
import { entriesOf, entryOf } from './resolve.js'
import { type EventRecord, MeasureRecord, type Operation, type Scenario } from './schema/index.js'
import { clocks } from './timeline.js'

/** What scenarios add to the ledger for a reader of one day. */
export interface Overlay {
  readonly entries: Map<string, Entry[]>
  readonly voids: VoidEntry[]
  readonly added: Map<string, MeasureRecord>
  /** Acts of a later day that count as known already. */
  readonly revealed: Set<string>
  /** Nothing on a truce's clock is prolonged: announcements are not followed. */
  lapses: boolean
}

/** Overlaid entries come after those of the file. */
const AFTER_FILE = 10_000

/** The day of the decision: that of the reader, but never later than the ledger looks. */
export function decisionDay(known: Day, looked: Day): Day {
  return earlier(known, looked)
}

/**
 * Expands scenarios for a reader who knows what was published up to `known`.
 * @throws {ParleyError} bad-input, if an operation names what is not on record
 */
export function expand(index: LedgerIndex, scenarios: readonly Scenario[], known: Day): Overlay {
  const overlay: Overlay = { entries: new Map(), voids: [], added: new Map(), revealed: new Set(), lapses: false }
  const decision = decisionDay(known, index.looked)
  for (const scenario of scenarios) {
    const assumed: Provenance = {
      known: decision,
      instrument: `assumed by scenario "${scenario.id}"`,
      sources: [`scenario ${scenario.id}`],
      grade: 'recalled',
      scenario: scenario.id,
    }
    scenario.entries.forEach((operation, i) => {
      new Expansion(index, overlay, known, decision, `${scenario.id}: entries.${i}`).apply(operation, assumed)
    })
  }
  return overlay
}

class Expansion {
  constructor(
    private readonly index: LedgerIndex,
    private readonly overlay: Overlay,
    private readonly known: Day,
    private readonly decision: Day,
    private readonly where: string,
  ) {}

  apply(op: Operation, from: Provenance): void {
    const provenance = 'note' in op && op.note !== undefined ? { ...from, note: op.note } : from
    if ('on' in op) this.change(op, provenance)
    else if ('extendAll' in op) this.extendAll(op, provenance)
    else if ('lapseAll' in op) this.overlay.lapses = true
    else if ('void' in op) {
      if (!this.index.authorities.has(op.void)) this.refuse(`no authority "${op.void}" is on record`)
      this.overlay.voids.push({ ...provenance, authority: op.void, from: this.day(op.from) })
    } else if ('execute' in op) this.execute(op.execute, op.from === undefined ? undefined : this.day(op.from), provenance)
    else if ('enact' in op) this.enact(op.enact, provenance)
    else this.add(op.add, provenance)
  }

  /** The entries of a measure as this reader sees them, with what was laid over them so far. */
  private visible(measure: string): Entry[] {
    return visibleEntries(this.index, this.overlay, measure, this.known)
  }

  private change(op: Extract<Operation, { on: string }>, provenance: Provenance): void {
    const measure = this.overlay.added.get(op.on) ?? this.index.measures.get(op.on)
    if (!measure) this.refuse(`no measure "${op.on}" is on record`)
    const { on: _, note: __, ...verb } = op as Extract<Operation, { on: string }> & { covered?: unknown; remark?: unknown }
    const { covered: ___, remark: ____, ...bare } = verb
    const entry = { ...bare, ...('from' in bare && bare.from !== undefined && { from: this.day(bare.from) }) }
    const written = {
      ...entry,
      known: provenance.known,
      instrument: provenance.instrument,
      sources: [...provenance.sources],
      grade: provenance.grade,
    }
    const parsed = MeasureRecord.safeParse({ ...measure, entries: [written] })
    if (!parsed.success) this.refuse(`does not fit ${op.on}: ${parsed.error.issues[0]?.message ?? 'invalid'}`)
    const label = 'extend' in op ? op.extend : 'resume' in op ? op.resume : undefined
    if (label !== undefined && !this.index.labels(op.on).has(label)) this.refuse(`${op.on} has nothing labelled "${label}"`)
    const place = AFTER_FILE + (this.overlay.entries.get(op.on)?.length ?? 0)
    this.push(entryOf(measure, place, parsed.data.entries[0] as MeasureRecord['entries'][number], provenance))
  }

  private extendAll(op: Extract<Operation, { extendAll: string }>, provenance: Provenance): void {
    if (op.by === undefined && op.until === undefined) this.refuse('extendAll needs "by" (a period) or "until" (a day)')
    for (const measure of this.index.measures.keys()) {
      for (const clock of clocks(this.visible(measure))) {
        const onClock = clock.truce !== undefined && (op.extendAll === 'truce' || clock.truce === op.extendAll)
        if (!onClock || clock.until === undefined || clock.until <= this.decision) continue
        const until = op.until ?? addPeriod(clock.until, op.by as string)
        if (until <= clock.until) continue
        const { truce, untilTime } = clock
        this.push({
          ...provenance,
          verb: 'extend',
          measure,
          index: AFTER_FILE + (this.overlay.entries.get(measure)?.length ?? 0),
          label: clock.label,
          until,
          ...(truce !== undefined && { truce }),
          ...(untilTime !== undefined && { untilTime }),
        })
      }
    }
  }

  private execute(id: string, from: Day | undefined, provenance: Provenance): void {
    const threat = this.index.events.get(id)
    if (threat?.kind !== 'threat') this.refuse(`no threat "${id}" is on record`)
    if (!threat.would?.length) this.refuse(`the threat "${id}" has no terms that can be carried out: the record states none`)
    const by = { ...this.provenanceOf(threat, provenance), known: this.decision }
    for (const op of threat.would ?? []) this.apply(from === undefined ? op : startingOn(op, from), by)
  }

  private enact(id: string, provenance: Provenance): void {
    if (id === 'announced') {
      for (const a of openAnnouncements(this.index, this.known)) this.follow(a, provenance)
      return
    }
    const event = this.index.events.get(id)
    if (!event) this.refuse(`no event "${id}" is on record`)
    if (event.kind === 'announcement') this.follow(event, provenance)
    else this.overlay.revealed.add(id)
  }

  private follow(announcement: Extract<EventRecord, { kind: 'announcement' }>, provenance: Provenance): void {
    const by = this.provenanceOf(announcement, provenance)
    for (const { known, ...op } of announcement.would ?? []) if (known === undefined || known <= this.known) this.apply(op as Operation, by)
  }

  private add(measure: unknown, provenance: Provenance): void {
    const parsed = MeasureRecord.safeParse(measure)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      this.refuse(`the measure added is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
    }
    const { data } = parsed
    if (this.index.measures.has(data.id)) this.refuse(`"${data.id}" is on record already; change it with set, suspend or end`)
    this.overlay.added.set(data.id, data)
    for (const entry of entriesOf(data, this.index.events)) {
      this.push({
        ...entry,
        known: earlier(entry.known, this.decision),
        ...(provenance.scenario !== undefined && { scenario: provenance.scenario }),
      })
    }
  }

  private provenanceOf(event: EventRecord, from: Provenance): Provenance {
    return {
      known: earlier(event.known, this.decision),
      by: event.id,
      instrument: event.kind === 'announcement' ? 'announced; no act seen' : (event.instrument ?? from.instrument),
      sources: event.sources,
      grade: event.grade,
      ...(from.scenario !== undefined && { scenario: from.scenario }),
    }
  }

  private push(entry: Entry): void {
    const list = this.overlay.entries.get(entry.measure)
    if (list) list.push(entry)
    else this.overlay.entries.set(entry.measure, [entry])
  }

  private day(start: string): Day {
    return start === 'decision' ? this.decision : start
  }

  private refuse(message: string): never {
    throw new ParleyError('bad-input', [{ message, field: this.where }])
  }
}

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

/** The announcements known on a day that nobody has withdrawn. */
export function openAnnouncements(index: LedgerIndex, known: Day): Extract<EventRecord, { kind: 'announcement' }>[] {
  return [...index.events.values()].filter((e): e is Extract<EventRecord, { kind: 'announcement' }> => {
    if (e.kind !== 'announcement' || e.known > known) return false
    return !(e.updates ?? []).some((u) => u.known <= known && (u.status === 'withdrawn' || u.status === 'superseded'))
  })
}

/** The voids that a reader of `known` sees, of one authority. */
export function visibleVoids(index: LedgerIndex, overlay: Overlay, authority: string, known: Day): VoidEntry[] {
  const decision = decisionDay(known, index.looked)
  const own = index.voids.flatMap((v): VoidEntry[] => {
    if (v.known <= known) return [v]
    return v.by !== undefined && overlay.revealed.has(v.by) ? [{ ...v, known: decision }] : []
  })
  return [...own, ...overlay.voids].filter((v) => v.authority === authority)
}

/** The entries of a measure that a reader of `known` sees: the record's own, and what scenarios add. */
export function visibleEntries(index: LedgerIndex, overlay: Overlay, measure: string, known: Day): Entry[] {
  const decision = decisionDay(known, index.looked)
  const own = (index.entries.get(measure) ?? []).flatMap((entry): Entry[] => {
    if (entry.known <= known) return [entry]
    return entry.by !== undefined && overlay.revealed.has(entry.by) ? [{ ...entry, known: decision }] : []
  })
  return [...own, ...(overlay.entries.get(measure) ?? [])]
}
