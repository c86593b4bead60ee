/** A scenario against another reading, and the trade that it reaches: what `what-if` and `effects` both ask. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { embeddedClasses } from '../files/classes.js'
import { packageRoot } from '../files/root.js'
import { readUsExportsToChina, readUsImports, readUsImportsFromChina } from '../files/trade.js'
import type { HorizonState, Ledger, View } from '../ledger/index.js'
import type { Importer } from '../rates/index.js'
import { compileRules } from '../rates/rules.js'
import { type AuthorityChanges, compare, pairsReached, type Readings, type TradeEffect, tradeEffects } from '../scenarios/index.js'
import type { Question } from './shelf.js'

/** Lays a named scenario over a ledger; the field is how the caller calls the name. */
export type Lay = (ledger: Ledger, scenario: string, field: string) => Ledger
/** How the caller calls a field, for messages. */
export type Name = (field: string) => string
export const sameName: Name = (field) => field

export interface ComparisonAsked {
  /** A scenario by id; "record" is the law as it stands. */
  readonly scenario: string
  /** What it is compared with; by default what the scenario names, else the record. */
  readonly against?: string | undefined
}

/** What is compared, as it is reported. */
export interface Compared {
  readonly scenario: string
  readonly title: string
  readonly against: string
  readonly against_title: string
  /** The day from which differences are looked for. */
  readonly date: Day
  readonly known: Day
  /** The first day on which the two readings differ. */
  readonly on?: Day
  readonly horizon: HorizonState
  readonly changes: readonly AuthorityChanges[]
}

/** The two readings of a comparison. */
export interface Views {
  readonly before: View
  readonly after: View
  readonly pairs: ReturnType<typeof pairsReached>
}

/** The scenario and what it is compared with. @throws {ParleyError} naming the field that is wrong */
export function comparisonOf(
  { ledger, date, known }: Question,
  { scenario, against }: ComparisonAsked,
  lay: Lay,
  name: Name = sameName,
): { compared: Compared; views: Views } {
  const other = scenario === 'record' ? ledger : lay(ledger, scenario, 'scenario')
  const own = other === ledger ? undefined : other.scenarios.at(-1)
  const named = against ?? own?.against ?? 'record'
  const base = named === 'record' ? ledger : lay(ledger, named, name('against'))
  const dates = { date, ...(known !== undefined && { known }) }
  const [before, after] = [base.asOf(dates), other.asOf(dates)]
  const comparison = compare(before, after, date)
  const { on, changes } = comparison
  return {
    compared: {
      scenario: scenario === 'record' ? 'record' : (own?.id ?? scenario),
      title: own?.title ?? 'The record as it stands',
      against: named === 'record' ? 'record' : (base.scenarios.at(-1)?.id ?? named),
      against_title: named === 'record' ? 'the record as it stands' : (base.scenarios.at(-1)?.title ?? named),
      date,
      known: after.known,
      ...(on !== undefined && { on }),
      horizon: after.horizon,
      changes,
    },
    views: { before, after, pairs: pairsReached(before, after, comparison) },
  }
}

/** Years of the trade that may be the weight. */
export const TRADE_YEARS: readonly number[] = [2022, 2023, 2024, 2025]

/** The year of the trade that is the weight. @throws {ParleyError} bad-input, if it is not on record */
export function tradeYear(text: string, name: Name = sameName): number {
  const year = Number(text)
  return TRADE_YEARS.includes(year) ? year : fail('bad-input', `"${text}": trade of 2022 to 2025 is on record`, name('year'))
}

/** What trade of some pairs pays under two readings, each on its day. */
export function tradeUnder(
  readings: Pick<Views, 'before' | 'after'> & { readonly days: Readings['days'] },
  pairs: { readonly us: readonly string[]; readonly china: boolean },
  year: number,
  only: readonly string[] = [],
): TradeEffect[] {
  const root = packageRoot()
  const { days } = readings
  const of = (importer: Importer): Readings => {
    const before = compileRules(readings.before, importer)
    return {
      importer,
      before,
      after: readings.after === readings.before ? before : compileRules(readings.after, importer),
      days,
      classes: embeddedClasses(root, importer, days.after),
    }
  }
  const imports = pairs.us.map((origin) => ({
    origin,
    trade: origin === 'CN' ? readUsImportsFromChina(root, year) : readUsImports(root, origin),
  }))
  return [
    ...(imports.length > 0 ? tradeEffects(of('US'), imports, only) : []),
    ...(pairs.china ? tradeEffects(of('CN'), [{ origin: 'US', trade: readUsExportsToChina(root, year) }], only) : []),
  ]
}
