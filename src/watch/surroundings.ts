/** What stands around a truce: what flips by itself, what is in force, threats, talks, pledges, and what was reported. */
import { addDays, type Day, earlier } from '../base/dates.js'
import {
  type Change,
  CLOSED,
  type EventBrief,
  type EventRecord,
  eventBrief,
  type KnownEvent,
  type MeasureState,
  type MeasureStatus,
  type Party,
  type TermValue,
  type View,
} from '../ledger/index.js'
import { concernsOther, type Moment, moment } from './suspensions.js'

/** A change that needs no further act. */
export interface Flip {
  readonly moment: Moment
  readonly measure: string
  readonly title: string
  readonly party: Party
  readonly kind: MeasureState['record']['kind']
  readonly cause: Change['cause']
  readonly terms: readonly { readonly term: string; readonly before: TermValue | null; readonly after: TermValue | null }[]
  readonly instrument: string
  readonly truce?: string
  /** If announcements are followed and this does not happen on this day: when it does, if ever. */
  readonly announced?: { readonly date?: Day }
}

/** Changes from `from` (exclusive) to `to`, one item a measure and day. */
export function flips(view: View, from: Day, to: Day): Flip[] {
  const followed = new Map<string, Day[]>()
  if (view.announced !== view) {
    for (const { measure, term, date } of view.announced.changes(from)) {
      const key = `${measure} ${term}`
      followed.set(key, [...(followed.get(key) ?? []), date])
    }
  }
  const grouped = new Map<string, Change[]>()
  for (const change of view.changes(from, to)) {
    if (!concernsOther(view.measure(change.measure) as MeasureState)) continue
    const key = `${change.date} ${change.measure} ${change.cause}`
    grouped.set(key, [...(grouped.get(key) ?? []), change])
  }
  return [...grouped.values()].map((changes) => {
    const first = changes[0] as Change
    const { record } = view.measure(first.measure) as MeasureState
    const then = followed.get(`${first.measure} ${first.term}`) ?? []
    const moved = view.announced !== view && !then.includes(first.date)
    const next = then.find((day) => day > first.date)
    return {
      moment: moment(first.date, first.time, record.party, view.date),
      measure: first.measure,
      title: record.title,
      party: record.party,
      kind: record.kind,
      cause: first.cause,
      terms: changes.map((c) => ({ term: c.term, before: c.before?.effective ?? null, after: c.after?.effective ?? null })),
      instrument: first.instrument,
      ...(first.truce !== undefined && { truce: first.truce }),
      ...(moved && { announced: next === undefined ? {} : { date: next } }),
    }
  })
}

/** A measure in one line: where it stands, since when, by which instrument. */
export interface Standing {
  readonly measure: string
  readonly title: string
  readonly party: Party
  readonly kind: MeasureState['record']['kind']
  readonly from: Day
  readonly terms: readonly { readonly term: string; readonly effective: TermValue | null }[]
  readonly instrument: string
  /** Where it would stand if announcements were followed, if otherwise. */
  readonly announced?: MeasureStatus
}

/** Measures that are published and have not begun, in order of their first day. */
export function published(view: View): Standing[] {
  return view.measures
    .filter((m) => m.status === 'published')
    .flatMap((m): Standing[] => {
      const next = m.terms
        .map((t) => t.next)
        .filter((s) => s !== undefined && s.state !== 'void')
        .sort((a, b) => ((a?.from ?? '') < (b?.from ?? '') ? -1 : 1))[0]
      return next
        ? [
            {
              ...brief(m),
              from: next.from,
              terms: m.terms.map((t) => ({ term: t.term, effective: t.next?.effective ?? null })),
              instrument: next.entry.instrument,
            },
          ]
        : []
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

const STANDING: readonly string[] = ['port-fee', 'export-control', 'listing', 'restriction']

/** Controls, fees, listings and restrictions in force, or the kinds given; tariffs only if they reach the other party. By kind, newest first. */
export function inForce(view: View, kinds: readonly string[] = STANDING): Standing[] {
  return view.measures
    .filter((m) => kinds.includes(m.record.kind) && concernsOther(m) && (m.status === 'in-force' || m.status === 'in-force-in-part'))
    .flatMap((m): Standing[] => {
      const now = m.terms.flatMap((t) => (t.segment && t.segment.effective !== null ? [t] : []))
      const first = now[0]?.segment
      if (!first) return []
      return [
        {
          ...brief(m),
          from: first.from,
          terms: now.map((t) => ({ term: t.term, effective: t.segment?.effective ?? null })),
          instrument: first.entry.instrument,
          ...announcedStatus(view, m),
        },
      ]
    })
    .sort(
      (a, b) =>
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.from > b.from ? -1 : a.from < b.from ? 1 : a.measure < b.measure ? -1 : 1),
    )
}

/** The status that a measure would have if announcements were followed, where it is another. */
function announcedStatus(view: View, { id, status }: MeasureState): { announced?: MeasureStatus } {
  const other = view.announced.measure(id)?.status
  return other === undefined || other === status ? {} : { announced: other }
}

const brief = ({ id, record }: MeasureState): Pick<Standing, 'measure' | 'title' | 'party' | 'kind'> => ({
  measure: id,
  title: record.title,
  party: record.party,
  kind: record.kind,
})

type EventOf<K extends EventRecord['kind']> = KnownEvent & { record: Extract<EventRecord, { kind: K }> }

/** Threats of the year before that nobody has withdrawn, carried out or set aside. A threat is never in force. */
export function openThreats(view: View): EventOf<'threat'>[] {
  const oldest = addDays(view.date, -365)
  return view
    .events('threat')
    .filter((t) => t.known >= oldest && !CLOSED.has(t.status ?? 'open'))
    .reverse()
}

/** Talks that lie ahead, or that were to take place and whose outcome is not on record. */
export function talksAhead(view: View): EventOf<'talks'>[] {
  return view
    .events('talks')
    .filter(
      (t) =>
        t.status !== 'withdrawn' &&
        (t.status === 'scheduled' || (t.from !== undefined && t.from > t.known && t.from >= view.known && t.status !== 'held')),
    )
}

/** The last talks that were held, newest first. */
export function talksHeld(view: View, most: number): EventOf<'talks'>[] {
  const ahead = new Set(talksAhead(view).map((t) => t.id))
  return view
    .events('talks')
    .filter((t) => !ahead.has(t.id) && (t.from ?? t.known) <= view.date)
    .sort((a, b) => ((a.from ?? a.known) < (b.from ?? b.known) ? 1 : -1))
    .slice(0, most)
}

/** A pledge that runs or lies ahead, with the newest counts and what carries it in law. */
export interface RunningPledge {
  readonly commitment: EventBrief
  readonly pledges: Extract<EventRecord, { kind: 'commitment' }>['pledges']
  /** Counts and reports about it, newest first. */
  readonly reports: readonly EventBrief[]
  readonly carriers: readonly { readonly id: string; readonly title: string; readonly state: string }[]
}

/** Pledges whose term has not run out on the day asked. A pledge outlives the law that carried it. */
export function runningPledges(view: View): RunningPledge[] {
  const reports = view.events('report')
  return view
    .events('commitment')
    .filter(({ record, status, until }) => {
      if (status !== undefined && (CLOSED.has(status) || status === 'missed')) return false
      const ends = record.pledges.map((p) => p.until)
      const last = ends.includes(undefined) ? until : ends.reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), until)
      return last === undefined || last > view.date
    })
    .map((commitment) => ({
      commitment: eventBrief(commitment),
      pledges: commitment.record.pledges,
      reports: reports
        .filter((r) => r.record.about?.includes(commitment.id))
        .reverse()
        .map(eventBrief),
      carriers: (commitment.record.carriedBy ?? []).flatMap((id) => {
        const measure = view.measure(id)
        if (measure) return [{ id, title: measure.record.title, state: measure.status }]
        const event = view.event(id)
        return event ? [{ id, title: event.record.instrument ?? event.record.title, state: 'act' }] : []
      }),
    }))
}

/** What was reported in the weeks before: figures, aid, shutdowns, probes. Newest first. */
export function reportedLately(view: View, days: number): KnownEvent[] {
  const oldest = addDays(earlier(view.known, view.date), -days)
  return view
    .events()
    .filter(({ record, known }) => {
      if (known < oldest || known > view.date) return false
      if (record.kind === 'report' || record.kind === 'aid') return true
      return record.kind === 'act' && ['other', 'investigation', 'sanction'].includes(record.does)
    })
    .reverse()
}
