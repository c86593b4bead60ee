/** The base duty: column 1 general or special, column 2, or a rate that the filer gives. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { evaluate, type GeneralRate, parseRate, type RateExpression, type ScheduleLine } from '../schedule/index.js'
import { type Cents, decimal, type Fine, type Percent, percent, scaledRounding } from './amount.js'
import type { EntryLine } from './entry-line.js'
import { namesOf } from './origins.js'
import { on, type ProgrammeRule, type Rules } from './rules.js'

/** The base duty of a line. */
export interface Base {
  readonly rate: string
  readonly column: 'general' | 'special' | 'column 2' | 'given'
  readonly amount: Fine
  /** Why the amount cannot be computed. */
  readonly problem?: string
  /** Units of quantity that are missing. */
  readonly needs?: readonly string[]
  readonly programme?: ProgrammeRule
  /** What the reader should know: a claim that the line does not admit, a rate that is not sure for the day. */
  readonly notes: readonly string[]
}

/** Chapter 98 headings whose own rate is Free: US goods returned, governments, exhibition, temporary imports, other exempt articles. */
const FREE_98 = /^98(01|08|10|12|13|17)\.\d\d\.\d\d/

/** More than any duty has been. */
const MOST_PERCENT = 10_000

/** Works out the base duty on `value` (the customs value, or what chapter 98 leaves of it). */
export function baseDuty(entry: EntryLine, line: ScheduleLine, rules: Rules, value: Cents): Base {
  const notes: string[] = []
  for (const claim of entry.claims) {
    if (!/^\d{4}\./.test(claim) && !rules.claims.has(claim))
      notes.push(`"${claim}" is claimed, and no rule here reads it: it has no effect`)
  }
  for (const deny of entry.denies) {
    if (!/^\d{4}\./.test(deny) && !rules.denies.has(deny)) notes.push(`"${deny}" is denied, and no rule here reads it: it has no effect`)
  }
  // What is stated and decides nothing by itself is told, not swallowed.
  if (entry.endUse !== undefined) notes.push('end_use is stated, and no rule here reads it: claim the heading or condition that it meets')
  if (entry.shares.us_metal_pct !== undefined && !entry.claims.has('us-origin-metal'))
    notes.push('us_metal_pct is stated, and decides nothing by itself: claim us-origin-metal if the share is the one that the law asks for')
  if (entry.baseRate !== undefined) {
    const given = parseRate(/^free$/i.test(entry.baseRate) ? 'Free' : entry.baseRate)
    if (given.kind === 'uncomputable')
      fail('bad-input', `"${entry.baseRate}" is not a rate; write e.g. 2.9%, free, 1.5¢/kg or 3.3¢/kg + 4%`, 'base_rate')
    if (given.kind === 'ad-valorem' && Number(given.percent) > MOST_PERCENT)
      fail('bad-input', `"${entry.baseRate}" is more than ${MOST_PERCENT}%`, 'base_rate')
    return computed(entry, value, { rate: entry.baseRate, column: 'given', notes }, given)
  }
  const freeBy = [...entry.claims].find((c) => FREE_98.test(c))
  if (freeBy !== undefined) return computed(entry, value, { rate: `Free (${freeBy})`, column: 'general', notes }, { kind: 'free' })
  const names = namesOf(entry.origin, entry.date)
  const programmes = rules.programmes.filter((p) => on(p.granted, entry.date) && names.some((n) => p.origins.has(n)))
  if (programmes.some((p) => p.record.treatment === 'column-2')) {
    return computed(entry, value, { rate: line.column2.raw, column: 'column 2', notes }, line.column2.rate)
  }
  for (const programme of rules.programmes) {
    const { claim, symbols = [] } = programme.record
    if (programme.record.treatment !== 'special' || claim === undefined || !entry.claims.has(claim)) continue
    if (!programmes.includes(programme)) {
      notes.push(`${claim} is claimed, and does not stand open to goods of ${entry.origin} on ${entry.date}: the general rate is taken`)
      continue
    }
    const special = line.special.find((s) => s.programmes.some((p) => symbols.includes(p)))
    if (!special && line.general.rate.kind === 'free') {
      return computed(entry, value, { rate: line.general.raw, column: 'general', programme, notes }, line.general.rate)
    }
    if (!special) {
      notes.push(`${claim} is claimed, and this line has no rate for it: the general rate is taken`)
      continue
    }
    return computed(entry, value, { rate: special.raw, column: 'special', programme, notes }, special.rate)
  }
  const general = generalOn(line, entry.date)
  if (!general.sure) notes.push(`The general rate is not sure for ${entry.date}: ${general.why ?? 'no edition of that day is on record'}`)
  return computed(entry, value, { rate: general.raw, column: 'general', notes }, general.rate)
}

function computed(entry: EntryLine, value: Cents, base: Omit<Base, 'amount' | 'problem' | 'needs'>, rate: RateExpression): Base {
  if (rate.kind === 'free') return { ...base, amount: 0n }
  if (rate.kind === 'ad-valorem') return { ...base, amount: value * percentOf(rate) }
  const result = evaluate(rate, { valueUsd: decimal(value, 2), quantity: entry.quantity })
  if ('amount' in result) return { ...base, amount: scaledRounding(result.amount, 10) }
  if ('needs' in result) {
    return {
      ...base,
      amount: 0n,
      needs: result.needs,
      problem: `the rate ${base.rate} needs the quantity in ${result.needs.join(' and ')}`,
    }
  }
  return { ...base, amount: 0n, problem: result.uncomputable }
}

const percents = new WeakMap<object, Percent>()
/** The rate of an ad valorem expression, read once. */
function percentOf(rate: Extract<RateExpression, { kind: 'ad-valorem' }>): Percent {
  let found = percents.get(rate)
  if (found === undefined) {
    found = percent(rate.percent)
    percents.set(rate, found)
  }
  return found
}

/** How many days of one line are kept. */
const DAYS_KEPT = 64
const generals = new WeakMap<ScheduleLine, Map<Day, GeneralRate>>()
/** The general rate of a line on a day, kept for lines that come again. */
function generalOn(line: ScheduleLine, day: Day): GeneralRate {
  const days = generals.get(line) ?? new Map<Day, GeneralRate>()
  generals.set(line, days)
  let found = days.get(day)
  if (!found) {
    if (days.size >= DAYS_KEPT) days.clear()
    found = line.generalOn(day)
    days.set(day, found)
  }
  return found
}
