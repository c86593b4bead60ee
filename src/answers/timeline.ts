/** Events by the day on which they became known. */
import { fail } from '../base/errors.js'
import { checkDay, type EventBrief, eventBrief, type HorizonState, type View } from '../ledger/index.js'

export interface TimelineAsked {
  readonly actor?: string | undefined
  readonly topic?: string | undefined
  /** First day on which an event became known. */
  readonly from?: string | undefined
  /** Last such day. */
  readonly to?: string | undefined
}

/** @throws {ParleyError} bad-input, naming the field */
export function timeline(
  view: View,
  asked: TimelineAsked,
  name = (field: string): string => field,
): { known: string; horizon: HorizonState; events: EventBrief[] } {
  const from = asked.from === undefined ? undefined : checkDay(asked.from, name('from'))
  const to = asked.to === undefined ? undefined : checkDay(asked.to, name('to'))
  if (from !== undefined && to !== undefined && to < from)
    fail('bad-input', `${name('to')} ${to} lies before ${name('from')} ${from}`, name('to'))
  const events = view
    .events()
    .filter((e) => (from === undefined || e.known >= from) && (to === undefined || e.known <= to))
    .filter(
      ({ record: r }) =>
        (asked.actor === undefined || r.party === asked.actor) && (asked.topic === undefined || r.topics.includes(asked.topic as never)),
    )
    .map(eventBrief)
  return { known: view.known, horizon: view.horizon, events }
}
