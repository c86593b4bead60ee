/** The truce on a day: both sides, what is suspended and until when, what comes back, and what stands around it. */
import { addDays, type Day, daysBetween } from '../base/dates.js'
import { type EventBrief, eventBrief, type HorizonState, type Ledger, type Scenario, type View } from '../ledger/index.js'
import { type Blanket, blanket, highestBlanket } from './blanket.js'
import {
  type Flip,
  flips,
  inForce,
  openThreats,
  published,
  type RunningPledge,
  reportedLately,
  runningPledges,
  type Standing,
  talksAhead,
  talksHeld,
} from './surroundings.js'
import { concernsOther, type Moment, type SuspendedItem, suspendedItems } from './suspensions.js'

/** A deadline: what runs out at one moment, by the acts or as announced. */
export interface Deadline {
  readonly moment: Moment
  readonly items: readonly string[]
}

/** One party's blanket duty on the other: now, on its own next deadline if the clock runs out or is prolonged, and at its highest before. */
export interface BlanketOutlook {
  readonly now: Blanket
  /** The same day if announcements are followed, where that is another rate. */
  readonly announced?: Blanket
  readonly deadline?: { readonly date: Day; readonly lapsed: Blanket; readonly prolonged: Blanket }
  readonly highest?: Blanket & { readonly until: Day }
}

/** A threat that is open: its condition and its terms, in the words of the day. */
export interface Threat extends EventBrief {
  readonly trigger: string
  readonly terms: string
}

/** The answer of `parley truce`. */
export interface TruceReport {
  readonly date: Day
  readonly known: Day
  readonly scenarios: readonly string[]
  readonly horizon: HorizonState
  readonly truce?: {
    readonly id: string
    readonly title: string
    readonly since?: Day
    readonly agreedBy: readonly { id: string; title: string; on: Day }[]
  }
  readonly deadlines: { readonly byActs: readonly Deadline[]; readonly asAnnounced: readonly Deadline[] }
  readonly announcements: readonly {
    readonly id: string
    readonly title: string
    readonly saidBy: readonly { who: string; on: Day; where?: string | undefined }[]
  }[]
  readonly suspended: readonly SuspendedItem[]
  readonly blanket: { readonly US: BlanketOutlook; readonly CN: BlanketOutlook }
  readonly flips: readonly Flip[]
  readonly published: readonly Standing[]
  readonly inForce: readonly Standing[]
  readonly threats: readonly Threat[]
  readonly talks: { readonly ahead: readonly EventBrief[]; readonly held: readonly EventBrief[] }
  readonly pledges: readonly RunningPledge[]
  readonly reported: readonly EventBrief[]
}

/** How far ahead of the last deadline, in days, self-executing changes are listed. */
const OUTLOOK = 45
/** With no deadline ahead, how far changes are listed. */
const OUTLOOK_WITHOUT_DEADLINE = 120

/**
 * The truce on `date`, as known on `known`.
 * Threats, talks, pledges and reports are those known on the earlier of the two days: a truce is read with the eyes of its day.
 */
export function truceReport(ledger: Ledger, dates: { date: Day; known?: Day }): TruceReport {
  const view = ledger.asOf(dates)
  const eyes = view.known <= view.date ? view : ledger.asOf({ date: view.date, known: view.date })
  const truce = truceOf(view)
  const suspended = suspendedItems(view, truce?.id)
  const byActs = deadlines(suspended.map((item) => ({ item, ends: item.ends })))
  const asAnnounced = deadlines(suspended.flatMap((item) => (item.announced ? [{ item, ends: item.announced.ends }] : [])))
  const prolonged = ledger.with(PROLONGED).asOf(dates)
  const last = [...byActs, ...asAnnounced].reduce<Day | undefined>(
    (latest, d) => (latest === undefined || d.moment.date > latest ? d.moment.date : latest),
    undefined,
  )
  const end = last !== undefined && last > view.date ? addDays(last, OUTLOOK) : addDays(view.date, OUTLOOK_WITHOUT_DEADLINE)
  return {
    date: view.date,
    known: view.known,
    scenarios: view.scenarios.map((s) => s.id),
    horizon: view.horizon,
    ...(truce && { truce }),
    deadlines: { byActs, asAnnounced },
    announcements: view.announcements
      .filter((a) => suspended.some((item) => item.announced?.by.includes(a.id)))
      .map(({ id, title, saidBy }) => ({ id, title, saidBy: saidBy.filter(({ on }) => on <= view.known) })),
    suspended,
    blanket: { US: outlook(view, prolonged, 'US', suspended), CN: outlook(view, prolonged, 'CN', suspended) },
    flips: flips(view, view.date, end),
    published: published(view),
    inForce: inForce(view),
    threats: openThreats(eyes).map((t) => ({ ...eventBrief(t), trigger: t.record.trigger, terms: t.record.terms })),
    talks: { ahead: talksAhead(eyes).map(eventBrief), held: talksHeld(eyes, 3).map(eventBrief) },
    pledges: runningPledges(eyes),
    reported: reportedLately(eyes, 45).map(eventBrief),
  }
}

/** How long before its first day a truce that is published heads the report. */
const AHEAD = 30

/**
 * The truce that runs on the day: the latest on whose clock something is suspended, by the acts or as announced; or one
 * that is published and begins within a month; or none.
 */
export function truceOf(view: View): TruceReport['truce'] {
  const running = new Set(
    [view, view.announced].flatMap((v) =>
      v.measures.flatMap((m) =>
        concernsOther(m)
          ? m.terms.flatMap((t) => t.segment?.suspensions.flatMap((s) => (s.until === undefined ? [] : (s.truce ?? []))) ?? [])
          : [],
      ),
    ),
  )
  const known = view.events('truce')
  const found =
    known.filter((t) => running.has(t.id)).at(-1) ??
    known.find((t) => t.from !== undefined && t.from > view.date && daysBetween(view.date, t.from) <= AHEAD)
  if (!found) return undefined
  return {
    id: found.id,
    title: found.record.title,
    ...(found.from !== undefined && { since: found.from }),
    agreedBy: found.record.agreedBy.flatMap((id) => {
      const event = view.event(id)
      return event ? [{ id, title: event.record.title, on: event.from ?? event.known }] : []
    }),
  }
}

/** What runs out when: suspensions by the moment at which they end. */
export function deadlines(ends: readonly { item: SuspendedItem; ends: Moment | undefined }[]): Deadline[] {
  const found = new Map<Day, { moment: Moment; items: string[] }>()
  for (const { item, ends: moment } of ends) {
    if (!moment) continue
    const at = found.get(moment.date)
    if (!at) found.set(moment.date, { moment, items: [item.measure] })
    else {
      if (!at.items.includes(item.measure)) at.items.push(item.measure)
      if (at.moment.time === undefined && moment.time !== undefined) at.moment = moment
    }
  }
  return [...found.values()].sort((a, b) => (a.moment.date < b.moment.date ? -1 : 1))
}

/** Everything on a truce's clock runs a year longer: what a lapse is compared with. */
const PROLONGED: Scenario = {
  id: 'prolonged',
  title: 'Prolonged',
  summary: 'Everything on a clock runs a year longer.',
  entries: [{ extendAll: 'truce', by: 'P1Y' }],
}

function outlook(view: View, prolonged: View, side: 'US' | 'CN', suspended: readonly SuspendedItem[]): BlanketOutlook {
  const highest = highestBlanket(view, side, view.date)
  const now = blanket(view, side, view.date)
  const announced = blanket(view.announced, side, view.date)
  const deadline = suspended
    .flatMap((i) => (i.party === side && i.kind === 'tariff' && i.state === 'suspended' && i.ends ? [i.ends.date] : []))
    .sort()[0]
  return {
    now,
    ...(announced.percent !== now.percent && { announced }),
    ...(deadline !== undefined && {
      deadline: { date: deadline, lapsed: blanket(view, side, deadline), prolonged: blanket(prolonged, side, deadline) },
    }),
    ...(highest && { highest }),
  }
}
