/** Trade by product: the weights of averages, as compiled into `data/trade`. Nothing is read here: the text is passed in. */

import { rowsOf } from './rows.js'

export { type MetalContent, metalContents, type PreferenceUse, preferenceUse } from './shares.js'

/** Trade of one pair by code, in order of code. Values in US dollars. */
export interface Trade {
  /** What is counted, and by whom. */
  readonly what: string
  readonly year: number
  readonly codes: readonly string[]
  readonly values: Float64Array
  /** Duties calculated for the year, where they are on record. */
  readonly duties?: Float64Array
}

/** Partners for which US imports of 2024 are on record; `EU` is the Union without Slovakia, which stands apart. */
export const PARTNERS = (
  'AE AO AR AU BD BR CA CH CL CN CO CR DO DZ EC EG EU GB GT HK HN ID IL IN IQ JP KH KR KW LK MX MY NG NI NO NZ PE PH PK RU SA SG SK ' +
  'SV TH TR TT TW VE VN ZA'
).split(' ')

/** The country whose goods stand for those of a partner: a member for the Union, which law and trade have as one. */
export const originOf = (partner: string): string => (partner === 'EU' ? 'DE' : partner)

/** US imports for consumption of 2024 from one partner by ten-digit number: rows `code,value,duty`. */
export function importsOfPartner(text: string): Trade {
  const codes: string[] = []
  const values: number[] = []
  const duties: number[] = []
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; ) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const comma = text.indexOf(',', at)
    const second = text.indexOf(',', comma + 1)
    const owed = second > 0 && second < end
    codes.push(text.slice(at, comma))
    values.push(Number(text.slice(comma + 1, owed ? second : end)))
    duties.push(owed ? Number(text.slice(second + 1, end)) : 0)
    at = end + 1
  }
  return {
    what: 'US imports for consumption, customs value (US Census Bureau)',
    year: 2024,
    codes,
    values: Float64Array.from(values),
    duties: Float64Array.from(duties),
  }
}

/**
 * Trade by subheading of one year: rows `code,2022,2023,2024,2025`. Special items (9999.99: aircraft among them) have no subheading and
 * are in the rows as they are counted.
 */
export function tradeBySubheading(text: string, what: string, year: number): Trade {
  const header = text.slice(0, text.indexOf('\n')).split(',')
  const column = header.indexOf(String(year))
  const rows = rowsOf(text).filter((row) => row[column] !== undefined && row[column] !== '')
  return { what, year, codes: rows.map(([code]) => code as string), values: Float64Array.from(rows, (row) => Number(row[column])) }
}

/**
 * Trade by statistical number brought to another year: each subheading's value of that year in the proportions of the year counted. A
 * subheading without numbers in the year counted stands for itself.
 */
export function inYear(counted: Trade, subheadings: Trade): Trade {
  const under = new Map<string, number[]>()
  counted.codes.forEach((code, i) => {
    const six = code.slice(0, 6)
    under.set(six, [...(under.get(six) ?? []), i])
  })
  const rows = subheadings.codes.flatMap((six, k): [string, number][] => {
    const value = subheadings.values[k] as number
    const own = under.get(six) ?? []
    const sum = own.reduce((total, i) => total + (counted.values[i] as number), 0)
    return sum > 0 ? own.map((i) => [counted.codes[i] as string, (value * (counted.values[i] as number)) / sum]) : [[six, value]]
  })
  rows.sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    what: `${subheadings.what}, in the proportions of ${counted.year} below six digits`,
    year: subheadings.year,
    codes: rows.map(([code]) => code),
    values: Float64Array.from(rows, ([, value]) => value),
  }
}
