/** Everything that a scenario changes on both sides: measures by authority, trade covered, average duties, products. */
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { packageRoot } from '../files/root.js'
import { readSchedule } from '../files/schedule.js'
import type { View } from '../ledger/index.js'
import { dutyDay, type ProductEffect, type TitledShare, type TradeEffect, titledShares } from '../scenarios/index.js'
import { type Compared, type ComparisonAsked, comparisonOf, type Lay, type Name, sameName, tradeUnder, tradeYear } from './comparison.js'
import { wordsOf } from './hts.js'
import type { Question } from './shelf.js'

/** The answer of `parley what-if`. */
export interface WhatIfReport extends Compared {
  /** The day whose duties the trade figures have; absent where nothing differs. */
  readonly tariffs_on?: Day
  readonly trade: readonly TradeReport[]
}

/** A trade effect with the products hit most, and their words. */
export interface TradeReport extends Omit<TradeEffect, 'products' | 'authorities'> {
  readonly authorities: readonly TitledShare[]
  readonly products: readonly (ProductEffect & { readonly words: string })[]
}

export interface WhatIfAsked extends ComparisonAsked {
  /** Only products of these codes. */
  readonly products?: readonly string[] | undefined
  readonly chapters?: readonly string[] | undefined
  /** Year of the trade that is the weights. */
  readonly year: string
}

/** How many products are told in full. */
const TOLD = 20

/**
 * @param lay lays a named scenario over a ledger
 * @param name how the caller calls a field, for messages
 * @returns the report, and the trade effects with all products
 * @throws {ParleyError} bad-input or not-found, naming the field
 */
export function whatIf(
  question: Question,
  asked: WhatIfAsked,
  lay: Lay,
  name: Name = sameName,
): { report: WhatIfReport; effects: TradeEffect[] } {
  const only = [
    ...(asked.products ?? []).map((c) => digits(c, name('product'), 4, 10)),
    ...(asked.chapters ?? []).map((c) => digits(c, name('chapter'), 2, 2)),
  ]
  const year = tradeYear(asked.year, name)
  const { compared, views } = comparisonOf(question, asked, lay, name)
  const on = dutyDay(compared)
  const effects = on === undefined ? [] : tradeUnder({ ...views, days: { before: on, after: on } }, views.pairs, year, only)
  return {
    report: { ...compared, ...(on !== undefined && { tariffs_on: on }), trade: reported(effects, views.after, packageRoot()) },
    effects,
  }
}

/** The effects with the products hit most, and their words. */
function reported(effects: readonly TradeEffect[], view: View, root: string): TradeReport[] {
  const told = effects.map((effect) => ({ ...effect, products: most(effect.products) }))
  const chapters = new Set(told.flatMap(({ products }) => products.map(({ code }) => code.slice(0, 2))))
  const schedule = readSchedule(root, [...chapters])
  return told.map((effect) =>
    rounded({
      ...effect,
      authorities: titledShares(effect, view),
      products: effect.products.map((p) => ({ ...p, words: wordsOf(schedule, p.code) })),
    }),
  )
}

/** Those with the largest change of duty, either way. */
function most(products: readonly ProductEffect[]): ProductEffect[] {
  const size = (p: ProductEffect): number => Math.abs(p.added_duty_usd ?? 0)
  const least = Float64Array.from(products, size).sort().at(-TOLD) ?? 0
  return products
    .filter((p) => size(p) >= least)
    .sort((a, b) => size(b) - size(a))
    .slice(0, TOLD)
}

/** Dollars to the cent and rates to the millionth of a point: sums of many products have no more to say. */
function rounded<T>(value: T): T {
  if (typeof value === 'number') return (Math.round(value * 1e6) / 1e6) as T
  if (Array.isArray(value)) return value.map(rounded) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, v]) => [key, key.endsWith('_usd') && typeof v === 'number' ? Math.round(v * 100) / 100 : rounded(v)]),
  ) as T
}

function digits(text: string, field: string, least: number, most: number): string {
  const code = text.replaceAll(/[.\s]/g, '')
  if (!/^\d+$/.test(code) || code.length < least || code.length > most)
    fail(
      'bad-input',
      `"${text}" is no ${most === 2 ? 'chapter; write two digits, e.g. 85' : 'code; write 4 to 10 digits, e.g. 8505.11'}`,
      field,
    )
  return code
}
