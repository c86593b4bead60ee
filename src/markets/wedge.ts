/** By how much China's duty on US soybeans stands above that on Brazil's: what of it makes buyers change the origin. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { type Assessment, assess, type RateBook } from '../rates/index.js'

/** Something still open that would change the duty on US beans. */
export interface OpenDuty {
  readonly key: string
  readonly ask: string
  readonly us: number
  readonly wedge: number
}

/** China's duties on a day, in percent of the value. */
export interface Duties {
  readonly code: string
  readonly us: number
  readonly other: number
  /** Value-added tax, which falls on all origins. */
  readonly vat?: number
  /** (1 + us) / (1 + other) − 1, in percent. */
  readonly wedge: number
  readonly layers: readonly { readonly measure: string; readonly title: string; readonly rate: number }[]
  readonly open: readonly OpenDuty[]
}

/** Soybeans, not for sowing: the line of China's tariff was divided in its nomenclature of 2022. */
export const lineOn = (date: Day): string => (date < '2022-01-01' ? '12019010' : '12019011')

/** How much dearer the one delivered good is than the other, in percent. */
export const wedgeOf = (us: number, other: number): number => ((100 + us) / (100 + other) - 1) * 100

/**
 * China's duties on soybeans of the US and of Brazil on a day.
 * @param book rates of imports into China, opened over the ledger (with its scenarios) as known
 * @throws {ParleyError} bad-input, if a rate cannot be computed
 */
export function soybeanDuties(book: RateBook, date: Day): Duties {
  const of = (origin: string): Assessment =>
    assess(book, { hts: lineOn(date), origin, entry_date: date, value_usd: '10000.00' }, { effects: true })
  const rate = (a: Assessment): number =>
    a.rate_pct ?? fail('bad-input', `China's duty on ${a.hts} of ${a.origin} has no total: ${a.incomplete?.join('; ')}`, 'date')
  const us = of('US')
  const other = rate(of('BR'))
  const vat = us.fees.find((f) => /value-added/i.test(f.title))?.rate_pct
  return {
    code: us.hts,
    us: rate(us),
    other,
    ...(vat !== undefined && { vat }),
    wedge: wedgeOf(rate(us), other),
    layers: us.layers
      .filter((l) => l.status === 'applies' && Number(l.amount_usd) !== 0)
      .map((l) => ({ measure: l.measure, title: l.reason, rate: l.rate_pct })),
    // What goods loaded earlier pay is about cargoes afloat, not about a season.
    open: us.questions.flatMap((q) => {
      if (q.duty_usd_if === undefined || !/^(claims|denies)\./.test(q.key)) return []
      const then = Number(q.duty_usd_if) / 100
      return [{ key: q.key, ask: q.ask, us: then, wedge: wedgeOf(then, other) }]
    }),
  }
}
