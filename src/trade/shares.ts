/**
 * Published estimates of what entries do not say: how much of the imports claims a preference, how much of the value is metal. Nothing
 * is read here: the texts of `data/shares` are passed in.
 */
import { rowsOf } from './rows.js'

/** Steel, aluminium and copper in the value, in hundredths of a percent. */
export type MetalContent = readonly [steel: number, aluminum: number, copper: number]

/** Shares of metals by code: rows `code,steel,aluminum,copper` in percent; a code is a prefix, and the longest that fits decides. */
export function metalContents(text: string): (code: string) => MetalContent | undefined {
  const of = new Map(rowsOf(text).map(([code = '', ...shares]) => [code, shares.map(hundredths) as unknown as MetalContent]))
  return (code) => {
    for (let length = code.length; length >= 2; length--) {
      const found = of.get(code.slice(0, length))
      if (found) return found
    }
    return undefined
  }
}

/** The part of imports that enters under a preference, 0 to 1. */
export interface PreferenceUse {
  /**
   * The part of the imports of a code from a partner that enters under a preference; 0 where none is on record.
   * @param year of two years that there are, 2024 and 2025, the one that is nearer
   */
  of(partner: string, code: string, year: number): number
}

/**
 * Use of preferences: of Canada and Mexico by code and year (`partner,code,2024,2025`), of others by chapter (`partner,chapter,share`),
 * in percent.
 */
export function preferenceUse(byCode: string, byChapter: string): PreferenceUse {
  const codes = new Map(rowsOf(byCode).map(([partner, code, then, now]) => [`${partner} ${code}`, [Number(then) / 100, Number(now) / 100]]))
  const partners = new Set([...codes.keys()].map((key) => key.slice(0, 2)))
  const chapters = new Map(rowsOf(byChapter).map(([partner, chapter, share]) => [`${partner} ${chapter}`, Number(share) / 100]))
  return {
    of: (partner, code, year) =>
      partners.has(partner)
        ? (codes.get(`${partner} ${code}`)?.[year < 2025 ? 0 : 1] ?? 0)
        : (chapters.get(`${partner} ${code.slice(0, 2)}`) ?? 0),
  }
}

const hundredths = (percent: string): number => Math.round(Number(percent) * 100)
