/** Everything that a scenario changes on both sides: measures by authority, trade covered, average duties, products. */
import { fail } from '../base/errors.js'
import { packageRoot } from '../files/root.js'
import { readUsExportsToChina, readUsImports } from '../files/trade.js'
import type { HorizonState, Ledger } from '../ledger/index.js'
import type { Importer } from '../rates/index.js'
import {
  type AuthorityChanges,
  compare,
  type OriginTrade,
  type ProductEffect,
  pairsReached,
  type TradeEffect,
  tradeEffects,
} from '../scenarios/index.js'
import type { Schedule } from '../schedule/index.js'
import { wordsOf } from './hts.js'
import { type Question, question, type Shelf } from './shelf.js'

/** The answer of `parley what-if`. */
export interface WhatIfReport {
  readonly scenario: string
  readonly title: string
  readonly against: string
  readonly against_title: string
  /** The day from which differences are looked for. */
  readonly date: string
  readonly known: string
  /** The first day on which the two readings differ: its law is that of the trade figures. */
  readonly on?: string
  readonly horizon: HorizonState
  readonly changes: readonly AuthorityChanges[]
  readonly trade: readonly TradeReport[]
}

/** A trade effect with the products hit most, and their words. */
export interface TradeReport extends Omit<TradeEffect, 'products'> {
  readonly products: readonly (ProductEffect & { readonly words: string })[]
}

export interface WhatIfAsked {
  /** A scenario by id; "record" is the law as it stands. */
  readonly scenario: string
  /** What it is compared with; by default what the scenario names, else the record. */
  readonly against?: string | undefined
  /** Only products of these codes. */
  readonly products?: readonly string[] | undefined
  readonly chapters?: readonly string[] | undefined
  /** Year of US exports to China that are the weights. */
  readonly year: number
}

export const EXPORT_YEARS: readonly number[] = [2022, 2023, 2024, 2025]

/** How many products are told in full. */
const TOLD = 20

/**
 * @param lay lays a named scenario over a ledger
 * @param name how the caller calls a field, for messages
 * @returns the report, and the trade effects with all products
 * @throws {ParleyError} bad-input or not-found, naming the field
 */
export function whatIf(
  shelf: Shelf,
  { ledger, date, known }: Question,
  asked: WhatIfAsked,
  lay: (ledger: Ledger, scenario: string, field: string) => Ledger,
  name = (field: string): string => field,
): { report: WhatIfReport; effects: TradeEffect[] } {
  const { scenario, year } = asked
  const only = [
    ...(asked.products ?? []).map((c) => digits(c, name('product'), 4, 10)),
    ...(asked.chapters ?? []).map((c) => digits(c, name('chapter'), 2, 2)),
  ]
  if (!EXPORT_YEARS.includes(year)) fail('bad-input', `"${year}": exports of 2022 to 2025 are on record`, name('year'))
  const other = scenario === 'record' ? ledger : lay(ledger, scenario, 'scenario')
  const own = other === ledger ? undefined : other.scenarios.at(-1)
  const named = asked.against ?? own?.against ?? 'record'
  const base = named === 'record' ? ledger : lay(ledger, named, name('against'))
  const before = question(base, { date, known }).view
  const after = question(other, { date, known }).view
  const comparison = compare(before, after, date)
  const { on, changes } = comparison
  const reached = pairsReached(before, after, comparison)
  const effectsOn = (to: Importer, day: string, trade: readonly OriginTrade[]): TradeEffect[] => {
    if (trade.length === 0) return []
    const read = (of: Ledger) => shelf.book(of, to, known)
    return tradeEffects({ before: read(base), after: read(other), days: { before: day, after: day } }, trade, only)
  }
  const root = packageRoot()
  const effects =
    on === undefined || (reached.us.length === 0 && !reached.china)
      ? []
      : [
          ...effectsOn(
            'US',
            on,
            reached.us.map((origin) => ({ origin, trade: readUsImports(root, origin) })),
          ),
          ...effectsOn('CN', on, reached.china ? [{ origin: 'US', trade: readUsExportsToChina(root, year) }] : []),
        ]
  const report: WhatIfReport = {
    scenario: scenario === 'record' ? 'record' : (own?.id ?? scenario),
    title: own?.title ?? 'The record as it stands',
    against: named === 'record' ? 'record' : (base.scenarios.at(-1)?.id ?? named),
    against_title: named === 'record' ? 'the record as it stands' : (base.scenarios.at(-1)?.title ?? named),
    date,
    known: after.known,
    ...(on !== undefined && { on }),
    horizon: after.horizon,
    changes,
    trade: effects.map((effect) => reported(effect, shelf.us())),
  }
  return { report, effects }
}

function reported(effect: TradeEffect, us: Schedule): TradeReport {
  const hit = [...effect.products].sort((a, b) => Math.abs(b.added_duty_usd ?? 0) - Math.abs(a.added_duty_usd ?? 0)).slice(0, TOLD)
  return rounded({ ...effect, products: hit.map((p) => ({ ...p, words: wordsOf(us, p.code) })) })
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
