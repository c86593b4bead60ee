/** Geographical areas: the customs territories that stand for several countries of origin. */
import type { Day } from '../base/dates.js'

const EUROPEAN_UNION = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '))

/** The day from which the United Kingdom is no member of the Union. */
const UK_LEFT: Day = '2020-02-01'

/** The days on which the names of some origin change. */
export const NAMES_CHANGE: readonly Day[] = [UK_LEFT]

/** Kept, so that the same names are the same list. */
const alone = new Map<string, readonly string[]>()
const inUnion = new Map<string, readonly string[]>()

/** The codes under which law may name an origin on a day: the country itself, and the Union for its members. */
export function namesOf(origin: string, day: Day): readonly string[] {
  const member = EUROPEAN_UNION.has(origin) || (origin === 'GB' && day < UK_LEFT)
  const known = (member ? inUnion : alone).get(origin)
  if (known) return known
  const names = member ? [origin, 'EU'] : [origin]
  ;(member ? inUnion : alone).set(origin, names)
  return names
}

export { COUNTRIES as ORIGINS, whyNoCountry } from '../base/countries.js'
