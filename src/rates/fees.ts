/** User fees: ad valorem with a minimum and a maximum, some only for goods that arrive in one way. */
import type { Day } from '../base/dates.js'
import { type Cents, dollars, type Percent, percentNumber, scaledRounding, toCents } from './amount.js'
import type { EntryLine } from './entry-line.js'
import { dutyRate, type FeeRule, on, type ProgrammeRule, type Rules } from './rules.js'

/** A fee on one line. */
export interface FeeLine {
  readonly fee: string
  readonly title: string
  readonly rate_pct: number
  /** Absent where it is owed on the duties too, and these cannot be computed. */
  readonly amount_usd?: string
  readonly status: 'applies' | 'exempt' | 'needs an answer'
  readonly reason: string
  readonly source: string
}

/** A fee's terms on a day. */
interface FeeTerms {
  readonly rule: FeeRule
  readonly rate: Percent
  readonly minimum?: Cents
  readonly maximum?: Cents
  readonly ratePct: number
  readonly source: string
}

const termsOfDay = new WeakMap<Rules, Map<Day, FeeTerms[]>>()

/** The fees in force on a day, with their terms; worked out once for each day. */
function feeTerms(rules: Rules, day: Day): FeeTerms[] {
  const byDay = termsOfDay.get(rules) ?? new Map<Day, FeeTerms[]>()
  termsOfDay.set(rules, byDay)
  let found = byDay.get(day)
  if (!found) {
    found = rules.fees.flatMap((rule) => termsOn(rule, day))
    byDay.set(day, found)
  }
  return found
}

function termsOn(rule: FeeRule, day: Day): FeeTerms[] {
  const segment = on(rule.timeline.get('rate'), day)
  const rate = segment && segment.effective !== null ? dutyRate(segment.effective) : undefined
  if (!segment || rate?.form !== 'ad-valorem') return []
  const bound = (term: string): Cents | undefined => {
    const value = on(rule.timeline.get(term), day)?.effective
    return typeof value === 'string' ? scaledRounding(value, 2) : undefined
  }
  const minimum = bound('minimum')
  const maximum = bound('maximum')
  const { instrument, sources } = segment.entry
  return [
    {
      rule,
      rate: rate.percent,
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
      ratePct: percentNumber(rate.percent),
      source: `${instrument}: ${sources[0] ?? ''}`,
    },
  ]
}

/** What a fee is worked out from. */
interface FeeBasis {
  readonly entry: EntryLine
  readonly rules: Rules
  /** Those that reach the goods. */
  readonly fees: readonly FeeRule[]
  readonly programme: ProgrammeRule | undefined
  /** All duties; absent where they cannot be computed. */
  readonly duty: Cents | undefined
}

/** The fees of a line; the minimum and maximum are taken as if it were the whole entry. */
export function feeLines({ entry, rules, fees, programme, duty }: FeeBasis): FeeLine[] {
  return feeTerms(rules, entry.date).flatMap((terms): FeeLine[] => {
    const { rule, rate, minimum, maximum } = terms
    const { mode, basis, title, remark } = rule.record
    if (!fees.includes(rule)) return []
    if (programme?.record.freeOfFees?.includes(rule.id)) {
      return [feeLine(terms, '0.00', 'exempt', `goods that qualify for ${programme.record.title} do not pay it`)]
    }
    if (mode !== undefined && entry.mode !== undefined && entry.mode !== mode) {
      return [feeLine(terms, '0.00', 'exempt', `only on goods that arrive by ${mode}`)]
    }
    if (basis === 'value-with-duty') {
      if (duty === undefined) return [feeLine(terms, undefined, 'needs an answer', 'on the value with duty, and the duty is open')]
      const on = `on the value with duty${remark === undefined ? '' : `; ${remark}`}`
      return [feeLine(terms, dollars(toCents((entry.value + duty) * rate)), 'applies', on)]
    }
    const amount = toCents(entry.value * rate)
    const owed = minimum !== undefined && amount < minimum ? minimum : maximum !== undefined && amount > maximum ? maximum : amount
    if (mode !== undefined && entry.mode === undefined)
      return [feeLine(terms, dollars(owed), 'needs an answer', `due if the goods arrive by ${mode}`)]
    const reason = owed === amount ? title : owed === minimum ? 'the minimum of an entry' : 'the maximum of an entry'
    return [feeLine(terms, dollars(owed), 'applies', reason)]
  })
}

function feeLine({ rule, ratePct, source }: FeeTerms, amount: string | undefined, status: FeeLine['status'], reason: string): FeeLine {
  return {
    fee: rule.id,
    title: rule.record.title,
    rate_pct: ratePct,
    ...(amount !== undefined && { amount_usd: amount }),
    status,
    reason,
    source,
  }
}
