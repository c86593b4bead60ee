/** User fees: ad valorem with a minimum and a maximum, some only for goods that arrive in one way. */
import type { SetEntry } from '../ledger/index.js'
import { type Cents, dollars, scaledRounding, toCents } from './amount.js'
import type { EntryLine } from './entry-line.js'
import { dutyRate, on, type ProgrammeRule, type Rules } from './rules.js'

/** A fee on one line. */
export interface FeeLine {
  readonly fee: string
  readonly title: string
  readonly rate_pct: number
  readonly amount_usd: string
  readonly status: 'applies' | 'exempt' | 'needs an answer'
  readonly reason: string
  readonly source: string
}

/** The fees of a line; the minimum and maximum are taken as if it were the whole entry. */
export function feeLines(entry: EntryLine, rules: Rules, programme: ProgrammeRule | undefined): FeeLine[] {
  return rules.fees.flatMap(({ id, record, timeline }): FeeLine[] => {
    const rate = on(timeline.get('rate'), entry.date)
    if (!rate || rate.effective === null) return []
    const duty = dutyRate(rate.effective)
    if (duty.form !== 'ad-valorem') return []
    const entryOfRate: SetEntry = rate.entry
    const common = {
      fee: id,
      title: record.title,
      rate_pct: Number(duty.percent) / 1e6,
      source: `${entryOfRate.instrument}: ${entryOfRate.sources[0] ?? ''}`,
    }
    if (programme?.record.freeOfFees?.includes(id)) {
      return [{ ...common, amount_usd: '0.00', status: 'exempt', reason: `goods that qualify for ${programme.record.title} do not pay it` }]
    }
    if (record.mode !== undefined && entry.mode !== undefined && entry.mode !== record.mode) {
      return [{ ...common, amount_usd: '0.00', status: 'exempt', reason: `only on goods that arrive by ${record.mode}` }]
    }
    const bound = (term: string): Cents | undefined => {
      const value = on(timeline.get(term), entry.date)?.effective
      return typeof value === 'string' ? scaledRounding(value, 2) : undefined
    }
    const amount = toCents(entry.value * duty.percent)
    const minimum = bound('minimum')
    const maximum = bound('maximum')
    const owed = minimum !== undefined && amount < minimum ? minimum : maximum !== undefined && amount > maximum ? maximum : amount
    const which = owed === amount ? '' : owed === minimum ? 'the minimum of an entry' : 'the maximum of an entry'
    if (record.mode !== undefined && entry.mode === undefined) {
      return [{ ...common, amount_usd: dollars(owed), status: 'needs an answer', reason: `due if the goods arrive by ${record.mode}` }]
    }
    return [{ ...common, amount_usd: dollars(owed), status: 'applies', reason: which || record.title }]
  })
}
