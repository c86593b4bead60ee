/** What changes if …: scenarios laid over the ledger, and the difference they make. */
export { type Difference, diff, type Reading } from './diff.js'
export { type Only, type OriginTrade, type ProductEffect, type Readings, type Sums, type TradeEffect, tradeEffects } from './trade.js'
export { type AuthorityChanges, type Comparison, compare, pairsReached } from './what-if.js'
