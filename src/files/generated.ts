/** The compiled record, lists and series, read from disk: faster than the modules that carry the same for browsers. */
import { readFileSync } from 'node:fs'
import type { MineralData } from '../controls/index.js'
import type { ExposureData } from '../exposure/index.js'
import type { LedgerData } from '../ledger/index.js'
import type { MarketData } from '../markets/index.js'
import type { ListData } from '../rates/index.js'
import type { SeriesData } from '../series/index.js'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../generated/${name}`, import.meta.url), 'utf8'))

let record: LedgerData | undefined
/** The embedded record. */
export function embeddedRecord(): LedgerData {
  record ??= read('record.json') as LedgerData
  return record
}

let lists: ListData | undefined
/** The product lists. */
export function embeddedLists(): ListData {
  lists ??= read('lists.json') as ListData
  return lists
}

let minerals: MineralData | undefined
/** Uses and US tariff codes of controlled minerals. */
export function embeddedMinerals(): MineralData {
  minerals ??= read('minerals.json') as MineralData
  return minerals
}

let series: SeriesData | undefined
/** The observed series. */
export function embeddedSeries(): SeriesData {
  series ??= read('series.json') as SeriesData
  return series
}

let markets: MarketData | undefined
/** What the commodity markets start from. */
export function embeddedMarkets(): MarketData {
  markets ??= read('markets.json') as MarketData
  return markets
}

let exposure: ExposureData | undefined
/** What is published on controlled materials. */
export function embeddedExposure(): ExposureData {
  exposure ??= { ...(read('exposure.json') as Omit<ExposureData, 'minerals'>), minerals: embeddedMinerals() }
  return exposure
}
