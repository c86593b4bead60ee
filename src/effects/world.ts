/**
 * Worlds: base-year data compiled into one binary file each, with where they come from.
 *
 * A file is the bytes `PARLEYW1`, the length of the header (32-bit, little-endian), the header as JSON, zeros up to a
 * multiple of eight, then the arrays one after another as little-endian 64-bit floats.
 */
import { fail } from '../base/errors.js'

/** Where a part of a world comes from. Goes with every result. */
export interface WorldSource {
  readonly what: string
  readonly publisher: string
  readonly licence: string
}

export interface WorldCountry {
  /** ISO three-letter code, or a group's short name. */
  readonly code: string
  /** ISO two-letter code where it is one country's (EU for the Union). */
  readonly iso2?: string
  readonly name: string
}

export interface WorldSector {
  readonly code: string
  readonly name: string
  /** Whether goods of the sector cross a customs border and can bear a tariff. */
  readonly goods: boolean
}

/** Tariffs that belong to a world: a vector over exporters or sectors, held in the array of the same name. */
export interface WorldSchedule {
  readonly id: string
  readonly title: string
  readonly importer: string
  /** The exporter, where the vector is over sectors; without it the vector is over exporters. */
  readonly exporter?: string
  /** What is not known about it. */
  readonly note?: string
}

export interface WorldHeader {
  readonly id: string
  readonly title: string
  readonly year: number
  /** Unit of every value. */
  readonly unit: string
  /** One line that goes with every result. */
  readonly label: string
  readonly sources: readonly WorldSource[]
  readonly countries: readonly WorldCountry[]
  readonly sectors: readonly WorldSector[]
  /** Named groups of countries, by code. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  readonly schedules: readonly WorldSchedule[]
  /** What was done to the data, and what is to be minded. */
  readonly notes: readonly string[]
}

/**
 * A world. Arrays in the layout of `Economy`: `trade` (before tariffs) always; `gdp` where own sales are left to be inferred;
 * `tariff`, `valueAdded`, `inputs`, `elasticity`, `scale` where the data have them; and one for each schedule.
 */
export interface World extends WorldHeader {
  readonly arrays: Readonly<Record<string, Float64Array>>
}

const MAGIC = 'PARLEYW1'

/** The bytes of a world's file. Exact: what {@link readWorld} reads is what was written. */
export function writeWorld(world: World): Uint8Array {
  const { arrays, ...header } = world
  const lengths = Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.length]))
  const json = new TextEncoder().encode(JSON.stringify({ ...header, lengths }))
  const start = (MAGIC.length + 4 + json.length + 7) & ~7
  const bytes = new Uint8Array(start + 8 * Object.values(lengths).reduce((a, b) => a + b, 0))
  bytes.set(new TextEncoder().encode(MAGIC))
  const view = new DataView(bytes.buffer)
  view.setUint32(MAGIC.length, json.length, true)
  bytes.set(json, MAGIC.length + 4)
  let at = start
  for (const array of Object.values(arrays))
    for (const value of array) {
      view.setFloat64(at, value, true)
      at += 8
    }
  return bytes
}

/** @throws ParleyError if the bytes are no world's, or are cut off */
export function readWorld(bytes: Uint8Array, name = 'this file'): World {
  if (bytes.length < MAGIC.length + 4 || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    fail('bad-input', `${name} is no world: it does not begin with ${MAGIC}. Make one with "parley world build"`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(MAGIC.length, true)
  const start = (MAGIC.length + 4 + length + 7) & ~7
  if (start > bytes.length) fail('bad-input', `${name} is cut off in its header: it has ${bytes.length} bytes`)
  const { lengths, ...header } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(MAGIC.length + 4, MAGIC.length + 4 + length)),
  ) as WorldHeader & { lengths: Record<string, number> }
  const whole = start + 8 * Object.values(lengths).reduce((a, b) => a + b, 0)
  if (bytes.length !== whole) fail('bad-input', `${name} has ${bytes.length} bytes and should have ${whole}: fetch or build it again`)
  let at = start
  const arrays = Object.fromEntries(
    Object.entries(lengths).map(([array, count]) => {
      const values = new Float64Array(count)
      if (LITTLE_ENDIAN) new Uint8Array(values.buffer).set(bytes.subarray(at, at + 8 * count))
      else for (let i = 0; i < count; i++) values[i] = view.getFloat64(at + 8 * i, true)
      at += 8 * count
      return [array, values]
    }),
  )
  return { ...header, arrays }
}

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** An array that the world must have. @throws ParleyError if it has not */
export function arrayOf(world: World, name: string): Float64Array {
  return world.arrays[name] ?? fail('bad-input', `the world ${world.id} has no "${name}"; it has ${Object.keys(world.arrays).join(', ')}`)
}
