/** Units of quantity: one name for each, and conversion where it is exact and the schedule itself treats them as one measure. */
import { divide, multiply } from '../base/decimal.js'

/** Other spellings of a unit, in rates and in the column of units. */
const SPELLINGS: Record<string, string> = {
  each: 'No.',
  No: 'No.',
  pcs: 'No.',
  head: 'No.',
  'Dz Pcs': 'doz.',
  doz: 'doz.',
  pr: 'pr.',
  l: 'liter',
  'prs.': 'pr.',
  'doz. prs.': 'doz. pr.',
  liters: 'liter',
  'pf.liters': 'pf.liter',
  'pf. liter': 'pf.liter',
  // A proof liter is itself a measure of the alcohol that is in the goods.
  'pf. liter on ethyl alcohol content': 'pf.liter',
  thousands: 'thousand',
  '1000': 'thousand',
  '1,000': 'thousand',
  '1,000 pins': 'thousand pins',
  hundreds: 'hundred',
  'lin. m': 'm',
  'cy kg': 'clean kg',
  Cbm: 'm3',
  'Jwls.': 'jewel',
  'line/gross': 'gross line',
  'line/ gross': 'gross line',
  'gr.lines': 'gross line',
  'm2of recording surface': 'm2 of recording surface',
  'kg ttl sug': 'kg of total sugars',
}

/** Chemical signs in the column of units, `Pb kg`: kilograms of that content. */
const CONTENT: Record<string, string> = {
  Pb: 'lead',
  Cu: 'copper',
  Zn: 'zinc',
  W: 'tungsten',
  Mo: 'molybdenum',
  Mg: 'magnesium',
  Mn: 'manganese',
  Si: 'silicon',
  Co: 'cobalt',
  Ni: 'nickel',
  Cr: 'chromium',
  V: 'vanadium',
  Sb: 'antimony',
}

/** How many of a family's smallest unit make one. Families do not mix: a pair is no count of two articles. */
const FAMILIES: readonly Record<string, string>[] = [
  { g: '1', kg: '1000', t: '1000000' },
  { 'No.': '1', 'doz.': '12', hundred: '100', gross: '144', thousand: '1000' },
  { 'pr.': '1', 'doz. pr.': '12' },
  { liter: '1', hl: '100' },
  { cm2: '1', m2: '10000' },
  { m3: '1', 'thousand m3': '1000' },
  { m: '1', 'thousand m': '1000' },
]

/** Places to which a conversion is carried where it does not end, e.g. 5 articles as dozens. */
const PLACES = 20

/** The one name of a unit: `prs.` is `pr.`, `m²` is `m2`, `Pb kg` is `kg of lead content`. What is not known stays as it is. */
export function unitName(text: string): string {
  const clean = text.replaceAll('²', '2').replaceAll('³', '3').replace(/\s+/g, ' ').trim()
  const content = /^(\S+) kg$/.exec(clean)?.[1]
  if (content && CONTENT[content]) return `kg of ${CONTENT[content]} content`
  return SPELLINGS[clean] ?? clean.replace(/^(\S+) on (\S+ content)$/, '$1 of $2')
}

/** The quantity in `unit`, from whatever the quantities give that converts to it; `undefined` if nothing does. */
export function quantityIn(unit: string, quantities: Readonly<Record<string, string>>): string | undefined {
  const given = new Map(Object.entries(quantities).map(([name, amount]) => [unitName(name), amount]))
  const exact = given.get(unit)
  if (exact !== undefined) return exact
  const family = FAMILIES.find((f) => f[unit] !== undefined)
  for (const [name, amount] of given) {
    const size = family?.[name]
    if (family && size !== undefined) return divide(multiply(amount, size), family[unit] as string, PLACES)
  }
  return undefined
}
