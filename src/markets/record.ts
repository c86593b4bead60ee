/** What the record says beside a market's answer: purchases reported. */
import { type Day, daysBetween } from '../base/dates.js'
import type { View } from '../ledger/index.js'
import { seasonOn } from './data.js'

/** The newest report, in a season (default: that of the day asked, and near it), that China bought no US soybeans: a duty does not do that. */
export function reportedZero(
  view: View,
  season?: string,
): { readonly id: string; readonly title: string; readonly known: Day } | undefined {
  const found = view
    .events('report')
    .filter(
      ({ record, quantities }) => record.party === 'CN' && record.topics.includes('soybeans') && quantities.some((q) => q.value === 0),
    )
    .filter(({ known }) =>
      season === undefined
        ? Math.abs(daysBetween(view.date, known)) < 200 || seasonOn(known) === seasonOn(view.date)
        : seasonOn(known) === season,
    )
    .at(-1)
  return found && { id: found.id, title: found.record.title, known: found.known }
}
