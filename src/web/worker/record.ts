/** The record opened, and read as of two dates: what most views ask. */

import { type Day, earlier, later, readableDay } from '../../base/dates.js'
import { compare, subtract } from '../../base/decimal.js'
import seriesUrl from '../../generated/series.json?url'
import {
  type AuthorityWhole,
  describeAuthority,
  describeEvent,
  describeMeasure,
  type EventBrief,
  type EventWhole,
  eventBrief,
  type Ledger,
  type MeasureWhole,
  openLedgerData,
  type Topic,
} from '../../ledger/index.js'
import { daysOf, openSeries, type Point, type SeriesBook, type SeriesData, type SeriesHead } from '../../series/index.js'
import { type Blanket, blanket, type TopicReport, type TruceReport, topicCounts, topicReport, truceReport } from '../../watch/index.js'
import { once, recordData, textOf } from './load.js'

/** The two dates of every view. */
export interface Dates {
  readonly date: Day
  readonly known: Day
}

/** The ledger of the compiled record. */
export const ledger = (): Promise<Ledger> => once('ledger', async () => openLedgerData(await recordData()))

/** What the site is made of: how far the record looks, and what it has. */
export interface Hello {
  readonly latest: Day
  readonly looked: readonly { readonly party: string; readonly day: Day; readonly basis: string }[]
  readonly scenarios: readonly { readonly id: string; readonly title: string; readonly summary: string; readonly against?: string }[]
}

export async function hello(_: null): Promise<Hello> {
  const { horizon, shipped } = await ledger()
  const looked = Object.entries(horizon.parties).map(([party, { looked: day, basis }]) => ({ party, day, basis }))
  return {
    latest: looked.map(({ day }) => day).reduce(later),
    looked,
    scenarios: shipped.map(({ id, title, summary, against }) => ({ id, title, summary, ...(against !== undefined && { against }) })),
  }
}

/** A step of a line over time: from a day on a rate holds. */
export interface RateStep {
  readonly from: Day
  readonly percent: string
  /** What changed against the step before, one entry a measure. */
  readonly changes: readonly {
    readonly measure: string
    readonly title: string
    readonly before: string
    readonly after: string
    readonly instrument: string
  }[]
}

/** By id of an event: what was said of it after the day asked, up to the day of knowledge. */
export type Later = Readonly<Record<string, readonly { readonly known: Day; readonly text: string }[]>>

/** Duties of both sides on all goods of the other over time, by what was known on the day asked and by what is on record now. */
export interface RateSteps {
  readonly title: string
  readonly unit: string
  /** What is left out, and how it is weighted. */
  readonly note?: string
  readonly latest: Day
  readonly asked: { readonly US: readonly RateStep[]; readonly CN: readonly RateStep[] }
  readonly newest: { readonly US: readonly RateStep[]; readonly CN: readonly RateStep[] }
}

/** The truce, and what became of its threats, talks and reports between the day asked and the day of knowledge. */
export async function truce(dates: Dates): Promise<{ readonly report: TruceReport; readonly later: Later }> {
  const record = await ledger()
  const report = truceReport(record, dates)
  const view = record.asOf(dates)
  const told = [...report.threats, ...report.talks.ahead, ...report.talks.held, ...report.reported]
  const since = told.map(({ id }) => {
    const updates = view.event(id)?.updates.filter((u) => u.known > dates.date) ?? []
    return [id, updates.map(({ known, text }) => ({ known, text }))] as const
  })
  return { report, later: Object.fromEntries(since) }
}

const FIRST: Day = '2018-01-01'

/**
 * The duty that each side puts on all goods of the other, over time. Trade-weighted averages have the same shape: see `averages.ts`.
 */
export async function rateSteps({ date, known }: Dates): Promise<RateSteps> {
  const record = await ledger()
  const { latest } = record.asOf({ date, known }).horizon
  const read = (upTo: Day): RateSteps['asked'] => ({ US: stepsOf(record, 'US', date, upTo), CN: stepsOf(record, 'CN', date, upTo) })
  const asked = read(known)
  return {
    title: 'Duty on all goods of the other side',
    unit: 'percent of value, before exemptions and without duties on listed products',
    latest,
    asked,
    newest: known >= latest ? asked : read(latest),
  }
}

function stepsOf(record: Ledger, side: 'US' | 'CN', date: Day, known: Day): RateStep[] {
  const view = record.asOf({ date, known })
  const measures = view.measures.filter(({ record: { kind, party } }) => kind === 'tariff' && party === side)
  const days = [...new Set(view.changes(FIRST, undefined, measures).map((c) => c.date))].sort()
  const steps: RateStep[] = []
  let before: Blanket | undefined
  for (const day of [FIRST, ...days]) {
    const here = blanket(view, side, day)
    const changes = changesOf(before, here)
    if (!before || changes.length > 0) steps.push({ from: day, percent: here.percent, changes })
    before = here
  }
  return steps
}

function changesOf(before: Blanket | undefined, after: Blanket): RateStep['changes'][number][] {
  const was = new Map(before?.layers.map((l) => [l.measure, l]))
  const is = new Map(after.layers.map((l) => [l.measure, l]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((measure) => {
    const [a, b] = [was.get(measure), is.get(measure)]
    if (compare(subtract(b?.rate ?? '0', a?.rate ?? '0'), '0') === 0) return []
    const { title, instrument } = (b ?? a) as Blanket['layers'][number]
    return [{ measure, title, before: `${a?.rate ?? '0'}%`, after: `${b?.rate ?? '0'}%`, instrument }]
  })
}

/** A record whole, of whatever kind. */
export type Whole =
  | { readonly is: 'measure'; readonly whole: MeasureWhole }
  | { readonly is: 'event'; readonly whole: EventWhole }
  | { readonly is: 'authority'; readonly whole: AuthorityWhole }
  | { readonly is: 'nothing'; readonly why: string }

export async function entry({ id, ...dates }: Dates & { id: string }): Promise<Whole> {
  const record = await ledger()
  const view = record.asOf(dates)
  const measure = describeMeasure(view, id)
  if (measure) return { is: 'measure', whole: measure }
  const event = describeEvent(view, id)
  if (event) return { is: 'event', whole: event }
  const authority = describeAuthority(view, id)
  if (authority) return { is: 'authority', whole: authority }
  const written = record.record(id)
  return {
    is: 'nothing',
    why: written
      ? `The record has ${id}, but nothing of it was published by ${readableDay(dates.known)}. Move "known" to a later day.`
      : `The record has no entry ${id}.`,
  }
}

/** Which lane of the timeline an event belongs to. */
export type Lane = 'US' | 'CN' | 'courts' | 'talks' | 'others'

export interface Dot extends EventBrief {
  readonly lane: Lane
}

/** All events that are known, in order of the day on which they became known. */
export async function timeline(dates: Dates): Promise<readonly Dot[]> {
  const view = (await ledger()).asOf(dates)
  return view.events().map((event) => ({ ...eventBrief(event), lane: laneOf(event.record) }))
}

function laneOf({ kind, party }: { readonly kind: string; readonly party: string }): Lane {
  if (kind === 'ruling') return 'courts'
  if (kind === 'talks' || kind === 'truce' || party === 'both') return 'talks'
  return party === 'US' || party === 'CN' ? party : 'others'
}

/** How many records there are of each kind, as known, and how far they were verified. */
export interface Coverage {
  readonly measures: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly events: Readonly<Record<string, number>>
  readonly grades: Readonly<Record<string, number>>
  readonly topics: ReturnType<typeof topicCounts>
  readonly all: readonly {
    readonly id: string
    readonly title: string
    readonly kind: string
    readonly party: string
    readonly status: string
  }[]
  /** Records of which nothing was published by the day of knowledge. */
  readonly later: number
}

export async function coverage(dates: Dates): Promise<Coverage> {
  const record = await ledger()
  const view = record.asOf(dates)
  const measures: Record<string, Record<string, number>> = {}
  const events: Record<string, number> = {}
  const grades: Record<string, number> = {}
  const count = (of: Record<string, number>, key: string): void => {
    of[key] = (of[key] ?? 0) + 1
  }
  for (const { record: m, status } of view.measures) {
    const kind = measures[m.kind] ?? {}
    measures[m.kind] = kind
    count(kind, status)
  }
  const known = view.events()
  for (const e of known) {
    count(events, e.record.kind)
    count(grades, e.grade)
  }
  for (const e of view.measures.flatMap((m) => m.entries)) count(grades, e.grade)
  const all = [
    ...view.measures.map((m) => ({ id: m.id, title: m.record.title, kind: m.record.kind, party: m.record.party, status: m.status })),
    ...known.map((e) => ({ id: e.id, title: e.record.title, kind: e.record.kind, party: e.record.party, status: e.status ?? '' })),
  ]
  const authorities = record.records.filter((r) => r.kind === 'authority').length
  return { measures, events, grades, topics: topicCounts(view), all, later: record.records.length - all.length - authorities }
}

const seriesBook = (): Promise<SeriesBook> =>
  once('series', async () => openSeries(JSON.parse(await textOf(seriesUrl, 'The observed series')) as SeriesData))

/** A series to draw: its points as known, each with the days of its period. */
export interface DrawnSeries extends SeriesHead {
  readonly points: readonly (Point & { readonly from: Day; readonly until: Day })[]
}

/** One topic, with its series of more than one point. */
export async function topic({
  topic: name,
  ...dates
}: Dates & { topic: Topic }): Promise<{ readonly report: TopicReport; readonly series: readonly DrawnSeries[] }> {
  const [record, book] = await Promise.all([ledger(), seriesBook()])
  const eyes = earlier(dates.known, dates.date)
  const series = book.series(name).map((head) => ({
    ...head,
    points: book.points(head.id, eyes).flatMap((p) => {
      const days = daysOf(p.period)
      return days ? [{ ...p, ...days }] : []
    }),
  }))
  return { report: topicReport(record, book, name, dates), series: series.filter((s) => s.points.length > 1) }
}

export type { EventBrief, Topic }
