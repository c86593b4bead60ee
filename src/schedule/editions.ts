/** The general rate of a line on a day: what the editions known say, and whether that is sure. */
import { addDays, type Day, isDay, readableDay } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { ChangesData, Edition } from './data.js'
import { parseRate, type RateExpression } from './expression.js'

/** A general rate on a day. Where it is not `sure`, `why` says what is missing. */
export interface GeneralRate {
  readonly raw: string
  readonly rate: RateExpression
  readonly sure: boolean
  readonly why?: string
}

/** The general rate of the rate line `code`, whose text in the compiled edition is `raw`, on `date`. */
export function generalOn(code: string, raw: string, date: Day, changes: ChangesData | undefined): GeneralRate {
  if (!isDay(date)) fail('bad-input', `"${date}" is no day: write YYYY-MM-DD`, 'date')
  if (!changes) return answer(raw, false, 'No comparison with other editions is at hand.')
  const { current, editions } = changes
  if (date >= current.from) {
    const until = changes.shorter[code.slice(0, 2)] ?? current.until
    return date < until
      ? answer(raw, true)
      : answer(raw, false, `The last edition known is that of ${readableDay(addDays(until, -1))}: a later one may have another rate.`)
  }
  if (code.startsWith('98')) return answer(raw, false, 'Chapter 98 was not compared with earlier editions.')
  const rateIn = (edition: Edition, day: Day): string | undefined => {
    if (changes.absent[edition.id]?.includes(code)) return undefined
    const others = changes.rates[code]?.filter((r) => r.edition === edition.id) ?? []
    return others.length === 0 ? raw : others.find((r) => (r.from ?? day) <= day && day < (r.until ?? addDays(day, 1)))?.general
  }
  const remark = (): string => {
    const found = changes.remarks.find(({ codes }) => codes.includes(code))
    return found ? ` ${found.text}` : ''
  }
  const inside = editions.find(({ from, until }) => from <= date && date < until)
  if (inside) {
    const there = rateIn(inside, date)
    return there === undefined ? answer(raw, false, `The ${inside.title} does not have this line.`) : answer(there, true)
  }
  const after = [...editions, current].find(({ from }) => from > date) as Edition
  const before = editions.filter(({ until }) => until <= date).at(-1)
  const next = after === current ? raw : rateIn(after, after.from)
  if (!before) {
    const dated = changes.rates[code]?.find(
      (r) => r.edition === after.id && r.from !== undefined && r.from <= date && date < (r.until ?? after.until),
    )
    if (dated) return answer(dated.general, true, `By the dates that the ${after.title} gives.`)
    return answer(next ?? raw, false, `Before the first edition known, that of ${readableDay(after.from)}.`)
  }
  const last = rateIn(before, addDays(before.until, -1))
  if (last !== undefined && last === next)
    return answer(last, true, `Between two editions that have the same rate: ${before.title}, ${after.title}.`)
  const has = (text: string | undefined): string => text ?? 'no such line'
  return answer(
    last ?? next ?? raw,
    false,
    `Between the ${before.title} (${has(last)}) and the ${after.title} (${has(next)}): when it changed is not known.${remark()}`,
  )
}

/** Rates by their words: the schedule has some 800 different ones. */
const parsed = new Map<string, RateExpression>()

function answer(raw: string, sure: boolean, why?: string): GeneralRate {
  const rate = parsed.get(raw) ?? parseRate(raw)
  parsed.set(raw, rate)
  return why ? { raw, rate, sure, why } : { raw, rate, sure }
}
