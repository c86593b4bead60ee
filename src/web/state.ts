/** Where the reader is. All of it stands in the address, so that a link gives the same view. */
import { computed, signal } from '@preact/signals'
import { earlier, isDay, today } from '../base/dates.js'

export const VIEWS = ['truce', 'product', 'what-if', 'timeline', 'topics', 'record', 'entry'] as const
export type ViewName = (typeof VIEWS)[number]

export interface Place {
  readonly view: ViewName
  /** What stands after the view's name: the id of an entry. */
  readonly id?: string
  readonly params: Readonly<Record<string, string>>
}

function read(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [name = '', ...rest] = path.split('/')
  const view = VIEWS.find((v) => v === name) ?? 'truce'
  return {
    view,
    ...(rest.length > 0 && { id: decodeURIComponent(rest.join('/')) }),
    params: Object.fromEntries(new URLSearchParams(query)),
  }
}

const place = signal<Place>(read(location.hash))
addEventListener('hashchange', () => {
  place.value = read(location.hash)
})

/** The place that the address names. */
export const here = computed(() => place.value)

/** The last day that the record looks; told by the worker. */
export const latest = signal<string | undefined>(undefined)

/** The two dates; none until the record says how far it looks, where the address does not name them. */
export const dates = computed(() => {
  const { date, known } = place.value.params
  const day = date ?? today()
  if (known !== undefined) return { date: day, known }
  if (latest.value === undefined) return undefined
  return { date: day, known: earlier(latest.value, today()) }
})

/** What is wrong with the dates of the address, if something is. */
export const datesWrong = computed(() => {
  const { date, known } = place.value.params
  const bad = [date, known].find((day) => day !== undefined && !isDay(day))
  return bad === undefined ? undefined : `"${bad}" is not a day of the calendar. Write YYYY-MM-DD, for instance 2025-11-10.`
})

type Patch = {
  readonly view?: ViewName
  readonly id?: string
  readonly params?: Readonly<Record<string, string | undefined>>
  readonly keep?: boolean
}

/** The address of another place: the dates stay, other parameters only with `keep`. */
export function address({ view, id, params, keep }: Patch): string {
  const from = place.value
  const to = view ?? from.view
  const own = id ?? (view === undefined ? from.id : undefined)
  const kept = keep || view === undefined ? from.params : {}
  const merged: Record<string, string | undefined> = { ...dates.value, ...kept, ...params }
  const pairs = Object.entries(merged).flatMap(([k, v]) => (v === undefined || v === '' ? [] : [[k, v]]))
  const query = new URLSearchParams(pairs as string[][]).toString()
  return `#/${to}${own === undefined ? '' : `/${encodeURIComponent(own)}`}${query ? `?${query}` : ''}`
}

/** Goes to another place; with `replace` it takes the place of this one in the history. */
export function go(patch: Patch, replace = false): void {
  const hash = address(patch)
  if (hash === location.hash) return
  if (replace) {
    history.replaceState(null, '', hash)
    place.value = read(hash)
  } else location.hash = hash
}
