/** One entry line: what a filer knows of the goods, checked before anything is computed from it. */
import { type Day, isDay } from '../base/dates.js'
import { ParleyError, type Problem } from '../base/errors.js'
import { dottedCode } from '../schedule/index.js'
import { type Cents, type Percent, percentNumber, scaled, WHOLE } from './amount.js'
import { whyNoCountry } from './origins.js'
import { IMPORTERS, type Importer } from './tariff.js'

/** An entry line as written: JSON, a CSV row, or an object of the library's caller. Amounts are decimals, as text or numbers. */
export interface EntryInput {
  readonly id?: string
  /** The code in the tariff of the importing party, with or without dots: 8 to 10 digits for the US; 6, 8 or 10 for China. */
  readonly hts: string
  /** Country of origin, ISO 3166 two letters. */
  readonly origin: string
  /** Country of importation, US or CN; by default that of the book. */
  readonly to?: string
  readonly entry_date: Day
  readonly loaded_date?: Day
  readonly exported_date?: Day
  readonly value_usd: string | number
  /** Quantity by unit, e.g. `{kg: 500}`. */
  readonly quantity?: Readonly<Record<string, string | number>>
  /** A base rate instead of that of the schedule, e.g. `2.9%` or `free`. */
  readonly base_rate?: string
  /** What the filer asserts: a programme, a chapter 98 or 99 heading whose conditions are met, a condition by name. */
  readonly claims?: readonly string[]
  /** What is asserted not to be so: programmes, headings, conditions. */
  readonly denies?: readonly string[]
  readonly facts?: Readonly<Record<string, string | number | boolean>>
}

/** The facts that can be asked for, with what they are. Shares are percent of the customs value unless it says weight. */
export const FACTS = {
  steel_value_pct: 'share of the value that is steel content, in percent',
  aluminum_value_pct: 'share of the value that is aluminium content, in percent',
  copper_value_pct: 'share of the value that is copper content, in percent',
  steel_weight_pct: 'share of the weight that is steel, in percent',
  aluminum_weight_pct: 'share of the weight that is aluminium, in percent',
  copper_weight_pct: 'share of the weight that is copper, in percent',
  melt_country: 'country in which the steel was melted and poured, ISO two letters',
  smelt_country: 'country of primary smelt of the aluminium, ISO two letters',
  us_content_pct: 'share of the value that is of US content, in percent',
  us_metal_pct: 'share of the metal that is of US origin, in percent',
  in_quota: 'whether the entry is within the tariff-rate quota (true or false)',
  repair_value_usd: 'value of the repair or processing abroad, for 9802.00.40, .50 and .60',
  us_parts_value_usd: 'value of the US parts, for 9802.00.80',
  mode: 'how the goods arrive: vessel, air, rail, truck, mail',
  end_use: 'the use that the goods are entered for',
  ad_rate_pct: 'antidumping rate of the case, in percent',
  cvd_rate_pct: 'countervailing rate of the case, in percent',
  code_2018: "the 8-digit code of the goods in China's tariff of 2018, where a later code can have been several",
} as const
export type FactName = keyof typeof FACTS

/** The metals of which the facts speak. */
export const METALS = ['steel', 'aluminum', 'copper'] as const

const PERCENT_FACTS = new Set<string>(Object.keys(FACTS).filter((f) => f.endsWith('_pct')))
const MONEY_FACTS = new Set(['repair_value_usd', 'us_parts_value_usd'])
const COUNTRY_FACTS = new Set(['melt_country', 'smelt_country'])
const MODES = ['vessel', 'air', 'rail', 'truck', 'mail']
const KEYS = new Set([
  'id',
  'hts',
  'origin',
  'to',
  'entry_date',
  'loaded_date',
  'exported_date',
  'value_usd',
  'quantity',
  'base_rate',
  'claims',
  'denies',
  'facts',
])

/** An entry line, checked: what the rules read. */
export interface EntryLine {
  readonly id?: string
  readonly hts: string
  readonly origin: string
  readonly date: Day
  readonly loaded?: Day
  readonly exported?: Day
  readonly value: Cents
  readonly quantity: Readonly<Record<string, string>>
  readonly baseRate?: string
  readonly claims: ReadonlySet<string>
  readonly denies: ReadonlySet<string>
  readonly shares: Readonly<Partial<Record<string, Percent>>>
  readonly money: Readonly<Partial<Record<string, Cents>>>
  readonly inQuota?: boolean
  readonly mode?: string
  readonly meltCountry?: string
  readonly smeltCountry?: string
  readonly endUse?: string
  /** Eight digits. */
  readonly code2018?: string
}

/** The largest value of a line: a hundred billion dollars. */
const MOST: Cents = 10_000_000_000_000n

/**
 * Checks an entry line. Every problem is told, each with its field; nothing is guessed.
 * @param importer the party whose imports are assessed
 * @throws {ParleyError} bad-input
 */
export function readEntry(input: EntryInput, importer: Importer = 'US'): EntryLine {
  const problems: Problem[] = []
  const bad = (field: string, message: string): undefined => void problems.push({ field, message })
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ParleyError('bad-input', [{ message: 'an entry line is an object with at least hts, origin, entry_date and value_usd' }])
  }
  for (const key of Object.keys(input)) if (!KEYS.has(key)) bad(key, `unknown key; the keys are ${[...KEYS].join(', ')}`)
  const text = (field: keyof EntryInput): string => {
    const value = input[field]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    bad(field, value === undefined ? 'is missing' : 'must be text')
    return ''
  }
  const day = (field: 'entry_date' | 'loaded_date' | 'exported_date'): Day | undefined => {
    const value = input[field]
    if (absent(value) && field !== 'entry_date') return undefined
    if (typeof value === 'string' && isDay(value)) return value
    return bad(field, value === undefined ? 'is missing' : `"${shown(value)}" is not a day; write YYYY-MM-DD`)
  }
  const hts = text('hts')
  const origin = text('origin').toUpperCase()
  const notOrigin = origin && whyNoCountry(origin)
  if (notOrigin) bad('origin', notOrigin)
  const to = absent(input.to) ? importer : shown(input.to).toUpperCase()
  if (!IMPORTERS.some((party) => party === to)) bad('to', `"${shown(input.to)}": only imports into the US or CN are assessed`)
  else if (to !== importer) bad('to', `${to}: these rates were opened for imports into ${importer}`)
  if (origin === importer) bad('origin', `${origin}: goods of the importing country itself are no imports of foreign goods`)
  const date = day('entry_date')
  const loaded = day('loaded_date')
  const exported = day('exported_date')
  if (date && loaded && loaded > date) bad('loaded_date', `goods loaded on ${loaded} cannot be entered on ${date}`)
  if (date && exported && exported > date) bad('exported_date', `goods exported on ${exported} cannot be entered on ${date}`)
  if (!absent(input.id) && typeof input.id === 'object') bad('id', 'is text or a number')
  const value = money(input.value_usd, 'value_usd', bad)
  const facts = readFacts(input.facts, bad)
  const line = {
    ...(!absent(input.id) && { id: shown(input.id) }),
    hts,
    origin,
    date: date as Day,
    ...(loaded !== undefined && { loaded }),
    ...(exported !== undefined && { exported }),
    value: value ?? 0n,
    quantity: readQuantity(input.quantity, bad),
    ...(!absent(input.base_rate) && { baseRate: text('base_rate') }),
    // A number of chapter 98 is the claim of its heading.
    claims: new Set([
      ...words(input.claims, 'claims', bad),
      ...(hts.startsWith('98') ? [dottedCode(hts.replaceAll(/[.\s]/g, '').slice(0, 8))] : []),
    ]),
    denies: words(input.denies, 'denies', bad),
    ...facts,
  }
  for (const claim of line.claims) if (line.denies.has(claim)) bad('denies', `"${claim}" is both claimed and denied`)
  if (problems.length > 0) throw new ParleyError('bad-input', problems)
  return line
}

/** Whatever was given, as text for a message: never fails, never long. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return String(value).slice(0, 40)
}

/** Whether a key that may be left out is left out: also as null, or as the empty cell of an exporter. */
const absent = (value: unknown): boolean => value === undefined || value === null || value === ''

type Bad = (field: string, message: string) => undefined

function money(value: unknown, field: string, bad: Bad): Cents | undefined {
  if (value === undefined) return bad(field, 'is missing')
  const text = typeof value === 'number' ? plainNumber(value) : typeof value === 'string' ? value.trim() : ''
  const cents = scaled(text, 2)
  if (cents === undefined) return bad(field, `"${shown(value)}" is not an amount in dollars and cents, e.g. 10000.00`)
  if (cents < 0n) return bad(field, 'must not be negative')
  if (cents > MOST) return bad(field, 'is more than a hundred billion dollars')
  return cents
}

/** A number without exponent; empty if it has none such. */
const plainNumber = (n: number): string => (Number.isFinite(n) && !/e/i.test(String(n)) ? String(n) : '')

function readQuantity(quantity: unknown, bad: Bad): Record<string, string> {
  if (absent(quantity)) return {}
  if (typeof quantity !== 'object' || quantity === null || Array.isArray(quantity))
    return bad('quantity', 'is an object of units, e.g. {"kg": 500}') ?? {}
  const out: Record<string, string> = {}
  for (const [unit, n] of Object.entries(quantity)) {
    const text = typeof n === 'number' ? plainNumber(n) : typeof n === 'string' ? n.trim() : ''
    if (/^\d{1,15}(\.\d{1,9})?$/.test(text)) out[unit] = text
    else bad(`quantity.${unit}`, `"${shown(n)}" is not a quantity; write a number that is not negative`)
  }
  return out
}

function words(list: unknown, field: string, bad: Bad): ReadonlySet<string> {
  if (absent(list)) return new Set()
  if (!Array.isArray(list) || list.some((w) => typeof w !== 'string' || w.trim() === '')) {
    bad(field, 'is a list of words, e.g. ["usmca"]')
    return new Set()
  }
  return new Set(list.map((w: string) => word(w)))
}

/** Names are written in lower case with hyphens; `civil_aircraft` is `civil-aircraft`. Headings keep their dots. */
export const word = (text: string): string => text.trim().toLowerCase().replaceAll('_', '-').replaceAll(' ', '-')

function readFacts(
  facts: unknown,
  bad: Bad,
): Pick<EntryLine, 'shares' | 'money' | 'inQuota' | 'mode' | 'meltCountry' | 'smeltCountry' | 'endUse' | 'code2018'> {
  const shares: Record<string, Percent> = {}
  const amounts: Record<string, Cents> = {}
  const out: { inQuota?: boolean; mode?: string; meltCountry?: string; smeltCountry?: string; endUse?: string; code2018?: string } = {}
  if (!absent(facts) && (typeof facts !== 'object' || facts === null || Array.isArray(facts)))
    bad('facts', 'is an object, e.g. {"steel_value_pct": 40}')
  for (const [name, value] of Object.entries(typeof facts === 'object' && facts !== null ? facts : {})) {
    const field = `facts.${name}`
    if (absent(value)) continue
    if (PERCENT_FACTS.has(name)) {
      const share = scaled(typeof value === 'number' ? plainNumber(value) : shown(value), 6)
      const most = name === 'ad_rate_pct' || name === 'cvd_rate_pct' ? 10_000_000_000n : 100_000_000n
      if (share === undefined || share < 0n || share > most)
        bad(field, `"${shown(value)}" is not a share in percent, 0 to ${most / 1_000_000n} with at most six decimals`)
      else shares[name] = share
    } else if (MONEY_FACTS.has(name)) {
      const cents = money(value, field, bad)
      if (cents !== undefined) amounts[name] = cents
    } else if (COUNTRY_FACTS.has(name)) {
      const country = shown(value).toUpperCase()
      const why = whyNoCountry(country)
      if (why) bad(field, why)
      else if (name === 'melt_country') out.meltCountry = country
      else out.smeltCountry = country
    } else if (name === 'in_quota') {
      if (value === true || value === 'true') out.inQuota = true
      else if (value === false || value === 'false') out.inQuota = false
      else bad(field, 'is true or false')
    } else if (name === 'mode') {
      if (MODES.includes(shown(value))) out.mode = shown(value)
      else bad(field, `must be one of ${MODES.join(', ')}`)
    } else if (name === 'code_2018') {
      const code = shown(value).replaceAll(/[.\s]/g, '')
      if (/^\d{8}$/.test(code)) out.code2018 = code
      else bad(field, `"${shown(value)}" is not a code of 8 digits`)
    } else if (name === 'end_use') out.endUse = shown(value)
    else bad(field, `unknown fact; the facts are ${Object.keys(FACTS).join(', ')}`)
  }
  for (const by of ['value', 'weight']) {
    const sum = METALS.reduce((total, metal) => total + (shares[`${metal}_${by}_pct`] ?? 0n), 0n)
    if (sum > WHOLE) bad('facts', `the metals come to ${percentNumber(sum)}% of the ${by}: together they cannot be more than 100`)
  }
  return { shares, money: amounts, ...out }
}
