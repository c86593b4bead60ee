/** A vessel and its call, as an agent knows them: checked before anything is computed from them. */
import { whyNoCountry } from '../base/countries.js'
import { add, compare, isDecimal } from '../base/decimal.js'
import { ParleyError, type Problem } from '../base/errors.js'
import { PROGRAMMES, VESSEL_FACTS, VESSEL_TYPES, type VesselFact } from '../ledger/index.js'

/** Facts of a vessel as given. What is left out is not known; nothing is taken for granted. */
export interface VesselInput {
  /** Countries: ISO 3166 two letters. */
  readonly flag?: string
  readonly built?: string
  readonly owner?: string
  readonly operator?: string
  /** Percent of the capital, votes or board seats, by the holders' country: `{US: 30}`. */
  readonly ownerShare?: Readonly<Record<string, string | number>>
  readonly operatorShare?: Readonly<Record<string, string | number>>
  readonly type?: string
  /** A sealift programme of the US, or `none`. */
  readonly programme?: string
  /** Net tonnage by the International Tonnage Certificate (1969). */
  readonly netTons?: string | number
  /** Containers discharged at the call. */
  readonly containers?: string | number
  /** Capacity of a vehicle carrier in car-equivalent units. */
  readonly capacityUnits?: string | number
  /** Capacity in twenty-foot units. */
  readonly teu?: string | number
  readonly dwt?: string | number
  /** Nautical miles from the foreign port from which it arrives. */
  readonly voyageMiles?: string | number
  readonly ballast?: boolean
  readonly repairOnly?: boolean
  readonly laterPort?: boolean
  readonly governmentCargo?: boolean
  readonly greatLakes?: boolean
  readonly usBuiltOrder?: boolean
}

/** The same, checked: countries in capitals, numbers as exact decimals. */
export interface Vessel {
  readonly words: ReadonlyMap<VesselFact, string>
  readonly numbers: ReadonlyMap<VesselFact, string>
  readonly shares: ReadonlyMap<VesselFact, ReadonlyMap<string, string>>
  readonly yesNo: ReadonlyMap<VesselFact, boolean>
}

/**
 * Checks a vessel.
 * @param name how the caller calls a fact, for messages: the command line writes `--net-tons`
 * @throws {ParleyError} bad-input: every fact that is wrong, by name
 */
export function readVessel(input: VesselInput, name: (fact: string) => string = (fact) => fact): Vessel {
  const problems: Problem[] = []
  const wrong = (fact: string, message: string): void => void problems.push({ field: name(fact), message })
  const vessel = { words: new Map(), numbers: new Map(), shares: new Map(), yesNo: new Map() }
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined) continue
    const kind = Object.hasOwn(VESSEL_FACTS, key) ? VESSEL_FACTS[key as VesselFact] : undefined
    if (kind === undefined) wrong(key, `there is no such fact of a vessel; there are: ${Object.keys(VESSEL_FACTS).join(', ')}`)
    else if (kind === 'country') {
      const code = String(value).toUpperCase()
      const why = whyNoCountry(code)
      if (why) wrong(key, why)
      else vessel.words.set(key, code)
    } else if (kind === 'type' || kind === 'programme') {
      const known: readonly string[] = kind === 'type' ? VESSEL_TYPES : [...PROGRAMMES, 'none']
      const word = kind === 'type' ? String(value).toLowerCase() : String(value) === 'none' ? 'none' : String(value).toUpperCase()
      if (known.includes(word)) vessel.words.set(key, word)
      else wrong(key, `"${value}" is not known here; write one of ${known.join(', ')}`)
    } else if (kind === 'number') {
      const number = readNumber(value, key === 'containers' || key === 'capacityUnits')
      if (typeof number === 'string') vessel.numbers.set(key, number)
      else wrong(key, number.why)
      if (key === 'netTons' && number === '0') wrong(key, 'a vessel has some net tonnage; write more than 0')
    } else if (kind === 'share') vessel.shares.set(key, readShares(value, key, wrong))
    else if (typeof value === 'boolean') vessel.yesNo.set(key, value)
    else wrong(key, `"${String(value)}" is neither yes nor no`)
  }
  if (vessel.yesNo.get('ballast') === true && compare(vessel.numbers.get('containers') ?? '0', '0') > 0)
    wrong('containers', 'a vessel that arrives empty or in ballast discharges none; one of the two is wrong')
  if (problems.length > 0) throw new ParleyError('bad-input', problems)
  return vessel
}

const LARGEST = '99999999'

/** A number of 0 or more as an exact decimal, or why it is none. */
function readNumber(value: unknown, whole: boolean): string | { why: string } {
  const text = typeof value === 'number' ? String(value) : String(value).trim()
  if (!isDecimal(text)) return { why: `"${text}" is not a number; write digits with a decimal point and no commas, e.g. 60000` }
  if (compare(text, '0') < 0) return { why: `${text} is negative` }
  if (compare(text, LARGEST) > 0) return { why: `${text} is larger than any vessel has` }
  const exact = add(text, '0')
  return whole && exact.includes('.') ? { why: `${text} is not a whole number` } : exact
}

function readShares(value: unknown, key: string, wrong: (fact: string, message: string) => void): ReadonlyMap<string, string> {
  const shares = new Map<string, string>()
  if (typeof value !== 'object' || value === null) wrong(key, 'say of which country, e.g. {US: 30}')
  for (const [country, share] of Object.entries(Object(value) as object)) {
    const code = country.toUpperCase()
    const why = whyNoCountry(code)
    const number = readNumber(share, false)
    if (why) wrong(key, why)
    else if (typeof number !== 'string') wrong(key, `${code}: ${number.why}`)
    else if (compare(number, '100') > 0) wrong(key, `${code}: ${number} is more than 100 percent`)
    else if (shares.has(code)) wrong(key, `${code} is given twice`)
    else shares.set(code, number)
  }
  const sum = [...shares.values()].reduce(add, '0')
  if (compare(sum, '100') > 0)
    wrong(key, `the shares come to ${sum}, more than 100 percent; give those of one kind: capital, votes or board seats`)
  return shares
}
