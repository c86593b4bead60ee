/** The command `parley what-if`. */
import type { Command } from 'commander'
import { fail } from '../base/errors.js'
import { packageRoot } from '../files/root.js'
import { readSchedule } from '../files/schedule.js'
import type { ProductEffect, TradeEffect } from '../scenarios/index.js'
import { asOf, type Context } from './asked.js'
import { AGAINST, type ComparisonAsked, comparisonOf, tradeUnder, tradeYear } from './comparison.js'
import { wordsOf } from './hts.js'
import { csvOf, renderWhatIf, type TradeReport, type WhatIfReport } from './what-if.js'

interface WhatIfAsked extends ComparisonAsked {
  year: string
  product?: string[]
  chapter?: string[]
  csv?: boolean
}

const many = (value: string, all: string[] = []): string[] => [...all, ...value.split(',')]

/** Adds the command to the program. */
export function whatIfCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('what-if')
      .argument('<scenario>', 'a scenario by id, or a file; "record" is the law as it stands')
      .description('everything that a scenario changes on both sides: measures by authority, trade covered, average duties, products'),
  )
    .option(...AGAINST)
    .option('--product <code>', 'only products of these codes (repeatable)', many)
    .option('--chapter <nn>', 'only these chapters (repeatable)', many)
    .option('--year <year>', 'year of the trade between the two that is the weight, 2022 to 2025', '2024')
    .option('--csv', 'every product as CSV')
    .action((scenario: string, asked: WhatIfAsked) => {
      const only = [
        ...(asked.product ?? []).map((c) => digits(c, '--product', 4, 10)),
        ...(asked.chapter ?? []).map((c) => digits(c, '--chapter', 2, 2)),
      ]
      if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
      const year = tradeYear(asked.year)
      const { compared, views } = comparisonOf(scenario, asked, io)
      const { on } = compared
      const effects = on === undefined ? [] : tradeUnder({ ...views, days: { before: on, after: on } }, views.pairs, year, only)
      if (asked.csv) {
        io.out.write(csvOf(effects))
        return
      }
      const report: WhatIfReport = { ...compared, trade: reported(effects, packageRoot()) }
      print(asked, report, () => renderWhatIf(report, style))
    })
}

/** How many products are told in full; `--csv` gives all. */
const TOLD = 20

/** The effects with the products hit most, and their words. */
function reported(effects: readonly TradeEffect[], root: string): TradeReport[] {
  const told = effects.map((effect) => ({
    ...effect,
    products: most(effect.products),
  }))
  const chapters = new Set(told.flatMap(({ products }) => products.map(({ code }) => code.slice(0, 2))))
  const schedule = readSchedule(root, [...chapters])
  return told.map((effect) => rounded({ ...effect, products: effect.products.map((p) => ({ ...p, words: wordsOf(schedule, p.code) })) }))
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

/** Those with the largest change of duty, either way. */
function most(products: readonly ProductEffect[]): ProductEffect[] {
  const size = (p: ProductEffect): number => Math.abs(p.added_duty_usd ?? 0)
  const least = Float64Array.from(products, size).sort().at(-TOLD) ?? 0
  return products
    .filter((p) => size(p) >= least)
    .sort((a, b) => size(b) - size(a))
    .slice(0, TOLD)
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
