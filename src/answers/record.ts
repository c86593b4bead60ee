/** One record whole: a measure, an event or an authority. */
import { fail } from '../base/errors.js'
import { describeAuthority, describeEvent, describeMeasure, type Ledger, type View } from '../ledger/index.js'
import { diff } from '../scenarios/index.js'

/**
 * What is known of a record.
 * @param base the record without scenarios, to say whether an id is known only later
 * @throws {ParleyError} not-found, with ids near it
 */
export function recordWhole(view: View, base: Ledger, id: string) {
  const { horizon } = view
  const measure = describeMeasure(view, id)
  if (measure) {
    const announced = view.announced === view ? [] : diff(view, view.announced, view.date).filter((d) => d.measure === id)
    return { is: 'measure', record: { ...measure, horizon, announced } } as const
  }
  const event = describeEvent(view, id)
  if (event) return { is: 'event', record: { ...event, horizon } } as const
  const authority = describeAuthority(view, id)
  if (authority) return { is: 'authority', record: { ...authority, horizon } } as const
  return notFound(view, base, id)
}

function notFound(view: View, base: Ledger, id: string): never {
  const all = [...view.measureIds, ...view.events().map((e) => e.id)]
  const near = all.filter((other) => other.includes(id) || id.includes(other)).slice(0, 8)
  const later = base.record(id) !== undefined ? ` It is on record, but was not known on ${view.known}.` : ''
  return fail(
    'not-found',
    `no record "${id}" is known on ${view.known}.${later}${near.length > 0 ? ` Near it: ${near.join(', ')}` : ' See parley timeline for ids'}`,
    'id',
  )
}
