/** What is asked of a world beside its tariffs: the model's switches, what happens to deficits, how partners answer. */
import { fail } from '../base/errors.js'
import { type Configuration, configure, defaultModel, type ModelName } from './configuration.js'
import { totals } from './economy.js'
import type { LdrOptions } from './ldr.js'
import type { Shock } from './model.js'
import { retaliationFormula } from './optimum.js'
import { applyTariffs, membersOf, type TariffChange, tariffsAfter } from './tariffs.js'
import type { World } from './world.js'

/**
 * What partners do: nothing; charge on the importer's goods what they are charged; or, all of them, also those that are charged nothing,
 * what the formula of Ignatenko and others gives (`retaliationFormula`), an approximation of their best answer.
 */
export const RETALIATIONS = ['none', 'reciprocal', 'formula'] as const
export type Retaliation = (typeof RETALIATIONS)[number]

/** Assumptions that a question may change. */
export interface Assumptions {
  readonly model?: ModelName
  /** Switches of the one-sector models; what is left out is the paper's. */
  readonly options?: LdrOptions
  /** `scaled` (default) keeps each deficit's share in the world's income, `balanced` ends them. */
  readonly deficits?: 'scaled' | 'balanced'
}

/** The model that a question is answered with. @throws ParleyError if it has no such switches */
export function configured(world: World, { model, options = {} }: Assumptions, elasticity?: Float64Array): Configuration {
  const name = model ?? defaultModel(world)
  const [first] = Object.keys(options)
  if (name === 'caliendo-parro' && first !== undefined)
    fail('bad-input', `belongs to the one-sector models ldr and ldr-roundabout, not to ${name}`, `options.${first}`)
  return configure(world, name, elasticity, options)
}

/** The shock of a question. @throws ParleyError if a change does not fit the world, or answers are asked of several importers at once */
export function shockAsked(
  { world, economy, model }: Configuration,
  changes: readonly TariffChange[],
  retaliation: Retaliation = 'none',
  deficits?: Assumptions['deficits'],
): Shock & { readonly tariff: Float64Array } {
  const kept = deficits === undefined || deficits === 'scaled' ? {} : { deficits }
  if (retaliation !== 'formula') return { tariff: tariffsAfter(world, economy, changes, retaliation === 'reciprocal'), ...kept }
  const wanting =
    economy.sectors.length !== 1
      ? 'one sector'
      : economy.inputs
        ? 'one sector without inputs'
        : totals(economy).revenue.some((r) => r !== 0) && 'no tariffs in the base year'
  if (wanting)
    fail(
      'bad-input',
      `"formula" is for a world and a model of ${wanting}, as world-2023 with ldr; here, answer in kind ("reciprocal"), or give the answers as tariffs`,
      'retaliation',
    )
  const tariff = applyTariffs(world, economy, changes)
  const importers = new Set(changes.flatMap(({ importer }) => membersOf(world, importer)))
  if (importers.size !== 1) fail('bad-input', 'answers are to one importer; name one, or give the answers as tariffs', 'retaliation')
  const against = [...importers][0] as number
  const n = economy.countries.length
  const answer = retaliationFormula(economy, model, against)
  for (let i = 0; i < n; i++) if (i !== against) tariff[against * n + i] = answer[i] as number
  return { tariff, ...kept }
}

/** The place of the one country that a code names. @throws ParleyError if it names none, or several */
export function oneCountry(world: World, code: string, field?: string): number {
  const members = membersOf(world, code, field)
  if (members.length !== 1) fail('bad-input', `"${code}" is ${members.length} countries of ${world.id}; name one`, field)
  return members[0] as number
}
