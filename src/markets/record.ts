/** What the record says beside a market's answer: aid paid, purchases pledged, purchases reported. */
import { type Day, daysBetween } from '../base/dates.js'
import type { View } from '../ledger/index.js'
import { type MarketData, seasonKnown, seasonOn } from './data.js'
import { type AidRate, aidRate } from './soybeans.js'

/** Aid within so many days of the day asked belongs to the same quarrel. */
const NEAR = 550

/** Rates of aid for soybeans that are known and near the day, each by the yield of the season that it was announced in. */
export function farmAid(view: View, data: MarketData): AidRate[] {
  return view.events('aid').flatMap(({ record, updates }) =>
    [record, ...updates].flatMap((said) =>
      (said.quantities ?? []).flatMap((q) => {
        const unit = q.unit
        if (q.what !== 'soybeans' || typeof q.value !== 'number' || (unit !== 'USD/bu' && unit !== 'USD/acre')) return []
        if (Math.abs(daysBetween(view.date, said.known)) > NEAR) return []
        // The rates of 2018 were paid on half of the production, as their announcement says.
        const part = 'text' in said && /half of the production/.test(said.text) ? 0.5 : 1
        const season = seasonKnown(data, said.known, view.known)
        return [aidRate({ id: record.id, title: record.title, known: said.known, rate: q.value, unit, part }, season)]
      }),
    ),
  )
}

/** A pledge on record to buy US soybeans. */
export interface SoybeanPledge {
  readonly id: string
  readonly title: string
  readonly quantity: number
  readonly from?: Day
  readonly until?: Day
  readonly per: string
}

/** Pledges known, of that many million tonnes. */
export function pledgesOf(view: View, quantity: number): SoybeanPledge[] {
  return view.events('commitment').flatMap(({ record }) => {
    const found = record.pledges.find((p) => /soybeans/i.test(p.what) && p.unit === 'Mt' && p.quantity === quantity)
    if (!found) return []
    return [
      {
        id: record.id,
        title: record.title,
        quantity,
        per: found.per ?? 'term',
        ...(found.from !== undefined && { from: found.from }),
        ...(found.until !== undefined && { until: found.until }),
      },
    ]
  })
}

/** The newest report, in the season of the day asked, that China bought no US soybeans: a duty does not do that. */
export function reportedZero(view: View): { readonly id: string; readonly title: string; readonly known: Day } | undefined {
  const found = view
    .events('report')
    .filter(
      ({ record, quantities }) => record.party === 'CN' && record.topics.includes('soybeans') && quantities.some((q) => q.value === 0),
    )
    .filter(({ known }) => Math.abs(daysBetween(view.date, known)) < 200 || seasonOn(known) === seasonOn(view.date))
    .at(-1)
  return found && { id: found.id, title: found.record.title, known: found.known }
}
