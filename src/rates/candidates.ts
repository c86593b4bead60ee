/** Which rules reach a product at all: scope by list, prefix or all. Worked out once for each code and kept. */
import { type Day, within } from '../base/dates.js'
import { listed } from '../schedule/index.js'
import type { Membership, ProductLists } from './lists.js'
import type { ExclusionRule, Exemption, FeeRule, Products, Reason, Rule, Rules } from './rules.js'
import type { Goods } from './tariff.js'

/**
 * How a scope covers goods: wholly; a part of the line in words; or `unmapped`, where it names codes of another nomenclature and
 * only some of those that the goods may have.
 */
export interface Cover {
  readonly match: 'whole' | 'part' | 'unmapped'
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
  /** Why it is taken as granted unless that is denied. */
  readonly presumed?: readonly Reason[]
}

/** All that can matter for goods of one code. */
export interface ProductRules {
  readonly tariffs: readonly Candidate[]
  readonly exclusions: readonly ExclusionCandidate[]
  /** The user fees and taxes that reach them. */
  readonly fees: readonly FeeRule[]
}

/** A scope without bounds. */
export const EVERYTHING: Cover = { match: 'whole', rows: [] }

/** Finds the rules of a product. */
export function productRules(rules: Rules, lists: ProductLists, goods: Goods): ProductRules {
  const scopes = new Scopes(lists, goods)
  return {
    tariffs: rules.tariffs.flatMap((rule) => tariffCandidate(rule, scopes) ?? []),
    exclusions: rules.exclusions.flatMap((rule) => exclusionCandidate(rule, scopes) ?? []),
    fees: rules.fees.filter(({ record }) => scopes.cover(record.products ?? 'all', record.productsExcept)),
  }
}

/** A tariff as it reaches goods; `undefined` if it does not. */
export function tariffCandidate(rule: Rule, scopes: Covering): Candidate | undefined {
  const { scope } = rule.record
  const cover = scopes.cover(scope.products, scope.productsExcept)
  if (!cover) return undefined
  const exemptions: { exemption: Exemption; cover: Cover }[] = []
  for (const exemption of rule.exemptions) {
    const found = scopes.cover(exemption.products ?? 'all', exemption.productsExcept)
    if (found) exemptions.push({ exemption, cover: found })
  }
  return { rule, cover, exemptions }
}

/** An exclusion as it reaches goods; `undefined` if it does not. */
export function exclusionCandidate(rule: ExclusionRule, scopes: Covering): ExclusionCandidate | undefined {
  const cover = scopes.cover(rule.record.products)
  if (!cover) return undefined
  const { presumed } = rule
  return { rule, cover, ...(presumed && scopes.cover(presumed.products)?.match === 'whole' && { presumed: presumed.because }) }
}

/** What tells how a scope less its exceptions covers some goods; `undefined` if it does not. */
export interface Covering {
  cover(products: Products, except?: Products): Cover | undefined
}

/** How scopes of law cover one sort of goods; each scope is worked out once, as many measures share one. */
export class Scopes implements Covering {
  private readonly seen = new Map<string, Cover | undefined>()

  constructor(
    private readonly lists: ProductLists,
    private readonly goods: Goods,
  ) {}

  /** How a scope less its exceptions covers the goods; `undefined` if it does not. */
  cover(products: Products, except?: Products): Cover | undefined {
    if (products === 'all' && except === undefined) return EVERYTHING
    const key = except === undefined ? scopeText(products) : `${scopeText(products)} ${scopeText(except)}`
    const known = this.seen.get(key)
    if (known !== undefined || this.seen.has(key)) return known
    const cover = covers(products, except, this.lists, this.goods)
    this.seen.set(key, cover)
    return cover
  }
}

const texts = new WeakMap<object, string>()
/** A scope as text: many measures share one. */
export function scopeText(products: Products): string {
  if (products === 'all') return products
  let text = texts.get(products)
  if (text === undefined) {
    text = JSON.stringify(products)
    texts.set(products, text)
  }
  return text
}

/** How a scope less its exceptions covers goods; `undefined` if it does not. */
export function covers(products: Products, except: Products | undefined, lists: ProductLists, goods: Goods): Cover | undefined {
  const nomenclature = products === 'all' ? undefined : products.nomenclature
  const codes = goods.codes(nomenclature)
  const one = (code: string): Cover | undefined => {
    const cover = coversCode(products, lists, code)
    return cover && except && coversCode(except, lists, code)?.match === 'whole' ? undefined : cover
  }
  if (codes.length < 2) return codes[0] === undefined ? undefined : one(codes[0])
  const found = codes.map(one)
  const inside = found.filter((c) => c !== undefined)
  if (inside.length === 0) return undefined
  const rows = inside.flatMap((c) => c.rows)
  const note = inside.find((c) => c.note !== undefined)?.note
  if (inside.length === found.length)
    return { match: inside.every((c) => c.match === 'whole') ? 'whole' : 'part', ...(note !== undefined && { note }), rows }
  const of = (on: boolean): string => listed(codes.filter((_, i) => (found[i] !== undefined) === on))
  return { match: 'unmapped', note: `of the lines of 2018 under this code ${of(true)} are on the list, ${of(false)} are not`, rows }
}

/** How a scope covers one code; `undefined` if it does not. Words without any code cover every code, in part. */
function coversCode(products: Products, lists: ProductLists, code: string): Cover | undefined {
  if (products === 'all') return EVERYTHING
  if (products.prefixes?.some((p) => code.startsWith(p))) {
    return products.described === undefined || products.lists !== undefined
      ? EVERYTHING
      : { match: 'part', note: products.described, rows: [] }
  }
  let rows: readonly Membership[] = []
  for (const id of products.lists ?? []) {
    const more = lists.match(id, code)
    if (more.length > 0) rows = rows.length > 0 ? [...rows, ...more] : more
  }
  if (rows.length > 0) {
    const whole = rows.some((r) => r.match === 'whole')
    const note = rows.find((r) => r.note !== undefined)?.note
    return { match: whole ? 'whole' : 'part', ...(note !== undefined && { note }), rows }
  }
  // A code shorter than those of the list, or one that a later tariff divided: the list names parts of it.
  const stem = code.length < 8 ? code : products.nomenclature === 'HS 2022' && code.endsWith('0') ? code.slice(0, -1) : undefined
  const parts = stem === undefined ? [] : (products.lists ?? []).flatMap((id) => lists.under(id, stem))
  if (parts.length === 1 && parts[0] === code.padEnd(8, '0')) return EVERYTHING
  if (parts.length > 0) return { match: 'part', note: `the list names ${listed(parts)}`, rows: [] }
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
export const signature = ({ tariffs, exclusions, fees }: ProductRules): string =>
  [
    ...tariffs.map((t) => `${t.rule.id} ${tariffSignature(t)}`),
    ...exclusions.map((e) => `${e.rule.id} ${exclusionSignature(e)}`),
    ...fees.map(({ id }) => id),
  ].join('\n')

const coverText = ({ match, note, rows }: Cover): string =>
  rows.length === 0 && note === undefined ? match : JSON.stringify([match, note, rows])

/** How one tariff reaches goods, as text. */
export const tariffSignature = ({ rule, cover, exemptions }: Candidate): string =>
  `${coverText(cover)} ${exemptions.map((e) => `${rule.exemptions.indexOf(e.exemption)}${coverText(e.cover)}`).join(',')}`

/** How one exclusion reaches goods, as text. */
export const exclusionSignature = ({ cover, presumed }: ExclusionCandidate): string =>
  `${coverText(cover)}${presumed === undefined ? '' : ' presumed'}`
