/** What a scenario changes, against the ledger and against the scenario that it is naturally compared with. */
import type { HorizonState, Ledger } from '../ledger/index.js'
import { type Difference, diff } from '../scenarios/index.js'
import type { Question } from './shelf.js'

/** The answer of `parley diff`. */
export interface DiffReport {
  readonly date: string
  readonly known: string
  readonly horizon: HorizonState
  /** Announcements that are known: law does not follow them, unless the scenario does. */
  readonly announcements: readonly { readonly id: string; readonly title: string }[]
  readonly scenario: string
  readonly title: string
  readonly summary: string
  /** Against the ledger as it is. */
  readonly differences: readonly Difference[]
  /** Against the scenario that it is naturally compared with, where there is one. */
  readonly against?: { readonly scenario: string; readonly title: string; readonly differences: readonly Difference[] }
}

/**
 * The differences, from the day asked on.
 * @param asked its ledger has at least one scenario
 * @param base the record without scenarios
 * @param against the ledger compared with beside it; by default that of the scenario which the first one names
 */
export function diffReport({ ledger, view, date, known }: Question, base: Ledger, against?: Ledger): DiffReport {
  const dates = { date, ...(known !== undefined && { known }) }
  const [first] = view.scenarios
  const other = against ?? (first?.against === undefined ? undefined : base.with(first.against))
  return {
    date,
    known: view.known,
    horizon: view.horizon,
    announcements: base.asOf(dates).announcements.map(({ id, title }) => ({ id, title })),
    scenario: view.scenarios.map((s) => s.id).join('+'),
    title: first?.title ?? '',
    summary: first?.summary ?? '',
    differences: diff(base.asOf(dates), ledger.asOf(dates), date),
    ...(other && {
      against: {
        scenario: other.scenarios[0]?.id ?? '',
        title: other.scenarios[0]?.title ?? '',
        differences: diff(other.asOf(dates), view, date),
      },
    }),
  }
}
