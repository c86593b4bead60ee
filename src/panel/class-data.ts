/** Classes of codes as they lie in files, compiled from the lists and the tariff when the package is built: see `compile.ts`. */
import type { Day } from '../base/dates.js'
import type { Cover } from '../rates/candidates.js'
import type { Importer } from '../rates/index.js'
import type { MetalContent } from '../trade/index.js'

/** A base duty in percent of the value, in millionths of a point; as text, why it cannot be computed from the value alone. */
export type BaseDuty = number | string

/** A class of codes of the same base duties on any day, nothing claimed. */
export interface BaseClass {
  /** In the general column, in order of days: each holds from its day on. */
  readonly general: readonly (readonly [from: Day, duty: BaseDuty])[]
  readonly column2: BaseDuty
  /** Why the code cannot be mapped to the tariff. */
  readonly unmapped?: string
}

/** Codes of one importing party, with what tells them apart. */
export interface ClassData {
  readonly party: Importer
  /** The days of the nomenclature that the codes are of. */
  readonly from: Day
  readonly until?: Day
  /**
   * Sorted, each once, with blanks between: lines of the US schedule and numbers under which trade is counted; of China's, codes, or
   * pairs `120190:12019010` of a code of the day and the line of 2018 that the goods were.
   */
  readonly codes: string
  /** The class of each code by what the law's scopes make of it, and by base rates; -1: the tariff of the day does not have it. */
  readonly members: readonly number[]
  readonly rates: readonly number[]
  readonly bases: readonly BaseClass[]
  /**
   * Estimates of steel, aluminium and copper in the value, in hundredths of a percent: classes of members of which a duty can be on the
   * metal in goods, and the shares of each.
   */
  readonly contents?: readonly (readonly [member: number, content: MetalContent])[]
  /** By scope, as {@link scopeKey} writes it: class, cover, class, cover … of the classes that it covers. */
  readonly scopes: Readonly<Record<string, readonly number[]>>
  readonly covers: readonly Cover[]
}
