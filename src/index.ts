/**
 * Parley: a trade truce, made computable.
 * @example
 * ```ts
 * import { openLedger } from 'parley'
 * const view = openLedger().asOf({ date: '2026-06-30', known: '2026-06-30' })
 * ```
 */
import record from './generated/record.js'
import { type Ledger, type LedgerData, openLedgerData } from './ledger/index.js'

export * from './controls/index.js'
export * from './core.js'
export {
  type CutReport,
  type Estimate,
  type ExposureBrief,
  type ExposureData,
  type ExposureReport,
  exposure,
  exposureIndex,
  type Figure,
  rareEarthCut,
} from './exposure/index.js'
/** The models themselves: several exporters, all goods alike, a cut of supply. */
export * as markets from './markets/index.js'
export { type MarketAsked, type MarketData, type SoybeanMarket, soybeanChecks, soybeanMarket } from './markets/index.js'
export {
  type Cell,
  type CellLayer,
  type ClassData,
  Classes,
  type Content,
  Duties,
  type LongRow,
  longRows,
  openClasses,
  openPanel,
  type Panel,
  panelDiff,
  type RowsAsked,
  streamRows,
} from './panel/index.js'
export * from './ports/index.js'
export * from './rates/index.js'
export * from './scenarios/index.js'
export * from './schedule/index.js'
export * from './series/index.js'
export { importsOfPartner, PARTNERS, type Trade, tradeBySubheading } from './trade/index.js'
export { type TruceReport, truceReport } from './watch/index.js'
export { record }

/** Opens the embedded record, or one given as data. Works in Node and in a browser: nothing is read or fetched. */
export function openLedger(data: LedgerData = record): Ledger {
  return openLedgerData(data)
}
