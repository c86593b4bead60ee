/** Numbers, parties and links for reading; values and moments are worded as on the command line. */
import { readableDay } from '../base/dates.js'
import type { Party } from '../ledger/index.js'

export { readableDistance, readableFlip, readableMoment, readableTerms, readableValue } from '../cli/values.js'
export { readableDay }

const PARTIES: Record<Party, string> = { US: 'United States', CN: 'China', both: 'Both', other: 'Others' }
export const partyName = (party: Party): string => PARTIES[party]

const GRADES: Record<string, string> = {
  seen: 'read in the source',
  partly: 'read in part',
  recalled: 'from general knowledge, unverified',
}
export const gradeWords = (grade: string): string => GRADES[grade] ?? grade

/** `rare-earths` as `rare earths`. */
export const words = (name: string): string => name.replaceAll('-', ' ')
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `438.9 bn`, `12.3 m`, `4,500`. */
export function money(usd: number): string {
  const size = Math.abs(usd)
  if (size >= 1e9) return `${(usd / 1e9).toFixed(1)} bn`
  if (size >= 1e6) return `${(usd / 1e6).toFixed(1)} m`
  return Math.round(usd).toLocaleString('en-GB')
}
/** An exact amount with its thousands parted: `1,234.50`. */
export function amount(text: string): string {
  const [whole = '', cents] = text.split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (cents === undefined ? '' : `.${cents}`)
}
export const percent = (n: number | undefined, digits = 1): string => (n === undefined ? 'open' : `${n.toFixed(digits)}%`)
export const plural = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
/** Without needless zeros: 27.1, 25. */
export const plain = (n: number): string => String(Math.round(n * 1e4) / 1e4)
/** With its sign, and a true minus; zero has none. */
export function signed(n: number, digits: number): string {
  const text = Math.abs(n).toFixed(digits)
  return Number(text) === 0 ? text : `${n < 0 ? '−' : '+'}${text}`
}
