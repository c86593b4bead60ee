/** From codes of the Harmonized System to industries of the input-output tables. Nothing is read here: the text is passed in. */
import { fail } from '../base/errors.js'

/** Which industry makes a product: the longest prefix decides. */
export interface Concordance {
  /** The industry of a code of two digits or more, as {@link industryOf} writes it; `undefined` where none makes it (special provisions). */
  sectorOf(code: string): string | undefined
  /** Every industry named. */
  readonly industries: ReadonlySet<string>
}

/**
 * The industry behind the spellings of the tables: `D01T02`, `A01_02` and `01T02` are one, and so are `D26`, `C26` and `26`.
 * @returns the divisions alone, `01T02`, `26`
 */
export const industryOf = (sector: string): string => sector.replace(/^[A-Z](?=\d)/, '').replace('_', 'T')

/** Reads rows `prefix,sector`. @throws ParleyError naming the line that is none */
export function readConcordance(text: string): Concordance {
  const sectors = new Map<string, string>()
  let longest = 0
  const [header, ...rows] = text.trimEnd().split('\n')
  if (header !== 'prefix,sector') fail('bad-input', `begins with "${header}"; it must be "prefix,sector"`, 'concordance')
  for (const [i, row] of rows.entries()) {
    const found = /^(\d{2,10}),([A-Z]?\d\d\w*)$/.exec(row)
    if (!found) fail('bad-input', `is "${row}"; write prefix,sector, e.g. 8471,D26`, `concordance.line ${i + 2}`)
    const [, prefix, sector] = found as unknown as [string, string, string]
    sectors.set(prefix, industryOf(sector))
    longest = Math.max(longest, prefix.length)
  }
  return {
    industries: new Set(sectors.values()),
    sectorOf(code) {
      for (let digits = Math.min(longest, code.length); digits >= 2; digits--) {
        const sector = sectors.get(code.slice(0, digits))
        if (sector !== undefined) return sector
      }
      return undefined
    },
  }
}
