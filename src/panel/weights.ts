/** Trade of an origin by class of lines: the weights of averages. */
import type { Trade } from '../trade/index.js'
import type { Panel } from './panel.js'

/** Trade of an origin, by class of lines. */
export interface Weights {
  /** The country whose goods these are, or that stands for a group. */
  readonly origin: string
  readonly value: number
  /** Value under codes that the tariff does not have. */
  readonly noCode: number
  readonly rows: readonly WeightRow[]
}

/** An amount of trade, and how many lines of the tariff: parts of lines where a part of the trade is meant. */
export interface Portion {
  readonly value: number
  readonly lines: number
}

/** A class of lines. */
export interface WeightRow extends Portion {
  readonly member: number
  readonly rate: number
  readonly chapter: string
  /** Groups that the lines are in beside their chapter, where these were asked for. */
  readonly groups: readonly string[]
  /** The part that enters under a preference: as used in 2024, and in 2025. */
  readonly preferred: readonly [then: Portion, since: Portion]
}

/** What more is told of the lines. */
export interface WeightsAsked {
  /** The part of the imports of a code that enters under a preference, 0 to 1, in 2024 and 2025. */
  readonly preference?: (code: string, year: 2024 | 2025) => number
  /** Groups that a code is in: product lists, for one. */
  readonly groups?: (code: string) => readonly string[]
}

/**
 * Weights of the lines of a panel.
 * @param own the lines of the tariff: each counts once in simple averages
 */
export function weightsOf(
  { duties: { classes } }: Panel,
  origin: string,
  trade: Trade,
  own: ReadonlySet<string>,
  { preference, groups }: WeightsAsked = {},
): Weights {
  const rows = new Map<string, Row>()
  const row = (i: number): Row | undefined => {
    const member = classes.members[i] as number
    const rate = classes.rates[i] as number
    if (member < 0 || rate < 0) return undefined
    const code = classes.codes[i] as string
    const chapter = code.slice(0, 2)
    const of = groups?.(code) ?? NONE
    const key = `${member} ${rate} ${chapter} ${of.join(' ')}`
    let found = rows.get(key)
    if (!found) {
      found = { member, rate, chapter, groups: of, value: 0, lines: 0, preferred: [portion(), portion()] }
      rows.set(key, found)
    }
    return found
  }
  const add = (i: number, what: 'value' | 'lines', amount: number): boolean => {
    const of = row(i)
    if (!of) return false
    of[what] += amount
    if (preference)
      for (const [k, year] of YEARS.entries())
        (of.preferred[k] as { value: number; lines: number })[what] += amount * preference(classes.codes[i] as string, year)
    return true
  }
  let [value, noCode] = [0, 0]
  trade.codes.forEach((code, k) => {
    const usd = trade.values[k] as number
    value += usd
    const i = classes.at(code)
    if (i === undefined || !add(i, 'value', usd)) noCode += usd
  })
  classes.codes.forEach((code, i) => {
    if (own.has(code)) add(i, 'lines', 1)
  })
  return { origin, value, noCode, rows: [...rows.values()] }
}

const NONE: readonly never[] = []
const YEARS = [2024, 2025] as const
type Row = Omit<WeightRow, 'preferred' | 'value' | 'lines'> & {
  value: number
  lines: number
  preferred: [{ value: number; lines: number }, { value: number; lines: number }]
}
const portion = (): { value: number; lines: number } => ({ value: 0, lines: 0 })
