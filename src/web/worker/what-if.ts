/** Scenarios: what can be changed, what a change does to both sides, and scenarios as YAML. */
import { stringify } from 'yaml'
import type { Day } from '../../base/dates.js'
import { fail } from '../../base/errors.js'
import { type HorizonState, readScenario, type Scenario, type View } from '../../ledger/index.js'
import type { Classes } from '../../panel/index.js'
import type { Importer } from '../../rates/index.js'
import { compileRules } from '../../rates/rules.js'
import {
  type AuthorityChanges,
  type Comparison,
  dutyDay,
  Opened,
  type ProductEffect,
  type TitledShare,
  type TradeEffect,
  titledShares,
  tradeEffects,
} from '../../scenarios/index.js'
import { dottedCode } from '../../schedule/index.js'
import { truceReport } from '../../watch/index.js'
import { classesOf, tradeOf, withLists } from './bulk.js'
import { readingsOf, type WhatIfAsked } from './compare.js'
import { recordData } from './load.js'
import { type Words, wordsOf } from './product.js'
import { type Dates, ledger } from './record.js'
import { productLists, usChapter } from './schedules.js'

/** What can be changed on a day: what is suspended on a clock, threats that have terms, rates. */
export interface Levers {
  readonly suspended: readonly {
    readonly measure: string
    readonly title: string
    readonly party: string
    readonly label: string
    readonly ends: Day
  }[]
  readonly threats: readonly { readonly id: string; readonly terms: string; readonly from?: Day; readonly executable: boolean }[]
  readonly rates: readonly {
    readonly measure: string
    readonly title: string
    readonly party: string
    readonly terms: Readonly<Record<string, string>>
  }[]
}

export async function levers(dates: Dates): Promise<Levers> {
  const record = await ledger()
  const view = record.asOf(dates)
  const report = truceReport(record, dates)
  return {
    suspended: report.suspended.flatMap(({ measure, title, party, label, ends, state }) =>
      ends && state === 'suspended' ? [{ measure, title, party, label, ends: ends.date }] : [],
    ),
    threats: report.threats.map(({ id, terms, from }) => {
      const threat = record.record(id)
      return { id, terms, ...(from !== undefined && { from }), executable: threat?.kind === 'threat' && (threat.would?.length ?? 0) > 0 }
    }),
    rates: view.measures.flatMap(({ id, record: { kind, title, party }, terms, status }) => {
      if (kind !== 'tariff' || status === 'ended' || status === 'void') return []
      const rates = terms.flatMap(({ term, segment, next }) => {
        const value = (segment ?? next)?.value
        return /^rate(\.(CN|US))?$/.test(term) && typeof value === 'string' ? [[term, value] as const] : []
      })
      return rates.length > 0 ? [{ measure: id, title, party, terms: Object.fromEntries(rates) }] : []
    }),
  }
}

/** The trade of one pair, with the products hit most and their words. */
export interface TradeAnswer extends Omit<TradeEffect, 'products' | 'authorities'> {
  readonly authorities: readonly TitledShare[]
  readonly products: readonly (ProductEffect & { readonly dotted: string; readonly words: Words })[]
}

export interface WhatIfAnswer {
  readonly title: string
  readonly summary?: string
  readonly againstTitle: string
  readonly on?: Day
  /** The first day on which a duty differs: its law is that of the trade. */
  readonly tariffsOn?: Day
  readonly horizon: HorizonState
  readonly changes: readonly AuthorityChanges[]
  readonly trade: readonly TradeAnswer[]
}

const TOLD = 20

export async function whatIf(asked: WhatIfAsked): Promise<WhatIfAnswer> {
  const { own, against, comparison, on, after, effects } = await compared(asked)
  const trade = await Promise.all(effects.map((effect) => withWords(effect, after)))
  return {
    title: own?.title ?? 'The law as it stands',
    ...(own && { summary: own.summary }),
    againstTitle: against?.title ?? 'The law as it stands',
    ...(comparison.on !== undefined && { on: comparison.on }),
    ...(on !== undefined && { tariffsOn: on }),
    horizon: after.horizon,
    changes: comparison.changes,
    trade,
  }
}

async function compared(asked: WhatIfAsked) {
  const { own, against, before, after, comparison, pairs } = await readingsOf(asked)
  const on = dutyDay(comparison)
  const effects: TradeEffect[] = []
  if (on !== undefined && pairs.us.includes('CN')) effects.push(await effectOf('US', before, after, on, comparison.changes))
  if (on !== undefined && pairs.china) effects.push(await effectOf('CN', before, after, on, comparison.changes))
  return { own, against, comparison, on, after, effects }
}

const lastEffects = new Map<Importer, { readonly key: string; readonly effect: TradeEffect }>()

/** The effect on one pair. While nothing of an importer's own law changes, what was worked out last still holds. */
async function effectOf(importer: Importer, before: View, after: View, on: Day, changes: Comparison['changes']): Promise<TradeEffect> {
  const own = changes.filter((c) => c.party === importer)
  const key = JSON.stringify([on, before.date, before.known, before.scenarios, own])
  const last = lastEffects.get(importer)
  if (last?.key === key) return last.effect
  const [classes, trade] = await Promise.all([classesOf(importer, on), tradeOf(importer)])
  const opened = await openedFor(importer, before, classes)
  const effect = await withLists(
    () =>
      tradeEffects(
        {
          importer,
          before: opened.rules,
          opened,
          after: compileRules(after, importer),
          days: { before: on, after: on },
          classes,
        },
        [{ origin: importer === 'US' ? 'CN' : 'US', trade }],
      )[0] as TradeEffect,
  )
  lastEffects.set(importer, { key, effect })
  return effect
}

const lastOpened = new Map<Importer, { readonly view: View; readonly opened: Opened }>()

/** What a scenario is compared with stays the same while one changes it: it is worked out once. */
async function openedFor(importer: Importer, view: View, classes: Classes): Promise<Opened> {
  const last = lastOpened.get(importer)
  if (last?.view === view && last.opened.classes === classes) return last.opened
  const opened = await withLists(() => new Opened(compileRules(view, importer), classes, importer))
  lastOpened.set(importer, { view, opened })
  return opened
}

async function withWords(effect: TradeEffect, view: View): Promise<TradeAnswer> {
  const size = (p: ProductEffect): number => Math.abs(p.added_duty_usd ?? 0)
  // Sorting the sizes alone is much faster than sorting all products.
  const least = Float64Array.from(effect.products, size).sort().at(-TOLD) ?? 0
  const hit = effect.products.filter((p) => size(p) >= least && size(p) > 0)
  hit.sort((a, b) => size(b) - size(a))
  hit.splice(TOLD)
  const products = await Promise.all(
    hit.map(async (p) => ({ ...p, dotted: dottedCode(p.code), words: wordsOf(await usChapter(p.code.slice(0, 2)), p.code) })),
  )
  return { ...effect, authorities: titledShares(effect, view), products }
}

/** Every product as CSV. */
export async function whatIfCsv(asked: WhatIfAsked): Promise<string> {
  const { effects } = await compared(asked)
  const cell = (n: number | undefined): string => (n === undefined ? '' : String(Math.round(n * 1e6) / 1e6))
  const rows = effects.flatMap((e) =>
    e.products.map((p) =>
      [
        e.importer,
        e.origin,
        e.year,
        dottedCode(p.code),
        cell(p.value_usd),
        cell(p.before_pct),
        cell(p.after_pct),
        cell(p.added_duty_usd),
      ].join(','),
    ),
  )
  return ['importer,origin,year,code,value_usd,before_pct,after_pct,added_duty_usd', ...rows].join('\n')
}

// ── scenarios as files ───────────────────────────────────────────────────────────────────────────────────────────

/** A scenario as the file that the command line takes. */
export const yamlOf = async (scenario: Scenario): Promise<string> => stringify(scenario, { lineWidth: 120 })

/** Reads a scenario file. @throws ParleyError with line and column */
export async function scenarioOf({ file, text }: { file: string; text: string }): Promise<Scenario> {
  const [data, lists] = await Promise.all([recordData(), productLists()])
  return readScenario({ file, text }, data, new Set(Object.keys(lists)))
}

/** A shipped scenario whole. */
export async function shipped(id: string): Promise<Scenario> {
  return (await ledger()).shipped.find((s) => s.id === id) ?? fail('not-found', `no scenario "${id}" ships with the record`)
}
