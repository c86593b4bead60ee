/** The scopes by which the rules of a record name goods, and what of a cover matters where nothing is claimed. */
import { type Cover, scopeText } from '../rates/candidates.js'
import type { Exemption, Products, Rule, Rules } from '../rates/rules.js'

/** A scope less its exceptions. */
export interface Scope {
  readonly products: Products
  readonly except?: Products
}

/** A scope as text, the same for the same scope. */
export const scopeKey = ({ products, except }: Scope): string =>
  except === undefined ? scopeText(products) : `${scopeText(products)} ${scopeText(except)}`

/** The scope of a rule as text. */
export const scopeKeyOf = ({ record: { scope } }: Rule): string =>
  scopeKey({ products: scope.products, ...(scope.productsExcept !== undefined && { except: scope.productsExcept }) })

/** The headings of chapter 98 that a rule names. */
export const headings98 = (exemptions: readonly Exemption[], fullValueUnder: readonly string[]): string[] =>
  [...exemptions.map((e) => e.heading ?? ''), ...fullValueUnder].filter((heading) => heading.startsWith('98'))

/** Every scope of a record that names goods, once. */
export function scopesOf({ tariffs, exclusions }: Rules): Map<string, Scope> {
  const found = new Map<string, Scope>()
  const add = (products: Products | undefined, except?: Products): void => {
    if ((products ?? 'all') === 'all' && except === undefined) return
    const scope = { products: products ?? 'all', ...(except !== undefined && { except }) }
    found.set(scopeKey(scope), scope)
  }
  for (const { record, exemptions, fullValueUnder } of tariffs) {
    add(record.scope.products, record.scope.productsExcept)
    for (const e of exemptions) add(e.products, e.productsExcept)
    // A number of chapter 98 is the claim of its heading: headings that rules name are told apart.
    for (const heading of headings98(exemptions, fullValueUnder)) add({ prefixes: [heading.replaceAll('.', '')] })
  }
  for (const { record, presumed } of exclusions) {
    add(record.products)
    add(presumed?.products)
  }
  return found
}

/**
 * A cover less the words that only a question or a reason would tell: of a row's note the heading that it names is kept, of the
 * cover's own note why a code cannot be mapped. Codes that differ in nothing else are alike.
 */
export function plain({ match, note, rows }: Cover): Cover {
  const kinds = new Map<string, Cover['rows'][number]>()
  for (const row of rows) {
    const heading = row.note?.match(/9903\.\d\d\.\d\d(?:\/\.\d\d)?/)?.[0]
    const { match: own, from, until } = row
    const kept = { match: own, ...(heading && { note: heading }), ...(from && { from }), ...(until && { until }) }
    kinds.set(JSON.stringify(kept), kept)
  }
  return { match, ...(match === 'unmapped' && note !== undefined && { note }), rows: [...kinds.values()] }
}
