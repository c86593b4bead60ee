/** The compiled record, lists and series, read from disk: faster than the modules that carry the same for browsers. */
import { readFileSync } from 'node:fs'
import type { MineralData } from '../controls/index.js'
import type { ExposureData } from '../exposure/index.js'
import type { LedgerData } from '../ledger/index.js'
import type { MarketData } from '../markets/index.js'
import type { ListData } from '../rates/index.js'
import type { SeriesData } from '../series/index.js'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../generated/${name}`, import.meta.url), 'utf8'))

/** Reads when first asked, and once. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The embedded record. */
export const embeddedRecord = once(() => read('record.json') as LedgerData)

/** The product lists. */
export const embeddedLists = once(() => read('lists.json') as ListData)

/** Uses and US tariff codes of controlled minerals. */
export const embeddedMinerals = once(() => read('minerals.json') as MineralData)

/** The observed series. */
export const embeddedSeries = once(() => read('series.json') as SeriesData)

/** What the commodity markets start from. */
export const embeddedMarkets = once(() => read('markets.json') as MarketData)

/** What is published on controlled materials. */
export const embeddedExposure = once<ExposureData>(() => ({
  ...(read('exposure.json') as Omit<ExposureData, 'minerals'>),
  minerals: embeddedMinerals(),
}))
