/** Observed figures, each with its source and the day on which it became known. Data are handed in: nothing is read here. */
import { type Day, daysBetween } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { daysOf, lastDay, yearBefore } from './period.js'

/** One measure of one product by one reporter (and partner): never two measures in one series. */
export interface SeriesHead {
  /** `<subject>.<name>`; the subject is the file. */
  readonly id: string
  readonly title: string
  readonly product: string
  readonly measure: string
  /** ISO two-letter codes, `WORLD`, `EU`. */
  readonly reporter: string
  readonly partner?: string
  readonly unit: string
  /** Topics of the talks on which it bears. */
  readonly topics: readonly string[]
  /** One of the few that are shown first. */
  readonly headline?: boolean
  /** The rule by which it becomes public. */
  readonly rule: string
  readonly caveats?: readonly string[]
}

/** When figures of a publisher become public. Presumed: the rule gives the day, not the source. */
export interface Rule {
  readonly text: string
  readonly presumed: boolean
}

/** Series as compiled: rows `name,period,value,how,known,dated,source,note` without header line, by subject. */
export interface SeriesData {
  readonly rules: Readonly<Record<string, Rule>>
  readonly series: readonly SeriesHead[]
  readonly sources: Readonly<Record<string, string>>
  readonly rows: Readonly<Record<string, string>>
}

/** One figure. */
export interface Point {
  readonly period: string
  /** Decimal text, in the unit of the series. */
  readonly value: string
  /** `reported`: printed by the source; `derived`: worked out from what it prints. */
  readonly how: 'reported' | 'derived'
  /** The day on which it became known. */
  readonly known: Day
  /** Whether `known` is the day of the source, or follows from the rule of the series (presumed). */
  readonly dated: 'source' | 'rule'
  readonly source: string
  readonly note?: string
}

/** How far from a year, in days, a weekly or daily figure may lie to be compared. */
const NEAR = 6

/** Series by id. */
export class SeriesBook {
  private readonly heads: ReadonlyMap<string, SeriesHead>
  private readonly parsed = new Map<string, ReadonlyMap<string, readonly Point[]>>()

  /** @internal Use {@link openSeries}. */
  constructor(private readonly data: SeriesData) {
    this.heads = new Map(data.series.map((head) => [head.id, head]))
  }

  /** All series, or those of a topic, in the order of the index. */
  series(topic?: string): readonly SeriesHead[] {
    return topic === undefined ? this.data.series : this.data.series.filter((s) => s.topics.includes(topic))
  }

  /** One series. @throws ParleyError not-found */
  head(id: string): SeriesHead {
    return this.heads.get(id) ?? fail('not-found', `there is no series "${id}"`)
  }

  /** The rule by which the figures of a series become public. */
  rule(id: string): Rule {
    return this.data.rules[this.head(id).rule] ?? fail('bad-input', `there is no rule "${this.head(id).rule}"`, id)
  }

  /** Every point of a series in order of periods; of several prints of a period, in the order in which they became known. */
  all(id: string): readonly Point[] {
    this.head(id)
    const dot = id.indexOf('.')
    const subject = id.slice(0, dot)
    if (!this.parsed.has(subject)) this.parsed.set(subject, parse(this.data.rows[subject] ?? '', this.data.sources))
    return this.parsed.get(subject)?.get(id.slice(dot + 1)) ?? []
  }

  /** The points of a series that were known on a day: one a period, its newest print. */
  points(id: string, known: Day): readonly Point[] {
    const newest = new Map<string, Point>()
    for (const point of this.all(id)) if (point.known <= known) newest.set(point.period, point)
    return [...newest.values()]
  }

  /** The figure of the last period that was known on a day. */
  latest(id: string, known: Day): Point | undefined {
    return this.points(id, known).at(-1)
  }

  /** The comparable figure of a year before, if it was known: the same period, or for single days the nearest within a week. */
  yearBefore(id: string, period: string, known: Day): Point | undefined {
    const before = yearBefore(period)
    const points = this.points(id, known)
    const same = points.find((p) => p.period === before)
    if (same || before.length !== 10) return same
    return points.find((p) => p.period.length === 10 && Math.abs(daysBetween(before, p.period)) <= NEAR)
  }
}

/** Opens compiled series. */
export const openSeries = (data: SeriesData): SeriesBook => new SeriesBook(data)

/** Earlier periods first: by their last day, the shorter first; of one period, the print known earlier. */
export function inOrder(a: Point, b: Point): number {
  return (
    compare(lastDay(a.period), lastDay(b.period)) || compare(daysOf(b.period)?.from, daysOf(a.period)?.from) || compare(a.known, b.known)
  )
}

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

function parse(text: string, sources: Readonly<Record<string, string>>): Map<string, Point[]> {
  const out = new Map<string, Point[]>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [name = '', period = '', value = '', how = '', known = '', dated = '', source = '', note = ''] = line.split(',')
    const point: Point = {
      period,
      value,
      how: how as Point['how'],
      known,
      dated: dated as Point['dated'],
      source: sources[source] ?? fail('bad-input', `there is no source "${source}"`, name),
      ...(note && { note }),
    }
    const same = out.get(name)
    if (same) same.push(point)
    else out.set(name, [point])
  }
  return out
}
