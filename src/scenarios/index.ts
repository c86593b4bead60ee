/** What changes if …: scenarios laid over the ledger, and the difference they make. */
export { type Difference, diff, type Reading } from './diff.js'
