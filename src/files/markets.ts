/** Reading the compiled markets of a checkout. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { fail } from '../base/errors.js'
import type { MarketData } from '../markets/index.js'

type Row = Readonly<Record<string, string>>

/** Base quantities, crops, seasons, prices, elasticities and checks under `data/markets`. */
export function readMarkets(root: string): MarketData {
  const rows = (name: string): Row[] => parse(readFileSync(join(root, 'data/markets', name)), { columns: true }) as Row[]
  const number = (row: Row, name: string): number => {
    const value = Number(row[name])
    return row[name] !== '' && Number.isFinite(value) ? value : fail('bad-ledger', `data/markets: "${row[name]}" is no number`, name)
  }
  const maybe = (row: Row, name: string, key: string): Record<string, number> => (row[name] === '' ? {} : { [key]: number(row, name) })
  return {
    flows: rows('flows.csv').map(({ quantity_mt, ...r }) => ({ ...r, quantity: number({ quantity_mt } as Row, 'quantity_mt') })),
    months: rows('us-to-cn-months.csv').map((r) => ({ base: r.base, month: r.month, quantity: number(r, 'quantity_mt') })),
    crops: rows('crops.csv').map(({ production_mt, ...r }) => ({ ...r, production: number({ production_mt } as Row, 'production_mt') })),
    seasons: rows('us-seasons.csv').map((r) => ({
      known: r.known,
      season: r.season,
      status: r.status,
      farmPrice: number(r, 'farm_price_usd_bu'),
      production: number(r, 'production_mbu'),
      exports: number(r, 'exports_mbu'),
      areaPlanted: number(r, 'area_planted_macre'),
      yield: number(r, 'yield_bu_acre'),
    })),
    prices: rows('world-prices.csv').map((r) => ({ month: r.month, price: number(r, 'usd_per_t') })),
    elasticities: rows('elasticities.csv').map((r) => ({
      market: r.market,
      setting: r.setting,
      parameter: r.parameter,
      value: number(r, 'value'),
      ...maybe(r, 'low', 'low'),
      ...maybe(r, 'high', 'high'),
      ...maybe(r, 'standard_error', 'standardError'),
      status: r.status,
      source: r.source,
      note: r.note,
    })),
    checks: rows('checks.csv').map((r) => ({
      id: r.id,
      source: r.source,
      link: r.link,
      known: r.known,
      base: r.base,
      tariff: number(r, 'tariff_pct'),
      setting: r.setting,
      ...maybe(r, 'sigma', 'sigma'),
      measure: r.measure,
      ...maybe(r, 'published', 'published'),
      publishedText: r.published_text,
      kind: r.kind,
      remark: r.remark,
    })),
  } as unknown as MarketData
}
