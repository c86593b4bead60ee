/**
 * Rates as the law prints them, read exactly. What is not understood, or rests on another provision, is `uncomputable`
 * and says why: no text ever becomes zero but `Free`.
 */
import { add, isDecimal, multiply } from '../base/decimal.js'
import { unitName } from './units.js'

/**
 * A share of a value. Without `of`, of the value entered; with it, of another value that the filer must know, e.g.
 * `value of the battery`.
 */
export interface PercentPart {
  readonly percent: string
  readonly of?: string
}

/** US dollars for each unit of a quantity. */
export interface UnitPart {
  readonly usd: string
  readonly per: string
}

/** A rate of duty. Numbers are decimals as text: percent `6.8`, dollars `0.015` (the law's 1.5 cents). */
export type RateExpression =
  | { readonly kind: 'free' }
  | { readonly kind: 'ad-valorem'; readonly percent: string }
  | { readonly kind: 'specific'; readonly usd: string; readonly per: string }
  | { readonly kind: 'compound'; readonly parts: readonly (PercentPart | UnitPart)[] }
  /** Sugar: `usd` less `lessUsd` for each degree under `under`, in proportion, but not below `floorUsd`. */
  | {
      readonly kind: 'graduated'
      readonly usd: string
      readonly per: string
      readonly lessUsd: string
      readonly under: string
      readonly floorUsd: string
    }
  | { readonly kind: 'uncomputable'; readonly text: string; readonly why: string }

/** A rate of the special column and the programmes that give it (`A+`, `KR`; empty where the column names none). */
export interface SpecialRate {
  readonly programmes: readonly string[]
  /** The rate as printed, without the programmes. */
  readonly raw: string
  readonly rate: RateExpression
  readonly note?: string
}

/** Of `RateExpression.why` when nothing below knows the words. Tests hold that the schedule has none. */
export const NOT_UNDERSTOOD = 'These words are not understood as a rate.'

/** Rates that are words: what they begin with or hold, and why no amount follows from them. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'The schedule prints no rate in this column.'],
  [/^See\b/, 'The rate stands in another place of the schedule.'],
  [/shall not exceed/, 'The rate has a ceiling that depends on the duty of another article.'],
  [/^The (?:duty )?rate\b/, 'The rate is that of another provision.'],
  [/^A duty\b/, 'The text says on what the duty falls, not what it is.'],
  [/^Free, under bond\b/, 'Free only under bond and on the conditions of the notes.'],
  [/^Free(?:,| \()/, 'Free only on the conditions that the text names.'],
]

/** One third as decimals go: 20 places, so that a duty rounded to cents is never wrong (no whole cents divide into half a cent). */
const THIRD = '33333333333333333333'

const NUMBER = String.raw`(\d[\d,]*(?:\.\d+)?)`
const PERCENT = new RegExp(`^${NUMBER}( 1/3)? ?(?:%|percent)(?: (?:on|of) (.+))?$`)
const MONEY = new RegExp(String.raw`^(?:\$${NUMBER}|${NUMBER} ?(?:¢|cents)) ?(?:/ ?(.+)|(each))$`)
const GRADUATED = new RegExp(
  String.raw`^${NUMBER} ?¢ ?/kg less ${NUMBER} ?¢ ?/kg for each degree under ${NUMBER} degrees \(and fractions of a degree in proportion\) but not less (?:than )?${NUMBER} ?¢ ?/kg$`,
)

/** The text without what printing did to it: broken words, line ends, footnote strokes, known misprints. */
function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/([a-z])- ([a-z])/g, '$1$2')
    .replace(/\bthebattery\b/g, 'the battery')
    .replace(/\bweght\b/g, 'weight')
    .replace(/% \/$/, '%')
    .trim()
}

/** Without commas and trailing zeros: `1,000.50` is `1000.5`. */
const plain = (number: string): string => add(number.replaceAll(',', ''), '0')
const dollarsOfCents = (cents: string): string => multiply(plain(cents), '0.01')

/** Reads the text of a general or column 2 rate. */
export function parseRate(raw: string): RateExpression {
  const text = tidy(raw)
  if (text === 'Free') return { kind: 'free' }
  for (const [words, why] of WORDS) if (words.test(text)) return { kind: 'uncomputable', text: raw, why }
  const sugar = GRADUATED.exec(text)
  if (sugar) {
    const [usd, lessUsd, under, floorUsd] = [1, 2, 3, 4].map((i) => sugar[i] as string) as [string, string, string, string]
    return {
      kind: 'graduated',
      usd: dollarsOfCents(usd),
      per: 'kg',
      lessUsd: dollarsOfCents(lessUsd),
      under: plain(under),
      floorUsd: dollarsOfCents(floorUsd),
    }
  }
  const parts = text.split('+').map((part) => parsePart(part.trim()))
  if (parts.some((part) => part === undefined)) return { kind: 'uncomputable', text: raw, why: NOT_UNDERSTOOD }
  const [first] = parts as (PercentPart | UnitPart)[]
  if (first && parts.length === 1) {
    if ('usd' in first) return { kind: 'specific', ...first }
    if (!first.of) return { kind: 'ad-valorem', percent: first.percent }
  }
  return { kind: 'compound', parts: parts as (PercentPart | UnitPart)[] }
}

function parsePart(text: string): PercentPart | UnitPart | undefined {
  const percent = PERCENT.exec(text)
  if (percent) {
    const whole = plain(percent[1] as string)
    if (percent[2] && !/^\d+$/.test(whole)) return undefined
    const of = percent[3]
    return { percent: percent[2] ? `${whole}.${THIRD}` : whole, ...(of && of !== 'the entire set' && { of: valueName(of) }) }
  }
  const money = MONEY.exec(text)
  if (!money) return undefined
  const usd = money[1] ? plain(money[1]) : dollarsOfCents(money[2] as string)
  return { usd, per: unitName(money[4] ?? (money[3] as string)) }
}

/** `the case`, `case` and `the value of the case` are one value, so named: `value of the case`. */
function valueName(of: string): string {
  const what = of.replace(/^the /, '').replace(/^value of (?:the )?/, '')
  return what === 'fair retail value' || what.startsWith('cost of') ? what : `value of the ${what.replace(/, if any$/, '')}`
}

/** Signs of programmes between brackets: `(A+,AU,BH)`; spaces, stops and a bracket too many occur. */
const SIGNS = /\(([A-Z*+,.\s(]+)\)/g

/** Reads the special column: rates one after another, each followed by its programmes in brackets. */
export function parseSpecial(raw: string): SpecialRate[] {
  const rates: SpecialRate[] = []
  let from = 0
  for (const found of raw.matchAll(SIGNS)) {
    const programmes = [...new Set((found[1] as string).split(/[\s,.(]+/).filter(Boolean))]
    const rate = raw.slice(from, found.index).replace(/\s+/g, ' ').trim()
    rates.push({ programmes, raw: rate, rate: parseRate(rate) })
    from = found.index + found[0].length
  }
  const rest = raw.slice(from).trim()
  if (rest)
    rates.push({ programmes: [], raw: rest, rate: parseRate(rest), note: 'The column names no programme: the heading says whose goods.' })
  return rates
}

/** The rate for a person: `6.8%`, `$0.015/kg + 5%`, or the law's own words. */
export function describeRate(rate: RateExpression): string {
  switch (rate.kind) {
    case 'free':
      return 'Free'
    case 'ad-valorem':
      return describePart(rate)
    case 'specific':
      return describePart(rate)
    case 'compound':
      return rate.parts.map(describePart).join(' + ')
    case 'graduated':
      return `$${rate.usd}/${rate.per} less $${rate.lessUsd}/${rate.per} for each degree under ${rate.under}, not less than $${rate.floorUsd}/${rate.per}`
    case 'uncomputable':
      return rate.text || 'none printed'
  }
}

function describePart(part: PercentPart | UnitPart): string {
  if ('usd' in part) return `$${part.usd}/${part.per}`
  return `${part.percent.endsWith(THIRD) ? `${part.percent.split('.')[0]} 1/3` : part.percent}%${part.of ? ` of the ${part.of}` : ''}`
}

/** Whether every number of a rate is a decimal: for tests and for data from elsewhere. */
export function isExact(rate: RateExpression): boolean {
  const parts = rate.kind === 'compound' ? rate.parts : [rate]
  return parts.every((part) => Object.entries(part).every(([key, value]) => !/percent|usd|under/i.test(key) || isDecimal(value as string)))
}
