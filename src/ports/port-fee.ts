/** What a call at a port costs in port fees: every fee considered, what is owed, and what comes by itself later. */
import { addDays, type Day } from '../base/dates.js'
import { add, multiply } from '../base/decimal.js'
import { fail } from '../base/errors.js'
import type { Cause, HorizonState, View } from '../ledger/index.js'
import { type Basis, type Bearing, type Considered, consider, type FeeState, money } from './fee.js'
import { readVessel, type Vessel, type VesselInput } from './vessel.js'

/** A call: at whose port, of what vessel, and which of the year. */
export interface CallInput {
  readonly port: 'US' | 'CN'
  readonly vessel: VesselInput
  /** Calls planned in the year in which the day falls, this one counted: the year's amount is for so many. */
  readonly calls?: number
  /** The call's number among those charged on the vessel in that year. */
  readonly call?: number
}

/** What changes by itself on a later day. */
export interface LaterStep {
  readonly date: Day
  /** `HH:MM Area/City`, if the text gives the hour. */
  readonly time?: string
  readonly changes: readonly {
    readonly measure: string
    readonly cause: Cause | 'an exemption begins or ends'
    readonly status: Considered['status']
    readonly bases: readonly Basis[]
    readonly amount_if?: string
  }[]
  /** Owed for a call from then on; absent if open. */
  readonly amount?: string
}

/** The year of the cap. */
export interface FeeYear {
  readonly from: Day
  readonly until: Day
  /** The most charges on one vessel. */
  readonly most: number
  /** Calls asked about; absent: as many as are charged. */
  readonly calls?: number
  readonly charged: number
  /** `charged` times the amount of this day's call: all of them at this day's rate. */
  readonly amount: string
}

export interface PortFeeReport {
  readonly port: 'US' | 'CN'
  readonly date: Day
  readonly known: Day
  readonly currency: string
  /** Owed for the call; absent if a needed fact is missing. */
  readonly amount?: string
  readonly incomplete?: readonly string[]
  /** The fee that is owed; of several, the first. */
  readonly owed?: string
  readonly year?: FeeYear
  /** If the law changes at an hour of the day asked: what is owed before it. `amount` is what is owed from then on. */
  readonly hour?: { readonly time: string; readonly before: { readonly amount?: string; readonly status: string } }
  readonly considered: readonly Omit<Considered, 'bearings' | 'disputed'>[]
  readonly questions: readonly PortFeeQuestion[]
  readonly later: readonly LaterStep[]
  /** What officials said will be done, with no act that does it: the same day and days if it is. */
  readonly announced?: { readonly by: readonly string[]; readonly amount?: string; readonly later: readonly LaterStep[] }
  readonly unverified: readonly string[]
  readonly notes: readonly string[]
  readonly disputed: FeeState['remarks']['disputed']
  readonly horizon: HorizonState
}

/** One fact to be asked for, and all that hangs on it. */
export interface PortFeeQuestion {
  readonly fact: Bearing['fact'] | 'call'
  /** Of a share: held from these countries. */
  readonly of?: readonly string[]
  /** Whether there is no answer without it. */
  readonly needed: boolean
  readonly bears: readonly Omit<Bearing, 'fact' | 'of' | 'needed'>[]
}

/**
 * What a call costs.
 * @param view the law of the day of the call, as known on another
 * @param name how the caller calls a fact, for messages
 * @throws {ParleyError} bad-input, naming the fact that is wrong
 * @example
 * ```ts
 * const view = openLedger().asOf({ date: '2025-10-20' })
 * portFee(view, { port: 'US', vessel: { operator: 'CN', type: 'bulk', netTons: 60000 } }).amount // '3000000.00'
 * ```
 */
export function portFee(view: View, input: CallInput, name: (fact: string) => string = (fact) => fact): PortFeeReport {
  if (input.port !== 'US' && input.port !== 'CN') fail('bad-input', `"${String(input.port)}" is neither us nor cn`, name('port'))
  for (const key of ['calls', 'call'] as const) {
    const n = input[key]
    if (n !== undefined && !(Number.isInteger(n) && n >= 1 && n <= 366)) fail('bad-input', 'write a whole number from 1 to 366', name(key))
  }
  if (input.call !== undefined && input.calls !== undefined && input.call > input.calls)
    fail('bad-input', `this is call ${input.call} of the year, and only ${input.calls} are planned`, name('calls'))
  const vessel = readVessel(input.vessel, name)
  const { date } = view
  const asked: Asked = { view, port: input.port, vessel, call: input.call }
  const now = on(asked, date)
  const states = statesOf(view, input.port)
  const changed = view.changes(addDays(date, -1), date, states).find((c) => c.time !== undefined)
  const before = changed?.time === undefined ? undefined : on(asked, addDays(date, -1))
  const all = now.considered.filter((c) => c.status === 'owed')
  const owed = all[0]
  const cap = states.find((s) => s.id === owed?.measure)?.record.charges
  const later = laterSteps(asked)
  const announced = announcedOf(asked, now, later)
  const bearing = now.considered.filter((c) => !['not reached', 'gives way', 'not in force'].includes(c.status))
  const relevant = states.filter((s) => bearing.some((c) => c.measure === s.id))
  return {
    port: input.port,
    date,
    known: view.known,
    currency: now.considered[0]?.currency ?? (input.port === 'US' ? 'USD' : 'CNY'),
    ...(now.amount !== undefined && { amount: now.amount }),
    ...(now.incomplete.length > 0 && { incomplete: now.incomplete }),
    ...(owed && { owed: owed.measure }),
    ...(owed?.amount !== undefined && cap && all.length === 1 && { year: yearOf(date, cap, owed.amount, input.calls) }),
    ...(changed?.time !== undefined && before && beforeOf(changed.time, before, now)),
    considered: now.considered.map(({ bearings: _, disputed: __, ...rest }) => rest),
    questions: questions(now.considered, owed, cap?.most, input.call),
    later,
    ...(announced && { announced }),
    unverified: [...new Set(bearing.flatMap((c) => c.unverified))],
    notes: [...new Set(relevant.flatMap((s) => s.remarks.notes))],
    disputed: [...relevant.flatMap((s) => s.remarks.disputed), ...bearing.flatMap((c) => c.disputed)].filter(
      (d, i, all) => all.findIndex((x) => x.point === d.point) === i,
    ),
    horizon: view.horizon,
  }
}

interface Asked {
  readonly view: View
  readonly port: 'US' | 'CN'
  readonly vessel: Vessel
  readonly call: number | undefined
}

interface Reckoning {
  readonly considered: readonly Considered[]
  readonly amount?: string
  readonly incomplete: readonly string[]
}

const statesOf = (view: View, port: string): FeeState[] =>
  view.measures.filter((s): s is FeeState => s.record.kind === 'port-fee' && s.record.party === port)

/** All fees of one side on a day. */
function on({ view, port, vessel, call }: Asked, day: Day): Reckoning {
  const states = statesOf(view, port)
  const considered = states.map((s) => consider(s, states, vessel, day, call))
  const incomplete = considered.filter((c) => c.amount === undefined).map((c) => `${c.title}: ${c.reason}`)
  return {
    considered,
    incomplete,
    ...(incomplete.length === 0 && { amount: money(considered.map((c) => c.amount ?? '0').reduce(add, '0')) }),
  }
}

function beforeOf(time: string, before: Reckoning, now: Reckoning): Pick<PortFeeReport, 'hour'> {
  const key = (d: Reckoning): string => JSON.stringify(d.considered.map((c) => [c.status, c.amount]))
  if (key(before) === key(now)) return {}
  const status = before.considered.find((c) => ['owed', 'suspended', 'zero rate', 'needs an answer'].includes(c.status))?.status
  return { hour: { time, before: { ...(before.amount !== undefined && { amount: before.amount }), status: status ?? 'not in force' } } }
}

/** The year of the cap in which a day falls, and what so many calls of it come to at one amount. */
function yearOf(date: Day, { most, yearFrom }: { most: number; yearFrom: string }, amount: string, calls: number | undefined): FeeYear {
  const year = Number(date.slice(0, 4)) - (date.slice(5) < yearFrom ? 1 : 0)
  const charged = Math.min(calls ?? most, most)
  return {
    from: `${year}-${yearFrom}`,
    until: `${year + 1}-${yearFrom}`,
    most,
    ...(calls !== undefined && { calls }),
    charged,
    amount: money(multiply(amount, String(charged))),
  }
}

/** Every later day on which something changes for this vessel, by what is known; for a call that is charged. */
function laterSteps(given: Asked): LaterStep[] {
  const asked = { ...given, call: undefined }
  const { view, port } = asked
  const states = statesOf(view, port)
  const changes = view.changes(view.date, undefined, states)
  const clauses = states.flatMap((s) => [...s.record.reaches, ...(s.record.exempt ?? [])].flatMap((c) => [c.from, c.until]))
  const days = [...new Set([...changes.map((c) => c.date), ...clauses.filter((d): d is Day => d !== undefined && d > view.date)])].sort()
  const out: LaterStep[] = []
  let last = on(asked, view.date)
  for (const date of days) {
    const then = on(asked, date)
    const moved = then.considered.filter((c) => {
      const was = last.considered.find((x) => x.measure === c.measure)
      return live(c) || live(was) ? key(c) !== key(was) : false
    })
    last = then
    if (moved.length === 0) continue
    const time = changes.find((c) => c.date === date && c.time !== undefined && moved.some((m) => m.measure === c.measure))?.time
    out.push({
      date,
      ...(time !== undefined && { time }),
      changes: moved.map((c) => ({
        measure: c.measure,
        cause: changes.find((x) => x.date === date && x.measure === c.measure)?.cause ?? 'an exemption begins or ends',
        status: c.status,
        bases: c.bases,
        ...(c.amount_if !== undefined && { amount_if: c.amount_if }),
      })),
      ...(then.amount !== undefined && { amount: then.amount }),
    })
  }
  return out
}

/** Whether a fee matters to the vessel: not those that never reach it, or give way. */
const live = (c: Considered | undefined): boolean =>
  c !== undefined && !['not reached', 'gives way', 'exempt', 'beyond the cap', 'not in force'].includes(c.status)
const key = (c: Considered | undefined): string =>
  c === undefined ? '' : JSON.stringify([c.status, c.amount, c.status === 'suspended' ? '' : c.bases])

function announcedOf(asked: Asked, now: Reckoning, acts: readonly LaterStep[]): PortFeeReport['announced'] {
  const view = asked.view.announced
  if (view === asked.view) return undefined
  const other = { ...asked, view }
  const then = on(other, view.date)
  const later = laterSteps(other)
  if (JSON.stringify([then.amount, later]) === JSON.stringify([now.amount, acts])) return undefined
  const fees = new Set(statesOf(view, asked.port).map((s) => s.id))
  const by = asked.view.announcements.filter((a) => (a.would ?? []).some((op) => 'on' in op && fees.has(op.on))).map((a) => a.id)
  return { by, ...(then.amount !== undefined && { amount: then.amount }), later }
}

function questions(
  considered: readonly Considered[],
  owed: Considered | undefined,
  most: number | undefined,
  call: number | undefined,
): PortFeeQuestion[] {
  const merged = new Map<string, Bearing[]>()
  for (const b of considered.flatMap((c) => c.bearings)) {
    const id = b.of === undefined ? b.fact : `${b.fact} ${b.of.join(' ')}`
    merged.set(id, [...(merged.get(id) ?? []), b])
  }
  const asked = [...merged.values()].map((all): PortFeeQuestion => {
    const { fact, of } = all[0] as Bearing
    return {
      fact,
      ...(of && { of }),
      needed: all.some((b) => b.needed),
      bears: all.map(({ fact: _, of: __, needed: ___, ...rest }) => rest),
    }
  })
  asked.sort((a, b) => Number(b.needed) - Number(a.needed))
  if (owed && most !== undefined && call === undefined)
    asked.push({
      fact: 'call',
      needed: false,
      bears: [{ measure: owed.measure, decides: 'cap', ground: `the call is past the ${most} charged in a year`, amount_if: money('0') }],
    })
  return asked
}
