/** One issue of the talks on a day: the law of both sides that rests on it, pledges, figures, threats, talks. */
import { addDays, type Day, earlier } from '../base/dates.js'
import {
  CLOSED,
  type EventBrief,
  eventBrief,
  type HorizonState,
  type Ledger,
  type MeasureState,
  Topic,
  type View,
} from '../ledger/index.js'
import type { Point, SeriesBook, SeriesHead } from '../series/index.js'
import {
  type Flip,
  flips,
  inForce,
  openThreats,
  published,
  type RunningPledge,
  runningPledges,
  type Standing,
  talksAhead,
  talksHeld,
} from './surroundings.js'
import { type SuspendedItem, suspendedItems } from './suspensions.js'
import { type Deadline, deadlines, type Threat, type TruceReport, truceOf } from './truce.js'

/** The newest figure of a series that was known, and the comparable one of a year before. */
export interface Figure {
  readonly series: string
  readonly title: string
  readonly unit: string
  readonly headline: boolean
  readonly latest: Point
  readonly yearBefore?: Point
  readonly rule: string
  readonly caveats: readonly string[]
}

/** A point on which the sources contradict each other. */
export interface DisputedPoint {
  readonly record: string
  readonly title: string
  readonly point: string
  readonly versions: readonly { readonly says: string; readonly source?: string | undefined }[]
  readonly followed?: string
  readonly known: Day
}

/** The answer of `parley topic`. */
export interface TopicReport {
  readonly topic: Topic
  readonly date: Day
  readonly known: Day
  readonly scenarios: readonly string[]
  readonly horizon: HorizonState
  readonly truce?: NonNullable<TruceReport['truce']>
  readonly deadlines: { readonly byActs: readonly Deadline[]; readonly asAnnounced: readonly Deadline[] }
  /** In force, tariffs among them, newest first. */
  readonly inForce: readonly Standing[]
  /** Suspended on a clock, or (no `ends`) with no end set; and what came back when the truce's clock ran out. */
  readonly suspended: readonly SuspendedItem[]
  /** Issued, not started. */
  readonly published: readonly Standing[]
  /** Published on the same day by the same party as a control of this topic, on other goods. */
  readonly sameDay: readonly Standing[]
  /** What the law did by itself or by an act in the months before: ended, cut, suspended, begun. Newest first. */
  readonly lately: readonly Flip[]
  readonly pledges: readonly RunningPledge[]
  /** Pledges whose term is over, or that were met, missed or withdrawn, within the year before. */
  readonly settled: readonly EventBrief[]
  readonly figures: readonly Figure[]
  readonly threats: readonly Threat[]
  readonly announcements: readonly EventBrief[]
  readonly talks: { readonly ahead: readonly EventBrief[]; readonly held: readonly EventBrief[] }
  readonly reported: readonly EventBrief[]
  readonly disputed: readonly DisputedPoint[]
}

const KINDS = ['tariff', 'exclusion', 'export-control', 'port-fee', 'restriction', 'programme', 'listing', 'fee']
/** Told last, however new: there are many. */
const LAST: readonly string[] = ['listing', 'fee']
/** How far back, in days, changes of law are told; and what was said. */
const LATELY = 240
const YEAR = 365

/** How many records bear on each topic, as known. */
export function topicCounts(view: View): { topic: Topic; measures: number; inForce: number; events: number }[] {
  const events = view.events()
  return Topic.options.map((topic) => {
    const measures = view.measures.filter((m) => m.record.topics.includes(topic))
    return {
      topic,
      measures: measures.length,
      inForce: measures.filter((m) => m.status.startsWith('in-force')).length,
      events: events.filter((e) => e.record.topics.includes(topic)).length,
    }
  })
}

/**
 * One topic on `date`, as known on `known`. As in {@link truceReport}, law is read by both dates; what was said and
 * observed is what was known on the earlier of the two.
 */
export function topicReport(ledger: Ledger, series: SeriesBook, topic: Topic, dates: { date: Day; known?: Day }): TopicReport {
  const view = ledger.asOf(dates)
  const eyes = view.known <= view.date ? view : ledger.asOf({ date: view.date, known: view.date })
  const on = ({ record }: Pick<MeasureState, 'record'>): boolean => record.topics.includes(topic)
  const mine = <T extends { measure: string }>(list: readonly T[]): T[] => list.filter((x) => on(view.measure(x.measure) as MeasureState))
  const said = <T extends { record: { topics: readonly Topic[] } }>(list: readonly T[]): T[] =>
    list.filter((x) => x.record.topics.includes(topic))
  const truce = truceOf(view)
  const suspended = mine(suspendedItems(view, truce?.id))
  const rank = (x: Standing): number => Number(LAST.includes(x.kind))
  const byNewest = (a: Standing, b: Standing): number => rank(a) - rank(b) || (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)
  const since = addDays(view.date, -LATELY)
  const yearAgo = addDays(earlier(eyes.known, view.date), -YEAR)
  const pledges = said(eyes.events('commitment'))
  const running = runningPledges(eyes).filter((p) => pledges.some((c) => c.id === p.commitment.id))
  return {
    topic,
    date: view.date,
    known: view.known,
    scenarios: view.scenarios.map((s) => s.id),
    horizon: view.horizon,
    ...(truce && { truce }),
    deadlines: {
      byActs: deadlines(suspended.map((item) => ({ item, ends: item.ends }))),
      asAnnounced: deadlines(suspended.flatMap((item) => (item.announced ? [{ item, ends: item.announced.ends }] : []))),
    },
    inForce: mine(inForce(view, KINDS)).sort(byNewest),
    suspended,
    published: mine(published(view)),
    sameDay: sameDay(view, topic),
    lately: mine(flips(view, since, view.date)).reverse(),
    pledges: running,
    settled: pledges
      .filter((c) => !running.some((r) => r.commitment.id === c.id) && lastWord(c) >= yearAgo)
      .map(eventBrief)
      .reverse(),
    figures: figures(series, topic, eyes.known),
    threats: said(openThreats(eyes)).map((t) => ({ ...eventBrief(t), trigger: t.record.trigger, terms: t.record.terms })),
    announcements: said(eyes.events('announcement'))
      .filter((a) => a.known >= yearAgo && !CLOSED.has(a.status ?? 'open'))
      .map(eventBrief)
      .reverse(),
    talks: {
      ahead: said(talksAhead(eyes)).map(eventBrief).sort(byDay),
      held: said(talksHeld(eyes, Number.POSITIVE_INFINITY)).map(eventBrief),
    },
    reported: said(eyes.events())
      .filter(({ record, known }) => known >= yearAgo && known <= view.date && ['report', 'aid', 'ruling'].includes(record.kind))
      .map(eventBrief)
      .reverse(),
    disputed: disputed(view, eyes, topic, yearAgo),
  }
}

/** Talks with a day before those without. */
const byDay = (a: EventBrief, b: EventBrief): number => ((a.from ?? '9') < (b.from ?? '9') ? -1 : 1)

const lastWord = (event: { known: Day; updates: readonly { known: Day }[] }): Day => event.updates.at(-1)?.known ?? event.known

/** Controls and fees that one party published on one day with those of the topic, and that are still to be reckoned with. */
function sameDay(view: View, topic: Topic): Standing[] {
  const kinds = ['export-control', 'port-fee']
  const live = view.measures.filter((m) => kinds.includes(m.record.kind) && m.status !== 'ended' && m.status !== 'void')
  const key = (m: MeasureState): string => `${m.record.party} ${m.record.kind} ${m.firstKnown}`
  const days = new Set(live.filter((m) => m.record.topics.includes(topic)).map(key))
  return live
    .filter((m) => !m.record.topics.includes(topic) && days.has(key(m)))
    .flatMap((m): Standing[] => {
      const s = m.terms.map((t) => t.segment ?? t.next).find((x) => x !== undefined)
      if (!s) return []
      const terms = m.terms.map((t) => ({ term: t.term, effective: (t.segment ?? t.next)?.value ?? null }))
      const { party, title, kind } = m.record
      return [{ measure: m.id, title, party, kind, from: s.from, terms, instrument: s.entry.instrument }]
    })
}

function figures(series: SeriesBook, topic: Topic, known: Day): Figure[] {
  return series.series(topic).flatMap((head: SeriesHead): Figure[] => {
    const latest = series.latest(head.id, known)
    if (!latest) return []
    const before = series.yearBefore(head.id, latest.period, known)
    return [
      {
        series: head.id,
        title: head.title,
        unit: head.unit,
        headline: head.headline ?? false,
        latest,
        ...(before && { yearBefore: before }),
        rule: series.rule(head.id).text,
        caveats: head.caveats ?? [],
      },
    ]
  })
}

/** Disputes about measures that are alive, and about what was said in the year before; each once, the newest first. */
function disputed(view: View, eyes: View, topic: Topic, since: Day): DisputedPoint[] {
  const measures = view.measures
    .filter((m) => m.record.topics.includes(topic) && m.status !== 'ended' && m.status !== 'void')
    .map(({ id, record, remarks }) => ({ id, title: record.title, remarks }))
  const events = eyes
    .events()
    .filter((e) => e.record.topics.includes(topic) && e.known >= since)
    .map(({ id, record, remarks }) => ({ id, title: record.title, remarks }))
  const said = new Set<string>()
  return (
    [...measures, ...events]
      .flatMap(({ id, title, remarks }) =>
        remarks.disputed
          .filter((d) => d.topics?.includes(topic) ?? true)
          .map(
            (d): DisputedPoint => ({
              record: id,
              title,
              point: d.point,
              versions: d.versions,
              ...(d.followed !== undefined && { followed: d.followed }),
              known: earlier(d.known as Day, view.known),
            }),
          ),
      )
      .sort((a, b) => (a.known < b.known ? 1 : a.known > b.known ? -1 : 0))
      // Records that share a doubt state it in the same words.
      .filter((d) => !said.has(d.point) && said.add(d.point))
  )
}
