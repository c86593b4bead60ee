/** What is owed on an import, layer by layer, and why. */
export { type Assessment, assess, type Layer, openRates, type Question, type RateBook, RECORD_BEGINS } from './assess.js'
export { type EntryInput, FACTS, type FactName } from './entry-line.js'
export type { FeeLine } from './fees.js'
export { history, type Step } from './history.js'
export type { LayerStatus } from './layer.js'
export type { ListData } from './lists.js'
export { IMPORTERS, type Importer } from './tariff.js'
