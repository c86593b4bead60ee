/** A vessel from facts written as text, one a name: options of a command, parameters of a request. */
import { fail } from '../base/errors.js'
import { PROGRAMMES, VESSEL_FACTS, VESSEL_TYPES, type VesselFact } from '../ledger/index.js'
import type { VesselInput } from '../ports/index.js'

/** What each fact is. */
export const VESSEL_WORDS: Readonly<Record<VesselFact, string>> = {
  flag: 'flag state, ISO two letters',
  built: 'country in which it was built',
  owner: 'country of the owner',
  operator: 'country of the operator',
  ownerShare: 'held in the owner by persons of a country, in percent (repeatable)',
  operatorShare: 'held in the operator by persons of a country, in percent (repeatable)',
  type: VESSEL_TYPES.join(', '),
  programme: `sealift programme of the US: ${PROGRAMMES.join(', ')} or none`,
  netTons: 'net tonnage by the tonnage certificate',
  containers: 'containers discharged at the call',
  capacityUnits: 'capacity of a vehicle carrier, in car-equivalent units',
  teu: 'capacity in twenty-foot units',
  dwt: 'deadweight tons',
  voyageMiles: 'nautical miles from the foreign port that it comes from',
  ballast: 'arrives empty or in ballast',
  repairOnly: 'empty, for repair at a Chinese shipyard only',
  laterPort: 'a later port of the same voyage, not its first',
  governmentCargo: 'carries cargo of the US government, or is its vessel',
  greatLakes: 'a vessel of the Great Lakes',
  usBuiltOrder: 'the owner has ordered a US-built vessel of equal or greater size',
}

/** Text that is no number stays none: the check says so by name. */
export const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN)

/**
 * The facts given, of all that were asked with the vessel's.
 * @param asked shares as a list of `country=percent`, all else as text; `true` and `yes` are yes
 * @param name how the caller calls a fact, for messages
 * @throws {ParleyError} bad-input, if a share is not written so
 */
export function vesselOf(asked: Partial<Record<VesselFact, unknown>>, name = (fact: string): string => fact): VesselInput {
  const vessel: Record<string, unknown> = {}
  for (const fact of Object.keys(VESSEL_FACTS) as VesselFact[]) {
    const value = asked[fact]
    if (value === undefined) continue
    const kind = VESSEL_FACTS[fact]
    vessel[fact] = kind === 'share' ? shares(value as string[], name(fact)) : kind === 'yes-no' ? (YES_NO[String(value)] ?? value) : value
  }
  return vessel
}

const YES_NO: Readonly<Record<string, boolean>> = { true: true, yes: true, no: false, false: false }

function shares(written: readonly string[], field: string): Record<string, string> {
  const out: Record<string, string> = {}
  for (const text of written) {
    const [, country, share] = /^([^=]+)=(.*)$/.exec(text) ?? []
    if (country === undefined || share === undefined) fail('bad-input', `"${text}": write country=percent, e.g. US=30`, field)
    if (Object.hasOwn(out, country)) fail('bad-input', `${country} is given twice`, field)
    out[country] = share.replace(/%$/, '')
  }
  return out
}
