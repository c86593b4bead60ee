/** Which export controls of both sides reach goods on a day: a question to the ledger, by code, element or words. */
import { type Day, isDay } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { HorizonState, Ledger, MeasureState, Party, View } from '../ledger/index.js'
import { digitsOf } from './codes.js'
import { type ElementAsked, elementOf, nearestElements } from './elements.js'
import { type ControlRecord, type FoundItem, itemsAsked, itemsWithoutCode, namesOnly } from './items.js'
import { type ListingCount, listingCounts } from './listings.js'
import { type Requirement, type Standing, standingOf } from './standing.js'

/** A question. `code` is 2 to 10 digits of any customs tariff; `goods` are words, or an element's name. At least one of code, element, goods, listings. */
export interface ControlsAsked {
  readonly code?: string
  readonly element?: string
  readonly goods?: string
  /** Whose exports: ISO two letters. */
  readonly from?: string
  /** Where they go: ISO two letters. */
  readonly to?: string
  readonly listings?: boolean
}

/** What makes a control lighter without changing it. */
export interface Easing {
  readonly id: string
  readonly title: string
  readonly known: Day
  readonly kind: string
  readonly instrument?: string
}

/** One control that reaches the goods. */
export interface Control extends Standing {
  readonly measure: string
  readonly title: string
  readonly party: Party
  /** The day on which the control first became known. */
  readonly issued: Day
  readonly destinations: 'all' | readonly string[]
  readonly users?: string
  /** Reaches goods shipped from outside the party. */
  readonly fromAbroad?: true
  readonly items: readonly FoundItem[]
  readonly readings: readonly { readonly text: string; readonly known: Day; readonly sources: readonly string[] }[]
  readonly eased: readonly Easing[]
  /** Where it would stand if announcements were followed, if otherwise. */
  readonly announced?: { readonly status: Standing['status']; readonly until?: Day; readonly by: readonly string[] }
}

/** What one party asks of an exporter, in one line. */
export interface Verdict {
  readonly party: Party
  /**
   * The strictest requirement in force for the goods as described, whoever receives them; technology does not count.
   * `none`: none is on record. `unclear`: asked by words, and only the words of the items tell what is meant.
   */
  readonly requirement: Requirement | 'none' | 'unclear'
  readonly inForce: number
  readonly suspended: number
  readonly notStarted: number
  /** In force, but only for certain users. */
  readonly certainUsers: number
  /** Where no destination is asked: what is required for some of them, if that is stricter. */
  readonly stricter?: { readonly requirement: Requirement; readonly destinations: readonly string[] }
  /**
   * Where an element is asked: the strictest in force on goods that the record has under other materials and that hold it, as indium
   * gallium arsenide holds indium. It is in none of the figures above.
   */
  readonly inOthers?: { readonly requirement: Requirement; readonly materials: readonly string[] }
}

export interface ControlsReport {
  readonly date: Day
  readonly known: Day
  readonly horizon: HorizonState
  /** Scenarios laid over the record: with one, this is not the law. */
  readonly scenarios: readonly string[]
  readonly asked: {
    readonly code?: string
    readonly digits?: string
    readonly element?: ElementAsked
    readonly words?: string
    readonly from?: string
    readonly to?: string
  }
  readonly verdicts: readonly Verdict[]
  /** Controls on the exporter, that are issued: in force first, then not started, suspended, void. */
  readonly controls: readonly Control[]
  /** Controls on what is shipped from outside the party. */
  readonly fromAbroad: readonly Control[]
  /** Controls that look at who receives, whatever the goods. */
  readonly byReceiver: readonly Control[]
  /** Controls on rare earths as a family: equipment, raw materials, technology. */
  readonly family: readonly Control[]
  /** Goods of the same elements that the same acts name without a code. */
  readonly withoutCode: readonly Control[]
  /** Acts that name a material of the goods and no items: which items they mean is taken from an earlier act, and the goods are none of those. */
  readonly materialOnly: readonly Control[]
  /** Controls of before that have ended. */
  readonly ended: readonly Control[]
  /** Controls issued after the day asked. */
  readonly issuedLater: readonly Control[]
  readonly listings?: readonly ListingCount[]
  /** Export controls that are known to the record in all. */
  readonly onRecord: number
}

const SEVERITY: readonly Requirement[] = ['prohibited', 'licence', 'licence-by-rule', 'end-user-check', 'general-licence']
const ORDER: readonly Standing['status'][] = ['in-force', 'not-started', 'suspended', 'void', 'ended', 'not-issued']
const HOME: Readonly<Record<string, Party>> = { CN: 'CN', US: 'US' }

/**
 * The export controls that reach goods on the day of the view, by what it knows.
 * @example
 * ```ts
 * const view = openLedger().asOf({ date: '2025-10-20', known: '2025-10-20' })
 * controls(view, { code: '8505.11', from: 'CN', to: 'US' }).verdicts[0]?.requirement // 'licence'
 * ```
 * @throws {ParleyError} bad-input, for a code, country or element that cannot be; not-found, for words that no item has
 */
export function controls(view: View, asked: ControlsAsked): ControlsReport {
  const question = questionOf(asked)
  const { digits, element, words, from, to } = question
  const all = view.measures.filter((m): m is MeasureState & { record: ControlRecord } => m.record.kind === 'export-control')
  const here = all.filter(({ record }) => to === undefined || record.destinations === 'all' || record.destinations.includes(to))
  const goods = digits !== undefined || element !== undefined || words !== undefined
  const hits = !goods
    ? []
    : here.flatMap((state) => {
        if (state.record.reach || !concerns(state.record, from, to)) return []
        const items = itemsAsked(state.record, {
          ...(digits !== undefined && { digits }),
          ...(element && { element }),
          ...(words && { words }),
        })
        return items.length > 0 ? [control(view, state, items)] : []
      })
  if (words && hits.length === 0 && !all.some((m) => itemsAsked(m.record, { words }).length > 0)) noSuchGoods(asked.goods ?? '')
  const issued = hits.filter((c) => c.status !== 'not-issued' && c.status !== 'ended').sort(inOrder)
  const apart = (c: Control): boolean => c.items.every((i) => i.match === 'family')
  const own = issued.filter((c) => !apart(c))
  const direct = own.filter((c) => !isElsewhere(c, from))
  return {
    date: view.date,
    known: view.known,
    horizon: view.horizon,
    scenarios: view.scenarios.map(({ id }) => id),
    asked: {
      ...(asked.code !== undefined && digits !== undefined && { code: asked.code.trim(), digits }),
      ...(element && { element }),
      ...(words && { words: words.join(' ') }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    },
    verdicts: goods ? verdictsOf(direct, question) : [],
    controls: direct,
    fromAbroad: own.filter((c) => isElsewhere(c, from)),
    byReceiver: goods ? byReceiver(view, here, direct, from) : [],
    family: issued.filter(apart),
    withoutCode: digits === undefined ? [] : withoutCode(view, here, own),
    materialOnly: digits === undefined ? [] : materialOnly(view, here, own, from),
    ended: hits.filter((c) => c.status === 'ended').sort(inOrder),
    issuedLater: hits.filter((c) => c.status === 'not-issued').sort(inOrder),
    ...(asked.listings && { listings: listingCounts(view) }),
    onRecord: all.length,
  }
}

/** As {@link controls}, of a ledger and two dates. */
export function controlsOn(ledger: Ledger, { date, known, ...asked }: ControlsAsked & { date: Day; known?: Day }): ControlsReport {
  if (!isDay(date)) fail('bad-input', `"${date}" is not a day; write YYYY-MM-DD`, 'date')
  return controls(ledger.asOf({ date, ...(known !== undefined && { known }) }), asked)
}

interface Question {
  readonly digits?: string
  readonly element?: ElementAsked
  readonly words?: readonly string[]
  readonly from?: string
  readonly to?: string
}

function questionOf(asked: ControlsAsked): Question {
  const { code, element, goods } = asked
  if (code === undefined && element === undefined && goods === undefined && !asked.listings)
    fail('bad-input', 'name a customs code, goods or an element, e.g. 8505.11, "wire saw" or --element Dy; or ask for --listings')
  const from = country(asked.from, 'from')
  const to = country(asked.to, 'to')
  if (from !== undefined && from === to) fail('bad-input', `from and to are both ${from}: an export goes from one country to another`, 'to')
  const named = element === undefined ? undefined : (elementOf(element) ?? unknownElement(element))
  const byGoods = goods === undefined || named ? undefined : elementOf(goods)
  const words = goods === undefined || byGoods ? undefined : wordsOf(goods)
  const chosen = named ?? byGoods
  return {
    ...(code !== undefined && { digits: digitsOf(code) }),
    ...(chosen && { element: chosen }),
    ...(words && { words }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

function wordsOf(goods: string): string[] {
  const words = goods
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w.length > 1)
  return words.length > 0 ? words : fail('bad-input', `"${goods}" has no word to look for; name goods, e.g. "wire saw"`, 'goods')
}

function country(code: string | undefined, field: string): string | undefined {
  if (code === undefined) return undefined
  const upper = code.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(upper) ? upper : fail('bad-input', `"${code}" is no country: write its ISO two letters, e.g. US, CN, JP`, field)
}

function unknownElement(name: string): never {
  const near = nearestElements(name)
  return fail(
    'not-found',
    `"${name}" is no chemical element and no material of the record.${near.length > 0 ? ` Near it: ${near.join(', ')}` : ' Write its symbol or name, e.g. Dy or dysprosium; goods are asked by words, e.g. parley controls "wire saw"'}`,
    'element',
  )
}

function noSuchGoods(goods: string): never {
  const near = nearestElements(goods)
  return fail(
    'not-found',
    `no controlled item known then has the words "${goods}".${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''} Ask by customs code, e.g. 8505.11, or by element, e.g. dysprosium`,
    'goods',
  )
}

/** Whether a control bears on exports from that country. */
function concerns({ party, shipped }: ControlRecord, from: string | undefined, to: string | undefined): boolean {
  if (shipped && HOME[to ?? ''] === party) return false // to third countries
  return from === undefined || HOME[from] === party || shipped !== undefined
}

/** A control on shipments from abroad is not one on the party's own exporters; nor is it, if nobody says whence. */
const isElsewhere = (c: Control, from: string | undefined): boolean =>
  c.fromAbroad === true && (from === undefined || HOME[from] === c.party)

const inOrder = (a: Control, b: Control): number =>
  ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
  SEVERITY.indexOf(a.requirement) - SEVERITY.indexOf(b.requirement) ||
  (a.starts === b.starts ? (a.measure < b.measure ? -1 : 1) : a.starts < b.starts ? -1 : 1)

function verdictsOf(all: readonly Control[], { element, words, from, to }: Question): Verdict[] {
  const byWords = words !== undefined
  const goods = all.filter((c) => byWords || c.items.some((item) => !item.technology))
  /** Goods of other materials only: none of the items is recorded under the element asked. */
  const ofOthers = (c: Control): boolean =>
    element !== undefined && c.items.every((i) => i.elements.length > 0 && !i.elements.some((e) => element.names.includes(e)))
  const direct = goods.filter((c) => !ofOthers(c))
  const parties = [
    ...new Set([...(from === undefined ? ['CN' as const] : HOME[from] ? [HOME[from] as Party] : []), ...goods.map((c) => c.party)]),
  ]
  return parties.map((party): Verdict => {
    const mine = direct.filter((c) => c.party === party)
    const general = mine.filter((c) => (c.status === 'in-force' && c.users === undefined) || (c.status === 'in-force' && c.fromAbroad))
    const strictestOf = (of: readonly Control[]): number | undefined =>
      of.map((c) => SEVERITY.indexOf(c.requirement)).sort((a, b) => a - b)[0]
    // Where no destination is named, what holds for every one is the answer; what is stricter for some is told beside it.
    const everywhere = to === undefined ? general.filter((c) => c.destinations === 'all') : general
    const strictest = strictestOf(everywhere)
    const some = general.filter((c) => c.destinations !== 'all' && !everywhere.includes(c))
    const forSome = strictestOf(some)
    const others = goods.filter(
      (c) =>
        c.party === party &&
        ofOthers(c) &&
        c.status === 'in-force' &&
        c.users === undefined &&
        (to !== undefined || c.destinations === 'all'),
    )
    const ofTheirs = strictestOf(others)
    const count = (status: Standing['status']): number => mine.filter((c) => c.status === status).length
    return {
      party,
      requirement: byWords ? 'unclear' : strictest === undefined ? 'none' : (SEVERITY[strictest] as Requirement),
      inForce: general.length,
      suspended: count('suspended'),
      notStarted: count('not-started'),
      certainUsers: count('in-force') - general.length,
      ...(forSome !== undefined &&
        !byWords &&
        (strictest === undefined || forSome < strictest) && {
          stricter: {
            requirement: SEVERITY[forSome] as Requirement,
            destinations: [...new Set(some.filter((c) => SEVERITY.indexOf(c.requirement) === forSome).flatMap((c) => c.destinations))],
          },
        }),
      ...(ofTheirs !== undefined && {
        inOthers: {
          requirement: SEVERITY[ofTheirs] as Requirement,
          materials: [
            ...new Set(
              others.filter((c) => SEVERITY.indexOf(c.requirement) === ofTheirs).flatMap((c) => c.items.flatMap((i) => i.elements)),
            ),
          ],
        },
      }),
    }
  })
}

function control(view: View, state: MeasureState & { record: ControlRecord }, items: readonly FoundItem[]): Control {
  const { record } = state
  const standing = standingOf(state, view.date)
  return {
    measure: state.id,
    title: record.title,
    party: record.party,
    issued: state.firstKnown,
    ...standing,
    destinations: record.destinations,
    ...(record.users !== undefined && { users: record.users }),
    ...(record.shipped && { fromAbroad: true as const }),
    items,
    readings: record.readings ?? [],
    eased: easings(view, state.id),
    ...announcedFor(view, state.id, standing),
  }
}

/** Acts and promises that make the requirement of a measure lighter, known and begun by the day asked. */
function easings(view: View, measure: string): Easing[] {
  return view
    .events()
    .filter(({ record, known, status }) => record.relations?.eases?.includes(measure) && known <= view.date && status !== 'withdrawn')
    .map(({ id, record, known }) => ({
      id,
      title: record.title,
      known,
      kind: record.kind,
      ...(record.instrument !== undefined && { instrument: record.instrument }),
    }))
}

function announcedFor(view: View, measure: string, standing: Standing): Pick<Control, 'announced'> {
  if (view.announced === view) return {}
  const state = view.announced.measure(measure)
  const other = state && standingOf(state, view.date)
  if (!other || (other.status === standing.status && other.until === standing.until)) return {}
  const by = view.announcements.filter((a) => a.would?.some((op) => 'on' in op && op.on === measure)).map(({ id }) => id)
  return { announced: { status: other.status, ...(other.until !== undefined && { until: other.until }), by } }
}

function byReceiver(
  view: View,
  here: readonly (MeasureState & { record: ControlRecord })[],
  direct: readonly Control[],
  from: string | undefined,
): Control[] {
  const dualUse = new Set(direct.flatMap(({ measure }) => view.measure(measure)?.record.authority ?? []))
  return here
    .filter(({ record }) => record.reach && (from === undefined || HOME[from] === record.party))
    .filter(({ record }) => record.reach === 'all-items' || dualUse.has(record.authority))
    .map((state) => control(view, state, []))
    .filter((c) => c.status !== 'not-issued' && c.status !== 'ended')
    .sort(inOrder)
}

function withoutCode(view: View, here: readonly (MeasureState & { record: ControlRecord })[], own: readonly Control[]): Control[] {
  return own.flatMap((c) => {
    const state = here.find(({ id }) => id === c.measure)
    const items = state ? itemsWithoutCode(state.record, c.items) : []
    return state && items.length > 0 ? [control(view, state, items)] : []
  })
}

function materialOnly(
  view: View,
  here: readonly (MeasureState & { record: ControlRecord })[],
  own: readonly Control[],
  from: string | undefined,
): Control[] {
  const found = new Set(own.map((c) => c.measure))
  const elements = new Set(own.flatMap((c) => c.items.flatMap((item) => item.elements)))
  return here
    .filter(({ id, record }) => !found.has(id) && concerns(record, from, undefined) && namesOnly(record, elements))
    .map((state) => control(view, state, []))
    .filter((c) => c.status !== 'not-issued' && c.status !== 'ended')
    .sort(inOrder)
}
