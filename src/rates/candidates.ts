/** Which rules reach a product at all: scope by list, prefix or all. Worked out once for each code and kept. */
import { type Day, within } from '../base/dates.js'
import type { Membership, ProductLists } from './lists.js'
import type { ExclusionRule, Exemption, Products, Rule, Rules } from './rules.js'

/** How a scope covers a code: wholly, or a part of the line in words. */
export interface Cover {
  readonly match: 'whole' | 'part'
  readonly note?: string
  readonly rows: readonly Membership[]
}

/** A tariff that reaches a product, with its exemptions by product resolved. */
export interface Candidate {
  readonly rule: Rule
  readonly cover: Cover
  /** Exemptions that can matter for this product, with how they cover it. */
  readonly exemptions: readonly { readonly exemption: Exemption; readonly cover: Cover }[]
}

/** An exclusion that lists the product. */
export interface ExclusionCandidate {
  readonly rule: ExclusionRule
  readonly cover: Cover
}

/** All that can matter for one 10-digit code. */
export interface ProductRules {
  readonly tariffs: readonly Candidate[]
  readonly exclusions: readonly ExclusionCandidate[]
}

const EVERYTHING: Cover = { match: 'whole', rows: [] }

/** Finds the rules of a product. */
export function productRules(rules: Rules, lists: ProductLists, code: string): ProductRules {
  const tariffs = rules.tariffs.flatMap((rule): Candidate[] => {
    const { scope } = rule.record
    const cover = covers(scope.products, lists, code)
    if (!cover) return []
    const out = scope.productsExcept && covers(scope.productsExcept, lists, code)
    if (out && out.match === 'whole') return []
    const exemptions = rule.exemptions.flatMap((exemption) => {
      if (exemption.productsExcept && covers(exemption.productsExcept, lists, code)?.match === 'whole') return []
      const found = exemption.products === undefined ? EVERYTHING : covers(exemption.products, lists, code)
      return found ? [{ exemption, cover: found }] : []
    })
    return [{ rule, cover, exemptions }]
  })
  const exclusions = rules.exclusions.flatMap((rule): ExclusionCandidate[] => {
    const cover = covers(rule.record.products, lists, code)
    return cover ? [{ rule, cover }] : []
  })
  return { tariffs, exclusions }
}

/** How a scope covers a code; `undefined` if it does not. Words without any code cover every code, in part. */
function covers(products: Products, lists: ProductLists, code: string): Cover | undefined {
  if (products === 'all') return EVERYTHING
  if (products.prefixes?.some((p) => code.startsWith(p))) {
    return products.described === undefined || products.lists !== undefined
      ? EVERYTHING
      : { match: 'part', note: products.described, rows: [] }
  }
  const rows = (products.lists ?? []).flatMap((id) => lists.match(id, code))
  if (rows.length > 0) {
    const whole = rows.some((r) => r.match === 'whole')
    const note = rows.find((r) => r.note !== undefined)?.note
    return { match: whole ? 'whole' : 'part', ...(note !== undefined && { note }), rows }
  }
  const wordsOnly = products.described !== undefined && products.lists === undefined && products.prefixes === undefined
  return wordsOnly ? { match: 'part', note: products.described as string, rows: [] } : undefined
}

/** Whether a cover holds on a day: rows that are dated must fit. */
export function coversOn(cover: Cover, day: Day): boolean {
  if (cover.rows.length === 0) return true
  return cover.rows.some((r) => within(r, day))
}

/**
 * What tells one product's rules from another's: products that stand on the same lists in the same way behave alike, and
 * share what is worked out for one of them.
 */
export function signature({ tariffs, exclusions }: ProductRules): string {
  const of = ({ match, note, rows }: Cover): string =>
    rows.length === 0 && note === undefined ? match : JSON.stringify([match, note, rows])
  return [
    ...tariffs.map(
      ({ rule, cover, exemptions }) =>
        `${rule.id} ${of(cover)} ${exemptions.map((e) => `${rule.exemptions.indexOf(e.exemption)}${of(e.cover)}`).join(',')}`,
    ),
    ...exclusions.map(({ rule, cover }) => `${rule.id} ${of(cover)}`),
  ].join('\n')
}
