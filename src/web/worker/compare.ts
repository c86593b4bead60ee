/** A scenario and what it is compared with: the two readings of the law that every answer on a scenario starts from. */
import type { Ledger, Scenario, View } from '../../ledger/index.js'
import { type Comparison, compare, pairsReached } from '../../scenarios/index.js'
import { type Dates, ledger } from './record.js'

/** A scenario by the id of a shipped one, or whole; none is the law as it stands. */
export type Named = string | Scenario | undefined

export interface WhatIfAsked extends Dates {
  readonly scenario?: Named
  /** What it is compared with; by default what the scenario names, else the law as it stands. */
  readonly against?: string
}

/** The two readings, and where they differ. */
export interface Readings {
  readonly own: Scenario | undefined
  readonly against: Scenario | undefined
  /** The ledgers themselves: that of the comparison, and that of the scenario. */
  readonly ledgers: readonly [Ledger, Ledger]
  readonly before: View
  readonly after: View
  readonly comparison: Comparison
  readonly pairs: ReturnType<typeof pairsReached>
}

/** @throws ParleyError, if a scenario does not fit the record */
export async function readingsOf({ scenario, against, date, known }: WhatIfAsked): Promise<Readings> {
  const record = await ledger()
  const other = scenario === undefined ? record : record.with(scenario)
  const own = other.scenarios.at(-1)
  const named = against ?? own?.against ?? 'record'
  const base = named === 'record' ? record : baseOf(record, named)
  const [before, after] = [base.asOf({ date, known }), other.asOf({ date, known })]
  const comparison = compare(before, after, date)
  const pairs = pairsReached(before, after, comparison)
  return { own, against: base.scenarios.at(-1), ledgers: [base, other], before, after, comparison, pairs }
}

const bases = new Map<string, Ledger>()
/** The ledger with a shipped scenario: one object each, so that its views are kept. */
function baseOf(record: Ledger, named: string): Ledger {
  const known = bases.get(named) ?? record.with(named)
  bases.set(named, known)
  return known
}
