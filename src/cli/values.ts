/** Values, dates and moments in words, the same in every command. */
import { readableDay } from '../base/dates.js'
import type { HorizonState, TermValue } from '../ledger/index.js'
import type { Flip, Moment } from '../watch/index.js'

const REQUIREMENTS: Record<string, string> = {
  licence: 'licence required',
  prohibited: 'prohibited',
  'licence-by-rule': 'licence required',
  'general-licence': 'general licence',
  'end-user-check': 'end-user check',
}

/** A term's value for reading: `34%`, `50 USD`, `licence required`. */
export function readableValue(value: TermValue | null, term = ''): string {
  if (value === null) return 'nothing'
  if (typeof value === 'number') return term === 'entities' ? `${value} entities` : term === 'items' ? `${value} items` : String(value)
  if (typeof value === 'string') return term === 'requirement' ? (REQUIREMENTS[value] ?? value) : value
  if ('amount' in value) return `${String(value.amount)} ${String(value.currency)}`
  if ('inQuota' in value) return `${String(value.inQuota)} in quota, ${String(value.overQuota)} over`
  if ('specific' in value) return String(value.specific)
  return JSON.stringify(value)
}

/** What a term's amount is of, as it reads after it: `a net ton`; nothing for others. */
export const unitOf = (term: string): string => (TERMS[term] === undefined ? '' : ` ${TERMS[term]}`)

const TERMS: Record<string, string> = {
  perNetTon: 'a net ton',
  perContainer: 'a container',
  perCapacityUnit: 'a capacity unit',
}

/** Several terms of one measure in one phrase. */
export function readableTerms(terms: readonly { term: string; effective: TermValue | null }[], most = 4): string {
  const shown = terms.filter((t) => t.term !== 'text' && t.term !== 'effect' && t.term !== 'state')
  const list = shown.length > 0 ? shown : terms
  const words = list.slice(0, most).map(({ term, effective }) => {
    const value = readableValue(effective, term)
    const origin = /^rate\.([A-Z]{2})$/.exec(term)?.[1]
    return origin ? `${value} (${origin})` : TERMS[term] ? `${value} ${TERMS[term]}` : value
  })
  return words.join(', ') + (list.length > most ? ` and ${list.length - most} more` : '')
}

/** What a change that needs no further act does: `begins: 24%`, `24% becomes 10%`, `ends`. */
export function readableFlip(flip: Flip): string {
  const after = flip.terms.map(({ term, after: effective }) => ({ term, effective }))
  const before = flip.terms.map(({ term, before: effective }) => ({ term, effective }))
  return {
    starts: `begins: ${readableTerms(after)}`,
    changes: `${readableTerms(before, 2)} becomes ${readableTerms(after, 2)}`,
    'is suspended': 'is suspended',
    returns: `comes back: ${readableTerms(after)}`,
    ends: 'ends',
    'becomes void': 'falls: its authority is void',
  }[flip.cause]
}

const ZONES: Record<string, string> = { 'America/New_York': 'ET', 'Asia/Shanghai': 'Beijing' }

/** `00:01 America/New_York` as `00:01 ET`. */
export function readableTime(time: string): string {
  const [hour = '', zone = ''] = time.split(' ')
  return `${hour} ${ZONES[zone] ?? zone}`
}

/** `10 Nov 2025 00:01 ET (13:01 Beijing)`. */
export function readableMoment(moment: Moment): string {
  const time = moment.time === undefined ? '' : ` ${readableTime(moment.time)}`
  return `${readableDay(moment.date)}${time}${moment.elsewhere === undefined ? '' : ` (${moment.elsewhere})`}`
}

/** `in 21 days`, `today`, `14 days ago`. */
export function readableDistance(days: number): string {
  if (days === 0) return 'today'
  const n = Math.abs(days)
  return days > 0 ? `in ${n} day${n === 1 ? '' : 's'}` : `${n} day${n === 1 ? '' : 's'} ago`
}

/** What an answer beyond the horizon must say; nothing if it is not beyond. */
export function horizonWarning(horizon: HorizonState, date: string): string | undefined {
  if (horizon.dateBeyond.length === 0 && horizon.knownBeyond.length === 0) return undefined
  const looked = Object.entries(horizon.looked).map(([party, day]) => `${party} ${readableDay(day)}`)
  return horizon.dateBeyond.length > 0
    ? `The record was last looked at: ${looked.join(', ')}. Nothing published later is known here: for ${readableDay(date)} this is what the acts known then imply, not what happened.`
    : `The record was last looked at: ${looked.join(', ')}. Nothing published later is known here.`
}

/** How many of a world's units make a billion. */
export const unitsPerBillion = ({ unit }: { readonly unit: string }): number =>
  unit.startsWith('thousand') ? 1e6 : unit.startsWith('million') ? 1e3 : 1e9

const LEFT_OUT: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'later tariff': ['duty that differs only from a later day', 'duties that differ only from a later day'],
  'export-control': ['export control', 'export controls'],
  'port-fee': ['port fee', 'port fees'],
  listing: ['listing of entities', 'listings of entities'],
  restriction: ['restriction', 'restrictions'],
}

/** `2 listings of entities, 1 port fee`: what a scenario changes and the model does not have. */
export const leftOutWords = (left: readonly { readonly kind: string; readonly measures: number }[]): string =>
  left
    .map(({ kind, measures }) => {
      const [one, many] = LEFT_OUT[kind] ?? [`measure (${kind})`, `measures (${kind})`]
      return `${measures} ${measures === 1 ? one : many}`
    })
    .join(', ')
