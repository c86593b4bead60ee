/** A layer of duty in exact figures, as the rules give it and before it is told. */
import type { Cents, Fine, Percent } from './amount.js'
import type { Rule } from './rules.js'

export type LayerStatus = 'applies' | 'exempt' | 'superseded' | 'yields' | 'not in force' | 'needs an answer'

/** A layer, in exact figures. */
export interface RawLayer {
  readonly rule: Rule
  readonly status: LayerStatus
  readonly heading: string | undefined
  /** The heading by which an exempt line is declared, a layer of its own. */
  readonly exemptHeading: string | undefined
  readonly rate: Percent | undefined
  /** On what; absent: the whole value. */
  readonly basis: Cents | undefined
  readonly amount: Fine
  /** Whether the rate depends on the base duty: a floor, or a total. */
  readonly onBase: boolean
  readonly reason: string
  readonly instrument: string
  readonly source: string
}
