/** What changes if …: scenarios laid over the ledger, and the difference they make. */
export { type Difference, diff, type Reading } from './diff.js'
export {
  type AuthorityShare,
  type Only,
  Opened,
  type OriginTrade,
  type ProductEffect,
  type Readings,
  type Sums,
  type TradeEffect,
  tradeEffects,
} from './trade.js'
export {
  type AuthorityChanges,
  type Comparison,
  compare,
  dutyDay,
  isDuty,
  pairsReached,
  type TitledShare,
  titledShares,
} from './what-if.js'
