/** The record opened, and read as of two dates: what most views ask. */
import { type Day, readableDay } from '../../base/dates.js'
import { compare, subtract } from '../../base/decimal.js'
import {
  type AuthorityWhole,
  describeAuthority,
  describeEvent,
  describeMeasure,
  type EventBrief,
  type EventWhole,
  eventBrief,
  type Ledger,
  type MeasureStatus,
  type MeasureWhole,
  openLedgerData,
  type Relation,
  relationsOf,
  type Topic,
} from '../../ledger/index.js'
import { type Blanket, blanket, type TruceReport, truceReport } from '../../watch/index.js'
import { once, recordData } from './load.js'

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

export async function hello(): Promise<Hello> {
  const { horizon, shipped } = await ledger()
  const looked = Object.entries(horizon.parties).map(([party, { looked: day, basis }]) => ({ party, day, basis }))
  return {
    latest: looked.reduce((latest, { day }) => (day > latest ? day : latest), ''),
    looked,
    scenarios: shipped.map(({ id, title, summary, against }) => ({ id, title, summary, ...(against !== undefined && { against }) })),
  }
}

/** A step of a line over time: from a day on a rate holds. */
export interface RateStep {
  readonly from: Day
  readonly percent: string
  /** What changed against the step before, one entry a measure. */
  readonly changes: readonly { readonly measure: string; readonly title: string; readonly before: string; readonly after: string; readonly instrument: string }[]
}

/** By id of an event: what was said of it after the day asked, up to the day of knowledge. */
export type Later = Readonly<Record<string, readonly { readonly known: Day; readonly text: string }[]>>

/** Duties of both sides on all goods of the other over time, by what was known on the day asked and by what is on record now. */
export interface RateSteps {
  readonly title: string
  readonly unit: string
  readonly latest: Day
  readonly then: { readonly US: readonly RateStep[]; readonly CN: readonly RateStep[] }
  readonly now: { readonly US: readonly RateStep[]; readonly CN: readonly RateStep[] }
}

/** The truce, and what became of its threats, talks and reports between the day asked and the day of knowledge. */
export async function truce(dates: Dates): Promise<{ readonly report: TruceReport; readonly later: Later }> {
  const record = await ledger()
  const report = truceReport(record, dates)
  const view = record.asOf(dates)
  const told = [...report.threats, ...report.talks.ahead, ...report.talks.held, ...report.reported]
  const later = told.map(({ id }) => {
    const updates = view.event(id)?.updates.filter((u) => u.known > dates.date) ?? []
    return [id, updates.map(({ known, text }) => ({ known, text }))] as const
  })
  return { report, later: Object.fromEntries(later) }
}

const FIRST: Day = '2018-01-01'

/**
 * The step lines under the truce: the duty that each side puts on all goods of the other. Trade-weighted averages take this place
 * when the panel gives them over time; the shape of the answer stays.
 */
export async function rateSteps({ date, known }: Dates): Promise<RateSteps> {
  const record = await ledger()
  const { latest } = record.asOf({ date, known }).horizon
  const read = (upTo: Day): RateSteps['then'] => ({ US: stepsOf(record, 'US', date, upTo), CN: stepsOf(record, 'CN', date, upTo) })
  const then = read(known)
  return {
    title: 'Duty on all goods of the other side',
    unit: 'percent of value, before exemptions and without duties on listed products',
    latest,
    then,
    now: known >= latest ? then : read(latest),
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
    return [{ measure, title, before: a?.rate ?? '0', after: b?.rate ?? '0', instrument }]
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
  const later = record.record(id)
  return {
    is: 'nothing',
    why: later
      ? `The record has ${id}, but nothing of it was published by ${readableDay(dates.known)}. Move "known" to a later day.`
      : `The record has no entry ${id}.`,
  }
}

export type { EventBrief, MeasureStatus, Relation, Topic }
export { eventBrief, relationsOf }
