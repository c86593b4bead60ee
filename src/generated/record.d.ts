import type { LedgerData } from '../ledger/index.js'

/** The embedded record; `npm ci` compiles it from `ledger/` and `scenarios/`. */
declare const data: LedgerData
export default data
