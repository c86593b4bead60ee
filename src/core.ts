/** Parley without its embedded record: for programs that bring or load the data themselves. */
export { ParleyError, type Problem } from './base/errors.js'
export * from './ledger/index.js'
