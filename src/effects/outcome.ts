/** One question to the room: these tariffs in this world under this model, and everything that follows. */
import { fail } from '../base/errors.js'
import { configure, MODELS, type ModelName } from './configuration.js'
import { Kernel } from './kernel.js'
import { type CountryOutcome, countryOutcomes, type Diversion, type SectorOutcome, sectorOutcomes, tradeDiversion } from './measures.js'
import { applyTariffs, membersOf, reciprocal, type TariffChange } from './tariffs.js'
import type { World, WorldHeader } from './world.js'

export interface EffectsQuestion {
  readonly changes: readonly TariffChange[]
  readonly model?: ModelName
  /** What partners do: nothing, or charge on the importer's goods what they are charged. */
  readonly retaliation?: 'none' | 'reciprocal'
}

export interface EffectsOutcome {
  readonly world: WorldHeader
  readonly model: ModelName
  readonly modelTitle: string
  readonly elasticity: Float64Array
  readonly numeraire: string
  readonly changes: readonly TariffChange[]
  readonly retaliation: 'none' | 'reciprocal'
  readonly residual: number
  readonly iterations: number
  readonly countries: readonly CountryOutcome[]
  /** Empty for a world of one sector. */
  readonly sectors: readonly SectorOutcome[]
  /** For each single country that raised tariffs. */
  readonly diversion: readonly Diversion[]
  /** Exporters named, groups by their members, `*` left out. */
  readonly targets: readonly string[]
}

/**
 * Solves and measures.
 * @throws ParleyError if a change does not fit the world, or answers in kind are asked of several importers at once
 * @throws NoEquilibrium
 */
export function effectsOf(world: World, { changes, model, retaliation = 'none' }: EffectsQuestion): EffectsOutcome {
  const c = configure(world, model)
  const importers = [...new Set(changes.flatMap(({ importer }) => membersOf(world, importer, 'importer')))]
  let tariff = applyTariffs(world, c.economy, changes)
  if (retaliation === 'reciprocal') {
    if (importers.length !== 1)
      fail('bad-input', 'answers in kind are to one importer; name one, or give the answers as tariffs', 'retaliation')
    tariff = reciprocal(c.economy, tariff, importers[0] as number)
  }
  const solution = new Kernel(c.economy, c.model).solve({ tariff })
  const n = c.economy.countries.length
  const raised = (importer: number): number[] =>
    c.economy.countries.flatMap((_, j) =>
      c.economy.sectors.some(
        (__, k) => (tariff[(k * n + j) * n + importer] as number) > (c.economy.tariff[(k * n + j) * n + importer] as number),
      )
        ? [j]
        : [],
    )
  return {
    world,
    model: c.name,
    modelTitle: MODELS[c.name],
    elasticity: c.model.elasticity,
    numeraire: c.model.numeraire,
    changes,
    retaliation,
    residual: solution.residual,
    iterations: solution.iterations,
    countries: countryOutcomes(c.economy, c.model, solution),
    sectors: c.economy.sectors.length === 1 ? [] : sectorOutcomes(c.economy, solution),
    diversion: importers.length > 5 ? [] : importers.map((i) => tradeDiversion(c.economy, solution, i, raised(i))),
    targets: [
      ...new Set(
        changes.flatMap(({ exporter }) =>
          exporter === '*' ? [] : membersOf(world, exporter).map((j) => c.economy.countries[j] as string),
        ),
      ),
    ],
  }
}
