/** How many entities stand on each list of both sides on a day, as far as the record has the additions. */
import type { Day } from '../base/dates.js'
import { type MeasureState, type Party, segmentOn, type View } from '../ledger/index.js'

/** One action: an addition to a list. */
export interface ListingAction {
  readonly measure: string
  readonly title: string
  readonly issued: Day
  readonly entities?: number
  readonly status: 'in-force' | 'suspended' | 'not-started' | 'ended'
  /** The end of the suspension. */
  readonly until?: Day
  /** First day, if it lies ahead. */
  readonly starts?: Day
}

/** One list. Entities are those that the actions on record added; what was taken off one by one is not on record. */
export interface ListingCount {
  readonly party: Party
  readonly list: string
  readonly inForce: number
  readonly suspended: number
  readonly notStarted: number
  readonly actions: readonly ListingAction[]
}

const STATUS: Partial<Record<MeasureState['status'], ListingAction['status']>> = {
  'in-force': 'in-force',
  'in-force-in-part': 'in-force',
  suspended: 'suspended',
  published: 'not-started',
  ended: 'ended',
}

/** By party and list; actions issued after the day asked are left out. */
export function listingCounts(view: View): ListingCount[] {
  const lists = new Map<string, { party: Party; list: string; actions: ListingAction[] }>()
  for (const state of view.measures) {
    const { record } = state
    if (record.kind !== 'listing' || state.firstKnown > view.date) continue
    const key = `${record.party} ${record.list}`
    const entry = lists.get(key) ?? { party: record.party, list: record.list, actions: [] }
    lists.set(key, entry)
    entry.actions.push(actionOf(state, view.date))
  }
  const sum = (actions: readonly ListingAction[], status: ListingAction['status']): number =>
    actions.filter((a) => a.status === status).reduce((total, { entities }) => total + (entities ?? 0), 0)
  return [...lists.values()]
    .map(({ actions, ...rest }) => ({
      ...rest,
      inForce: sum(actions, 'in-force'),
      suspended: sum(actions, 'suspended'),
      notStarted: sum(actions, 'not-started'),
      actions: actions.sort((a, b) => (a.issued < b.issued ? -1 : a.issued > b.issued ? 1 : a.measure < b.measure ? -1 : 1)),
    }))
    .sort((a, b) => (a.party === b.party ? b.inForce - a.inForce : a.party < b.party ? -1 : 1))
}

function actionOf(state: MeasureState, date: Day): ListingAction {
  const line = state.timeline.get('entities') ?? state.timeline.get('effect') ?? []
  const now = segmentOn(line, date)
  const next = line.find((s) => s.from > date)
  const shown = now ?? next ?? line.at(-1)
  const status = STATUS[state.status] ?? 'ended'
  const until = status === 'suspended' ? now?.suspensions[0]?.until : undefined
  const starts = status === 'not-started' ? next?.from : undefined
  return {
    measure: state.id,
    title: state.record.title,
    issued: state.firstKnown,
    ...(typeof shown?.value === 'number' && { entities: shown.value }),
    status,
    ...(until !== undefined && { until }),
    ...(starts !== undefined && { starts }),
  }
}
