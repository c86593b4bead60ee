/**
 * Codes that behave alike. What is added to the base duty depends on the lists that a code is on; the base duty on the columns of its
 * line. So codes fall into classes twice: members of the same lists, and lines of the same rates.
 */
import type { Day } from '../base/dates.js'
import { ParleyError } from '../base/errors.js'
import type { RateBook } from '../rates/index.js'
import type { ProductLists } from '../rates/lists.js'
import type { Products, Rules } from '../rates/rules.js'
import { type ChinaTariff, type Nomenclature, Schedule } from '../schedule/index.js'
import { membershipClasses } from './membership.js'

/** A partition of codes: the class of each (-1: the tariff of the day does not have the code), and a code of each class. */
export interface Partition {
  readonly of: Int32Array
  readonly examples: readonly string[]
}

/** The classes of some codes of one importing party. */
export interface LineClasses {
  readonly codes: readonly string[]
  /** Codes on the same lists in the same way. */
  readonly members: Partition
  /** Codes of the same base rates on any day. */
  readonly rates: Partition
}

/**
 * Classes of some codes of the importing party's tariff.
 * @param codes sorted, each once: lines of the US schedule; of China's, codes, or pairs `120190:12019010` of a code of the day and the
 *   line of 2018 that the goods were
 * @param date for China: a day of the nomenclature that the codes are of
 */
export function lineClasses(book: RateBook, codes: readonly string[], date: Day): LineClasses {
  const keys = book.schedule instanceof Schedule ? usKeys(book, book.schedule, codes) : chinaKeys(book, book.schedule, codes, date)
  return { codes, members: partition(codes, keys.members), rates: partition(codes, keys.rates) }
}

interface Keys {
  readonly members: readonly (string | undefined)[]
  readonly rates: readonly (string | undefined)[]
}

function partition(codes: readonly string[], keys: readonly (string | undefined)[]): Partition {
  const of = new Int32Array(codes.length).fill(-1)
  const examples: string[] = []
  const classes = new Map<string, number>()
  keys.forEach((key, i) => {
    if (key === undefined) return
    let found = classes.get(key)
    if (found === undefined) {
      found = examples.push(codes[i] as string) - 1
      classes.set(key, found)
    }
    of[i] = found
  })
  return { of, examples }
}

function usKeys({ rules, lists }: RateBook, schedule: Schedule, codes: readonly string[]): Keys {
  const of = classesOf(rules, lists, codes, undefined)
  const rateOf = new Map<string, string>()
  // A number of another edition falls under its rate line.
  schedule.rateKeys().forEach((key, i) => {
    const code = schedule.codes()[i] as string
    rateOf.set(code.slice(0, 8), key).set(code, key)
  })
  const rates = codes.map((code) => rateOf.get(code) ?? (code.length === 10 ? rateOf.get(code.slice(0, 8)) : undefined))
  return { members: rates.map((rate, i) => (rate === undefined ? undefined : `${of[i]} ${corner(codes[i] as string)}`)), rates }
}

/** What rules of metals, and of chapter 98, read in the number itself. */
export const corner = (code: string): string => (code.startsWith('98') ? code : /^7[2346]/.test(code) ? code.slice(0, 2) : '')

function chinaKeys({ rules, lists }: RateBook, tariff: ChinaTariff, codes: readonly string[], date: Day): Keys {
  const lines = tariff.codes()
  const then = classesOf(rules, lists, lines, 'HS 2017')
  const at = new Map(lines.map((code, i) => [code, i]))
  const pairs = codes.map((code) => code.split(':') as [string, string?])
  const day = classesOf(rules, lists, [...new Set(pairs.map(([code]) => code))], undefined)
  const dayAt = new Map([...new Set(pairs.map(([code]) => code))].map((code, i) => [code, i]))
  // Lists of the nomenclature of 2022 name lines of eight digits: a shorter code under which there are any stands for itself.
  const named = new Set(listsOf(rules, 'HS 2022').flatMap((id) => [...lists.rows(id).keys()].map((code) => code.slice(0, 6))))
  const found = pairs.map(([code, code2018]) => {
    try {
      return tariff.find(code, date, code2018)
    } catch (error) {
      if (error instanceof ParleyError && error.fault === 'not-found') return undefined
      throw error
    }
  })
  return {
    members: found.map((line) => {
      if (!line) return undefined
      const old = [...new Set(line.lines2018.map((l) => then[at.get(l) as number]))].sort().join(' ')
      return `${day[dayAt.get(line.code) as number]} ${old} ${named.has(line.code.slice(0, 6)) || line.unmapped !== undefined ? line.code : ''}`
    }),
    rates: found.map((line) => line && tariff.rateKey(line)),
  }
}

/** The scopes that name goods by list or prefix, of one nomenclature (absent: that of the day). */
function scopesOf(rules: Rules, nomenclature: Nomenclature | undefined): Exclude<Products, 'all'>[] {
  const all = [
    ...rules.tariffs.flatMap(({ record, exemptions }) => [
      record.scope.products,
      record.scope.productsExcept,
      ...exemptions.flatMap((e) => [e.products, e.productsExcept]),
    ]),
    ...rules.exclusions.flatMap(({ record, presumed }) => [record.products, presumed?.products]),
    ...rules.fees.flatMap(({ record }) => [record.products, record.productsExcept]),
  ]
  return all.filter((p) => p !== undefined && p !== 'all').filter((p) => p.nomenclature === nomenclature)
}

const listsOf = (rules: Rules, nomenclature: Nomenclature | undefined): string[] => [
  ...new Set(scopesOf(rules, nomenclature).flatMap((p) => p.lists ?? [])),
]

function classesOf(rules: Rules, lists: ProductLists, codes: readonly string[], nomenclature: Nomenclature | undefined): Int32Array {
  const prefixes = scopesOf(rules, nomenclature).flatMap((p) => (p.prefixes ? [p.prefixes] : []))
  return membershipClasses(codes, lists, listsOf(rules, nomenclature), new Map(prefixes.map((p) => [p.join(' '), p])).values())
}
