/** Changes of tariffs, as a person or another room gives them, on the cells of a world. */
import { fail } from '../base/errors.js'
import type { Economy } from './economy.js'
import type { World } from './world.js'

/** One change. The base tariff of the world, where it has one, is what it starts from. */
export interface TariffChange {
  /** Code of a country (three letters or two), of a group of the world such as EU, or `*` for all. */
  readonly importer: string
  readonly exporter: string
  /** Code of a sector; all sectors of goods if left out. */
  readonly sector?: string
  /** A fraction: 0.25 for 25%. */
  readonly rate: number
  /** `add` (default): on top of what was there, earlier changes included. `set`: instead of it. */
  readonly how?: 'add' | 'set'
}

/**
 * The tariffs after changes, in order. A country's own goods bear none, nor do goods between members of the European Union.
 * @returns t', N × N × S, for `Shock.tariff`
 * @throws ParleyError if a code is not of this world, or a rate is no number or below -100%
 */
export function applyTariffs(world: World, economy: Economy, changes: Iterable<TariffChange>): Float64Array {
  const n = economy.countries.length
  const tariff = economy.tariff.slice()
  const union = new Set(world.groups.EU ? membersOf(world, 'EU') : [])
  const found = new Map<string, readonly number[]>()
  const members = (code: string, field: string): readonly number[] => {
    const known = found.get(code) ?? membersOf(world, code, field)
    found.set(code, known)
    return known
  }
  let at = 0
  for (const { importer, exporter, sector, rate, how = 'add' } of changes) {
    const field = `changes.${at++}`
    if (!Number.isFinite(rate)) fail('bad-input', `is ${rate}; give a fraction, 0.25 for 25%`, `${field}.rate`)
    const from = members(exporter, `${field}.exporter`)
    const to = members(importer, `${field}.importer`)
    let borders = 0
    for (const k of sectorsOf(world, sector, `${field}.sector`))
      for (const j of from)
        for (const i of to) {
          if (i === j || (union.has(i) && union.has(j))) continue
          borders++
          const c = (k * n + j) * n + i
          const next = how === 'set' ? rate : (tariff[c] as number) + rate
          if (!(next > -1))
            fail('bad-input', `would make the tariff ${(100 * next).toFixed(1)}%; it must stay above -100%`, `${field}.rate`)
          tariff[c] = next
        }
    if (borders === 0) fail('bad-input', `no customs border lies between ${exporter} and ${importer}`, field)
  }
  return tariff
}

/** A schedule that belongs to the world, as changes on top of its base year. @throws ParleyError if the world has none of that id */
export function scheduleChanges(world: World, id: string): TariffChange[] {
  const schedule = world.schedules.find((s) => s.id === id)
  const rates = world.arrays[id]
  if (!schedule || !rates)
    return fail(
      'not-found',
      `the world ${world.id} has no schedule "${id}"; it has ${world.schedules.map((s) => s.id).join(', ') || 'none'}`,
    )
  const { importer, exporter } = schedule
  return [...rates].flatMap((rate, x): TariffChange[] =>
    rate === 0
      ? []
      : exporter === undefined
        ? [{ importer, exporter: (world.countries[x] as { code: string }).code, rate }]
        : [{ importer, exporter, sector: (world.sectors[x] as { code: string }).code, rate }],
  )
}

/** The same tariffs the other way: what each partner charges on goods of `country` is what it pays there. */
export function reciprocal(economy: Economy, tariff: Float64Array, country: number): Float64Array {
  const n = economy.countries.length
  const out = tariff.slice()
  for (let k = 0; k < economy.sectors.length; k++)
    for (let i = 0; i < n; i++) {
      if (i === country) continue
      const paid = (k * n + i) * n + country
      out[(k * n + country) * n + i] =
        (economy.tariff[(k * n + country) * n + i] as number) + ((tariff[paid] as number) - (economy.tariff[paid] as number))
    }
  return out
}

/**
 * The tariffs after changes and, if asked, the same from partners on the importer's goods.
 * @throws ParleyError if a change does not fit the world, or answers in kind are asked of several importers at once
 */
export function tariffsAfter(world: World, economy: Economy, changes: Iterable<TariffChange>, answered = false): Float64Array {
  const all = [...changes]
  const tariff = applyTariffs(world, economy, all)
  if (!answered) return tariff
  const importers = new Set(all.flatMap(({ importer }) => membersOf(world, importer)))
  if (importers.size !== 1)
    fail('bad-input', 'answers in kind are to one importer; name one, or give the answers as tariffs', 'retaliation')
  return reciprocal(economy, tariff, [...importers][0] as number)
}

/** Indices of the countries that a code stands for. @throws ParleyError if it is none of this world's */
export function membersOf(world: World, code: string, field?: string): readonly number[] {
  if (code === '*') return world.countries.map((_, i) => i)
  const one = world.countries.findIndex((c) => c.code === code || c.iso2 === code)
  if (one >= 0) return [one]
  const group = world.groups[code]
  if (group) return group.map((member) => world.countries.findIndex((c) => c.code === member))
  const row = world.countries.some((c) => c.code === 'ROW') ? '; a country that it does not have by itself is in ROW' : ''
  return fail(
    'not-found',
    `the world ${world.id} has no country or group "${code}"; it has ${some(world.countries.map((c) => c.code))}${row}`,
    field,
  )
}

function sectorsOf(world: World, code: string | undefined, field: string): readonly number[] {
  if (code === undefined) return world.sectors.flatMap((s, k) => (s.goods ? [k] : []))
  const k = world.sectors.findIndex((s) => s.code === code)
  if (k < 0)
    return fail('not-found', `the world ${world.id} has no sector "${code}"; it has ${some(world.sectors.map((s) => s.code))}`, field)
  return [k]
}

const some = (codes: readonly string[]): string =>
  codes.length <= 12 ? codes.join(', ') : `${codes.slice(0, 8).join(', ')} … (${codes.length})`
