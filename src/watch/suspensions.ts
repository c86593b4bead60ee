/** What is suspended, until which minute, and what comes back by itself when the clock runs out. */
import { type Day, daysBetween, inZone, parseClock, readableDay } from '../base/dates.js'
import type { Grade, MeasureState, Party, Suspension, TermValue, View } from '../ledger/index.js'
import { segmentOn } from '../ledger/index.js'

/** A moment by law: the day, the hour if the text gives it, and the same moment on the other side's clock. */
export interface Moment {
  readonly date: Day
  /** `HH:MM Area/City` */
  readonly time?: string
  readonly elsewhere?: string
  /** Days from the day asked; negative if past. */
  readonly daysLeft: number
}

/** What a term becomes when its suspension ends. */
export interface Return {
  readonly term: string
  /** What is owed or required then; `null` if nothing comes back. */
  readonly effective: TermValue | null
  /** The instrument that set it. */
  readonly instrument: string
  /** Why nothing comes back. */
  readonly whyNot?: string
}

/** One suspension of one measure. */
export interface SuspendedItem {
  readonly measure: string
  readonly title: string
  readonly party: Party
  readonly kind: MeasureState['record']['kind']
  readonly authority: string
  readonly label: string
  readonly truce?: string
  /** Where it stands on the day asked: suspended still, back in force, or empty because the authority is void. */
  readonly state: 'suspended' | 'returned' | 'void' | 'ended'
  /** Percentage points suspended; absent if the whole is. */
  readonly points?: string
  /** Terms on the day asked: what the law sets, and what is owed or required. */
  readonly terms: readonly { readonly term: string; readonly value: TermValue; readonly effective: TermValue | null }[]
  readonly since: Day
  /** The acts that began and prolonged it, with the end that each set. */
  readonly acts: readonly {
    readonly instrument: string
    readonly known: Day
    readonly until?: Day
    readonly by?: string
    readonly grade: Grade
  }[]
  /** The end by the acts; absent if none is set. */
  readonly ends?: Moment
  readonly returns: readonly Return[]
  /** Values that the law once set above what would return, and then replaced: these do not come back. */
  readonly replaced: readonly {
    readonly term: string
    readonly value: TermValue
    readonly from: Day
    readonly until: Day
    readonly by: string
  }[]
  /** The end as announced, where an announcement would move it. */
  readonly announced?: {
    readonly ends: Moment
    readonly state: 'suspended' | 'returned'
    readonly covered?: 'named' | 'said' | 'implied' | 'not-named'
    readonly remark?: string
    readonly by: readonly string[]
  }
}

const ZONES: Record<string, { zone: string; name: string }> = {
  US: { zone: 'Asia/Shanghai', name: 'Beijing' },
  CN: { zone: 'America/New_York', name: 'ET' },
}

/** A moment, with its reading on the other side's clock. */
export function moment(date: Day, time: string | undefined, party: Party, asked: Day): Moment {
  const daysLeft = daysBetween(asked, date)
  const clock = time === undefined ? undefined : parseClock(time)
  const other = ZONES[party]
  if (time === undefined || clock === undefined) return { date, daysLeft }
  if (!other || other.zone === clock.zone) return { date, time, daysLeft }
  const there = inZone(date, clock, other.zone)
  return { date, time, elsewhere: `${there.time} ${other.name}${there.day === date ? '' : ` on ${there.day}`}`, daysLeft }
}

/**
 * Every suspension that covers the day asked, by the acts or as announced; and of the truce given those that have run
 * out, so that a reader after the deadline sees what came back.
 */
export function suspendedItems(view: View, truce: string | undefined): SuspendedItem[] {
  const announced = view.announced
  return view.measures
    .flatMap((state) => itemsOf(state, view, announced, truce))
    .sort((a, b) => (a.party === b.party ? order(a) - order(b) || (a.measure < b.measure ? -1 : 1) : a.party === 'US' ? -1 : 1))
}

const KINDS = ['tariff', 'export-control', 'port-fee', 'listing', 'exclusion', 'restriction']
const order = (item: SuspendedItem): number => KINDS.indexOf(item.kind)

/** Whether a measure bears on the goods of the other party: a tariff must reach its origin. */
export function concernsOther({ record }: MeasureState): boolean {
  if (record.kind !== 'tariff') return true
  const other = record.party === 'US' ? 'CN' : 'US'
  const { origins, originsExcept } = record.scope
  return (origins === 'all' || origins.includes(other)) && !originsExcept?.includes(other)
}

function itemsOf(state: MeasureState, view: View, announcedView: View, truce: string | undefined): SuspendedItem[] {
  if (!concernsOther(state)) return []
  const suspensions = new Map<string, { suspension: Suspension; terms: string[] }>()
  for (const [term, segments] of state.timeline) {
    for (const suspension of segments.flatMap((s) => s.suspensions)) {
      const known = suspensions.get(suspension.label)
      if (known && !known.terms.includes(term)) known.terms.push(term)
      else if (!known) suspensions.set(suspension.label, { suspension, terms: [term] })
    }
  }
  return [...suspensions.values()].flatMap(({ suspension, terms }) => {
    const begun = suspension.begun.from <= view.date
    const covers = begun && (suspension.until === undefined || view.date < suspension.until)
    const other = announcedEnd(state.id, suspension, announcedView, view)
    const ranOut = begun && !covers && suspension.truce !== undefined && suspension.truce === truce
    if (!covers && !ranOut && !(other && begun && other.ends.date > view.date)) return []
    const found = item(state, suspension, terms, view, other)
    return found.state === 'ended' ? [] : [found]
  })
}

function item(
  state: MeasureState,
  suspension: Suspension,
  terms: readonly string[],
  view: View,
  announced: SuspendedItem['announced'],
): SuspendedItem {
  const { record } = state
  const { until, untilTime } = suspension
  const now = terms.flatMap((term) => {
    const s = segmentOn(state.timeline.get(term) ?? [], view.date) ?? state.timeline.get(term)?.find((x) => x.from > view.date)
    return s ? [{ term, value: s.value, effective: s.from > view.date ? null : s.effective, segment: s }] : []
  })
  const over = until !== undefined && until <= view.date
  const empty = now.length === 0 ? 'ended' : now.every((n) => n.segment.state === 'void') ? 'void' : undefined
  const returns = until === undefined ? [] : terms.map((term) => returnOf(state, term, until))
  return {
    measure: state.id,
    title: record.title,
    party: record.party,
    kind: record.kind,
    authority: record.authority,
    label: suspension.label,
    ...(suspension.truce !== undefined && { truce: suspension.truce }),
    state: empty ?? (over ? 'returned' : 'suspended'),
    ...(suspension.points !== undefined && { points: suspension.points }),
    terms: now.map(({ segment: _, ...rest }) => rest),
    since: suspension.begun.from,
    acts: [suspension.begun, ...suspension.extended].map(({ instrument, known, until: end, by, grade }) => ({
      instrument,
      known,
      ...(end !== undefined && { until: end }),
      ...(by !== undefined && { by }),
      grade,
    })),
    ...(until !== undefined && { ends: moment(until, untilTime, record.party, view.date) }),
    returns,
    replaced: terms.flatMap((term) => replacedValues(state, term, suspension.begun.from)),
    ...(announced && { announced }),
  }
}

function returnOf(state: MeasureState, term: string, until: Day): Return {
  const line = state.timeline.get(term) ?? []
  const s = segmentOn(line, until)
  if (!s) {
    const ended = line.filter((x) => x.until !== undefined && x.until <= until).at(-1)?.endedBy
    return {
      term,
      effective: null,
      instrument: ended?.instrument ?? '',
      whyNot: ended ? `ended by ${ended.instrument}` : 'its own term has run out',
    }
  }
  if (s.void) {
    const { instrument, from } = s.void
    return {
      term,
      effective: null,
      instrument: s.entry.instrument,
      whyNot: `the authority is void (${instrument}); nothing is owed under it from ${readableDay(from)} on`,
    }
  }
  return { term, effective: s.effective, instrument: s.entry.instrument }
}

const percent = (value: TermValue): number =>
  typeof value === 'string' && /^\d+(\.\d+)?%$/.test(value) ? Number.parseFloat(value) : Number.NaN

/** Rates that stood above what the suspension covers and were replaced before it began, not suspended. */
function replacedValues(state: MeasureState, term: string, begun: Day): SuspendedItem['replaced'][number][] {
  const line = state.timeline.get(term) ?? []
  const covered = segmentOn(line, begun)
  if (!covered) return []
  return line
    .filter((s) => s.until !== undefined && s.until <= begun && percent(s.value) > percent(covered.value))
    .map((s) => ({ term, value: s.value, from: s.from, until: s.until as Day, by: covered.entry.instrument }))
}

/** The end of a suspension if announcements are followed, where that is another one. */
function announcedEnd(measure: string, suspension: Suspension, announcedView: View, view: View): SuspendedItem['announced'] {
  if (announcedView === view) return undefined
  const state = announcedView.measure(measure)
  const other = [...(state?.timeline.values() ?? [])]
    .flat()
    .flatMap((s) => s.suspensions)
    .find((s) => s.label === suspension.label)
  if (!state || !other?.until || other.until === suspension.until) return undefined
  // Of several announcements, those that set the end which prevails.
  const said = view.announcements.flatMap((announcement) =>
    (announcement.would ?? [])
      .filter(
        (op) =>
          (op.known ?? '') <= view.known &&
          'extend' in op &&
          op.on === measure &&
          op.extend === suspension.label &&
          op.until === other.until,
      )
      .map((op) => ({ id: announcement.id, covered: op.covered, remark: op.remark })),
  )
  const words = said.at(-1)
  return {
    ends: moment(other.until, other.untilTime, state.record.party, view.date),
    state: view.date < other.until ? 'suspended' : 'returned',
    ...(words && { covered: words.covered }),
    ...(words?.remark !== undefined && { remark: words.remark }),
    by: said.map(({ id }) => id),
  }
}
