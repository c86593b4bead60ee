/**
 * What a program in Node needs beside `parley` to assess duties: the schedule and the lists, read from this package.
 * @example
 * ```ts
 * import { assess, openLedger, openRates } from 'parley'
 * import { productLists, usSchedule } from 'parley/node'
 *
 * const book = openRates(openLedger(), usSchedule(), productLists())
 * assess(book, { hts: '8505.11.00.70', origin: 'CN', entry_date: '2026-09-30', value_usd: '10000' }).duty_usd // '2710.00'
 * ```
 */

import { embeddedClasses } from './files/classes.js'
import { embeddedLists, embeddedSeries } from './files/generated.js'
import { packageRoot } from './files/root.js'
import { readChinaTariff, readSchedule } from './files/schedule.js'
import type { Classes } from './panel/index.js'
import type { ListData } from './rates/index.js'
import type { ChinaTariff, Schedule } from './schedule/index.js'
import type { SeriesData } from './series/index.js'

/** The US tariff schedule: all chapters, or those named by two digits. */
export const usSchedule = (chapters?: readonly string[]): Schedule => readSchedule(packageRoot(), chapters)

/** China's import tariff, as far as it is on record: `openRates(openLedger(), chinaTariff(), productLists())` assesses imports into China. */
export const chinaTariff = (): ChinaTariff => readChinaTariff(packageRoot())

/** The product lists that the measures name. In a browser, import them from `parley/lists`. */
export const productLists = (): ListData => embeddedLists()

/** The observed series, for `openSeries`. In a browser, import them from `parley/series`. */
export const observedSeries = (): SeriesData => embeddedSeries()
export { buildWorld } from './files/icio.js'
/** Classes of the codes of the US tariff, for {@link openPanel}: `openPanel(openLedger(), usClasses())`. */
export const usClasses = (): Classes => embeddedClasses(packageRoot(), 'US', '2026-01-01')
export { drawIntervals, openWorld } from './worlds.js'
