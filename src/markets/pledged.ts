/**
 * What the pledges on record make of a US season. A pledge has a term of its own (two months, a calendar year), the model a season of
 * September to August: a term's purchases are spread over its months as those of the base season were, and the months that lie in the
 * season are counted. Months without a pledge count for nothing, as pledges say "at least".
 */
import { addPeriod, type Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { View } from '../ledger/index.js'
import { type Base, type MarketData, spanOf } from './data.js'

/** A pledge on record to buy US soybeans. */
export interface SoybeanPledge {
  readonly id: string
  readonly title: string
  /** Million tonnes in each term. */
  readonly quantity: number
  readonly from?: Day
  readonly until?: Day
  /** `term`: once, from `from` to before `until`; `year`: in each year of it. */
  readonly per: string
}

/** One term of a pledge, as far as it lies in a season. */
export interface PledgeTerm {
  readonly id: string
  readonly title: string
  readonly quantity: number
  /** The term; `until` is the day after it. */
  readonly from: Day
  readonly until: Day
  /** The part of the term's purchases that falls in the season. */
  readonly share: number
  readonly season_mt: number
  /** What the duty alone would bring in the same months. */
  readonly market_mt: number
}

/** The pledges of a season together. */
export interface PledgedSeason {
  readonly season: string
  /** Base season whose months spread the terms. */
  readonly months_of: string
  /** At least so many million tonnes in the season. */
  readonly at_least_mt: number
  readonly terms: readonly PledgeTerm[]
  /** Months of the season, `YYYY-MM`, that no pledge covers. */
  readonly uncovered: readonly string[]
}

/** China's pledges to buy US soybeans by weight that are known. */
export function pledgesOf(view: View): SoybeanPledge[] {
  return view.events('commitment').flatMap(({ record }) => {
    if (record.party !== 'CN') return []
    const found = record.pledges.find((p) => /soybeans/i.test(p.what) && p.unit === 'Mt')
    if (found?.quantity === undefined) return []
    return [
      {
        id: record.id,
        title: record.title,
        quantity: found.quantity,
        per: found.per ?? 'term',
        ...(found.from !== undefined && { from: found.from }),
        ...(found.until !== undefined && { until: found.until }),
      },
    ]
  })
}

/** The terms of a pledge: one, or one a year. */
function termsOf({ from, until, per }: SoybeanPledge): { from: Day; until: Day }[] {
  if (from === undefined || until === undefined) return []
  if (per !== 'year') return [{ from, until }]
  const terms: { from: Day; until: Day }[] = []
  for (let day = from; day < until; day = addPeriod(day, 'P1Y')) terms.push({ from: day, until: addPeriod(day, 'P1Y') })
  return terms
}

/** The months of a span, `YYYY-MM`. Terms begin and end with months. */
function monthsOf({ from, until }: { readonly from: Day; readonly until: Day }): string[] {
  const months: string[] = []
  for (let day = `${from.slice(0, 7)}-01`; day < until; day = addPeriod(day, 'P1M')) months.push(day.slice(0, 7))
  return months
}

/**
 * The pledges known, read for one US season.
 * @param free what the duty alone would bring in the season, in million tonnes
 * @returns nothing where no pledge has a month in the season
 */
export function pledgedSeason(view: View, data: MarketData, base: Base, season: string, free: number): PledgedSeason | undefined {
  const rows = data.months.filter((m) => m.base === base.season)
  const whole = rows.reduce((sum, m) => sum + m.quantity, 0)
  /** The part of a season's sales in months, by their place in the year. */
  const weight = (months: readonly string[]): number =>
    months.reduce((sum, month) => sum + (rows.find((m) => m.month.slice(5) === month.slice(5))?.quantity ?? 0), 0) / whole
  const inSeason = monthsOf(spanOf(season))
  const terms = pledgesOf(view).flatMap((pledge) =>
    termsOf(pledge).flatMap((term): PledgeTerm[] => {
      const months = monthsOf(term)
      const here = months.filter((month) => inSeason.includes(month))
      if (here.length === 0) return []
      if (whole === 0) fail('not-found', `the months of ${base.season} are not on record, by which a pledge's term is read`, 'purchases')
      const share = weight(here) / weight(months)
      const { id, title, quantity } = pledge
      return [{ id, title, quantity, ...term, share, season_mt: quantity * share, market_mt: free * weight(here) }]
    }),
  )
  if (terms.length === 0) return undefined
  return {
    season,
    months_of: base.season,
    at_least_mt: terms.reduce((sum, t) => sum + t.season_mt, 0),
    terms,
    uncovered: inSeason.filter((month) => !terms.some((t) => monthsOf(t).includes(month))),
  }
}
