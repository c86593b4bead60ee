/**
 * From the entries of one measure to what holds on every day: the only place where law's grammar is interpreted.
 *
 * Entries are taken in the order in which they became known. Each paints its interval over what was there, so a
 * later-known entry prevails wherever two overlap. Suspensions are a layer of their own: they cover, they do not erase,
 * and where one ends what it covered shows again. A void authority covers everything from its day on.
 */
import { type Day, within } from '../base/dates.js'
import { subtract } from '../base/decimal.js'
import type { EndEntry, Entry, ExtendEntry, SetEntry, SuspendEntry, TermValue, VoidEntry } from './entry.js'

/** A suspension as it stands over an interval. */
export interface Suspension {
  readonly label: string
  /** Percentage points suspended; absent if the whole is. */
  readonly points?: string
  /** The entry that began it, and those that moved its end. */
  readonly begun: SuspendEntry
  readonly extended: readonly ExtendEntry[]
  /** First day on which it holds no longer, as known. */
  readonly until?: Day
  readonly untilTime?: string
  readonly truce?: string
}

export type SegmentState = 'in-force' | 'in-force-in-part' | 'suspended' | 'void'

/** A stretch of days on which a term does not change: from a day (inclusive) until a day (exclusive), or for good. */
export interface Segment {
  readonly from: Day
  readonly until?: Day
  readonly state: SegmentState
  /** What the law sets, before suspension. */
  readonly value: TermValue
  /** What is owed or required: `value` less what is suspended; `null` if nothing is. */
  readonly effective: TermValue | null
  readonly entry: SetEntry
  /** If an extension prolonged a labelled set: the last one. */
  readonly extendedBy?: ExtendEntry
  readonly suspensions: readonly Suspension[]
  readonly void?: VoidEntry
  /** The entry that ends the term at `until`, if one does. */
  readonly endedBy?: EndEntry
}

/** Segments of each term, in order of days, never overlapping. */
export type Timeline = ReadonlyMap<string, readonly Segment[]>

/** Later than every day. */
const FOREVER = '9999-12-31'

interface Stretch<T> {
  from: Day
  until: Day
  value: T
}

/** Paints `next` over `line`, keeping it sorted and free of overlaps. */
function paint<T>(line: readonly Stretch<T>[], next: Stretch<T>): Stretch<T>[] {
  const out: Stretch<T>[] = []
  for (const old of line) {
    if (old.until <= next.from || old.from >= next.until) {
      out.push(old)
      continue
    }
    if (old.from < next.from) out.push({ ...old, until: next.from })
    if (old.until > next.until) out.push({ ...old, from: next.until })
  }
  out.push(next)
  return out.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

/** In the order in which they became known; on one day, as the file has them. */
export function inOrderKnown<E extends { known: Day; index: number }>(entries: readonly E[]): E[] {
  return [...entries].sort((a, b) => (a.known === b.known ? a.index - b.index : a.known < b.known ? -1 : 1))
}

/** What is painted on the days of a term: a set, with the act that prolonged it; or that an entry ended it; or nothing. */
interface Base {
  set?: SetEntry
  extendedBy?: ExtendEntry
  endedBy?: EndEntry
}

/** Which terms of `terms` the name means: the term itself, its parts by origin, or all. */
const meant = (name: string | undefined, terms: Iterable<string>): string[] =>
  [...terms].filter((term) => name === undefined || name === 'all' || term === name || term.startsWith(`${name}.`))

/**
 * What the entries of one measure make of every day.
 * @param entries those known to the reader; others must have been left out
 * @param voids of the authority on which the measure rests, likewise
 */
export function timeline(entries: readonly Entry[], voids: readonly VoidEntry[]): Timeline {
  const base = new Map<string, Stretch<Base>[]>()
  const cover = new Map<string, Stretch<Suspension | null>[]>()
  const labelled = new Map<string, SetEntry | SuspendEntry>()
  const ends = new Map<string, Day>()
  const moved = new Map<string, ExtendEntry[]>()

  for (const entry of inOrderKnown(entries)) {
    switch (entry.verb) {
      case 'set':
        for (const term of Object.keys(entry.terms)) {
          const stretch = { from: entry.from, until: entry.until ?? FOREVER, value: { set: entry } }
          base.set(term, paint(base.get(term) ?? [], stretch))
        }
        if (entry.label !== undefined) {
          labelled.set(entry.label, entry)
          ends.set(entry.label, entry.until ?? FOREVER)
          moved.delete(entry.label)
        }
        break
      case 'suspend':
        labelled.set(entry.label, entry)
        ends.set(entry.label, entry.until ?? FOREVER)
        moved.delete(entry.label)
        cover.set(
          entry.label,
          paint(cover.get(entry.label) ?? [], { from: entry.from, until: entry.until ?? FOREVER, value: suspension(entry, []) }),
        )
        break
      case 'extend': {
        const what = labelled.get(entry.label)
        if (!what) break // the label is not known to this reader: nothing to move
        const from = entry.from ?? (ends.get(entry.label) as Day)
        const list = [...(moved.get(entry.label) ?? []), entry]
        moved.set(entry.label, list)
        ends.set(entry.label, entry.until)
        if (from >= entry.until) {
          shorten(what, entry.until, base, cover) // the end moved forward, not back
          break
        }
        if (what.verb === 'set') {
          for (const term of Object.keys(what.terms)) {
            base.set(term, paint(base.get(term) ?? [], { from, until: entry.until, value: { set: what, extendedBy: entry } }))
          }
        } else {
          cover.set(entry.label, paint(cover.get(entry.label) ?? [], { from, until: entry.until, value: suspension(what, list) }))
        }
        break
      }
      case 'resume':
        if (labelled.get(entry.label)?.verb !== 'suspend') break
        ends.set(entry.label, entry.from)
        cover.set(entry.label, paint(cover.get(entry.label) ?? [], { from: entry.from, until: FOREVER, value: null }))
        break
      case 'end':
        for (const term of meant(entry.term, base.keys())) {
          base.set(term, paint(base.get(term) ?? [], { from: entry.from, until: FOREVER, value: { endedBy: entry } }))
        }
        break
    }
  }

  // What a suspension's end is known to be concerns all its days, the earlier ones too.
  const final = new Map(
    [...labelled].flatMap(([label, e]) =>
      e.verb === 'suspend' ? [[label, suspension(e, moved.get(label) ?? [], ends.get(label))] as const] : [],
    ),
  )
  const voided = [...voids].sort((a, b) => (a.from < b.from ? -1 : 1))[0]
  return new Map([...base].map(([term, line]) => [term, segments(term, line, cover, final, voided)]))
}

/** Takes back what a labelled entry painted from `until` on. */
function shorten(
  what: SetEntry | SuspendEntry,
  until: Day,
  base: Map<string, Stretch<Base>[]>,
  cover: Map<string, Stretch<Suspension | null>[]>,
): void {
  if (what.verb === 'suspend') {
    cover.set(what.label, paint(cover.get(what.label) ?? [], { from: until, until: FOREVER, value: null }))
    return
  }
  for (const term of Object.keys(what.terms)) {
    const own = (base.get(term) ?? []).filter((s) => s.value.set === what && s.until > until)
    for (const s of own) base.set(term, paint(base.get(term) ?? [], { from: s.from > until ? s.from : until, until: s.until, value: {} }))
  }
}

/** The clock of a labelled entry: its end as known, and the truce on whose clock it is. */
export interface ClockState {
  readonly measure: string
  readonly label: string
  readonly verb: 'set' | 'suspend'
  readonly until?: Day
  readonly untilTime?: string
  readonly truce?: string
}

/** The clocks that run in the entries of one measure (those known to the reader). */
export function clocks(entries: readonly Entry[]): ClockState[] {
  const found = new Map<string, ClockState>()
  for (const entry of inOrderKnown(entries)) {
    if ((entry.verb === 'set' || entry.verb === 'suspend') && entry.label !== undefined) {
      const { measure, label, verb, until, untilTime, truce } = entry
      found.set(label, { measure, label, verb, ...(until && { until }), ...(untilTime && { untilTime }), ...(truce && { truce }) })
    } else if (entry.verb === 'extend') {
      const old = found.get(entry.label)
      if (!old) continue
      const { untilTime: _, ...rest } = old
      found.set(entry.label, {
        ...rest,
        until: entry.until,
        ...(entry.untilTime && { untilTime: entry.untilTime }),
        ...(entry.truce && { truce: entry.truce }),
      })
    } else if (entry.verb === 'resume') {
      const old = found.get(entry.label)
      if (old) found.set(entry.label, { ...old, until: entry.from })
    }
  }
  return [...found.values()]
}

function suspension(begun: SuspendEntry, extended: readonly ExtendEntry[], end?: Day): Suspension {
  const last = extended.at(-1)
  const until = end ?? last?.until ?? begun.until
  const untilTime = last ? last.untilTime : begun.untilTime
  const truce = [...extended].reverse().find((e) => e.truce !== undefined)?.truce ?? begun.truce
  return {
    label: begun.label,
    begun,
    extended,
    ...(begun.points !== undefined && { points: begun.points }),
    ...(until !== undefined && until !== FOREVER && { until }),
    ...(untilTime !== undefined && { untilTime }),
    ...(truce !== undefined && { truce }),
  }
}

/** Cuts a term's line wherever a suspension begins or ends, or the authority falls. */
function segments(
  term: string,
  line: readonly Stretch<Base>[],
  cover: ReadonlyMap<string, readonly Stretch<Suspension | null>[]>,
  final: ReadonlyMap<string, Suspension>,
  voided: VoidEntry | undefined,
): Segment[] {
  const covers = [...cover].flatMap(([label, stretches]) => {
    const whole = final.get(label) as Suspension
    return meant(whole.begun.term, [term]).length > 0 ? stretches.filter((s) => s.value !== null).map((s) => ({ ...s, value: whole })) : []
  })
  const out: Segment[] = []
  for (const { from, until, value } of line) {
    const { set, endedBy } = value
    if (!set) {
      const last = out.at(-1)
      if (endedBy && last?.until === from) out[out.length - 1] = { ...last, endedBy }
      continue
    }
    const cuts = new Set([from, until])
    for (const c of covers) for (const day of [c.from, c.until]) if (day > from && day < until) cuts.add(day)
    if (voided && voided.from > from && voided.from < until) cuts.add(voided.from)
    const days = [...cuts].sort()
    for (let i = 0; i + 1 < days.length; i++) {
      const start = days[i] as Day
      const end = days[i + 1] as Day
      const over = covers.filter((c) => c.from <= start && start < c.until).map((c) => c.value)
      const next = segment(term, start, end, set, value.extendedBy, over, voided && voided.from <= start ? voided : undefined)
      const last = out.at(-1)
      if (last && last.until === next.from && sameLaw(last, next)) out[out.length - 1] = { ...next, from: last.from }
      else out.push(next)
    }
  }
  return out
}

/** Whether two neighbouring stretches are one: the same entry, covered by the same suspensions. */
function sameLaw(a: Segment, b: Segment): boolean {
  return (
    a.entry === b.entry &&
    a.void === b.void &&
    a.suspensions.length === b.suspensions.length &&
    a.suspensions.every((s, i) => s === b.suspensions[i])
  )
}

function segment(
  term: string,
  from: Day,
  until: Day,
  set: SetEntry,
  extendedBy: ExtendEntry | undefined,
  suspensions: readonly Suspension[],
  voided: VoidEntry | undefined,
): Segment {
  const value = set.terms[term] as TermValue
  const whole = suspensions.some((s) => s.points === undefined)
  const state: SegmentState = voided ? 'void' : whole ? 'suspended' : suspensions.length > 0 ? 'in-force-in-part' : 'in-force'
  const effective = voided || whole ? null : suspensions.reduce((rate, s) => lessPoints(rate, s.points as string), value)
  return {
    from,
    ...(until !== FOREVER && { until }),
    state,
    value,
    effective,
    entry: set,
    ...(extendedBy && { extendedBy }),
    suspensions,
    ...(voided && { void: voided }),
  }
}

/** `34%` less 24 points is `10%`; never below `0%`. A rate that is not ad valorem has no points to suspend. */
function lessPoints(rate: TermValue, points: string): TermValue {
  const percent = typeof rate === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(rate)?.[1] : undefined
  if (percent === undefined) return rate
  const left = subtract(percent, points)
  return left.startsWith('-') ? '0%' : `${left}%`
}

/** The segment that covers `day`, if one does. */
export function segmentOn(line: readonly Segment[], day: Day): Segment | undefined {
  return line.find((s) => within(s, day))
}
