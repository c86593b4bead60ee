/** One question to the room: these tariffs in this world under this model, and everything that follows. */
import { MODELS, type ModelName } from './configuration.js'
import { centralElasticities, type ElasticitySet } from './elasticities.js'
import { Kernel } from './kernel.js'
import { type CountryOutcome, countryOutcomes, type Diversion, type SectorOutcome, sectorOutcomes, tradeDiversion } from './measures.js'
import { type Assumptions, configured, type Retaliation, shockAsked } from './question.js'
import { membersOf, type TariffChange } from './tariffs.js'
import type { World, WorldHeader } from './world.js'

export interface EffectsQuestion extends Assumptions {
  readonly changes: readonly TariffChange[]
  /** Estimates instead of the model's own elasticities. */
  readonly elasticities?: ElasticitySet
  readonly retaliation?: Retaliation
}

export interface EffectsOutcome {
  readonly world: WorldHeader
  readonly model: ModelName
  readonly modelTitle: string
  readonly elasticity: Float64Array
  /** Where the elasticities come from. */
  readonly elasticitySource: string
  readonly numeraire: string
  readonly changes: readonly TariffChange[]
  readonly retaliation: Retaliation
  /** By the formula: every partner's tariff on the importer's goods, a fraction. */
  readonly answers?: readonly { readonly country: string; readonly rate: number }[]
  /** What the question changed of the model's assumptions. */
  readonly assumptions: Omit<Assumptions, 'model'>
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
export function effectsOf(world: World, question: EffectsQuestion): EffectsOutcome {
  const { changes, elasticities, retaliation = 'none', options, deficits } = question
  const c = configured(world, question, elasticities && centralElasticities(world, elasticities))
  const importers = [...new Set(changes.flatMap(({ importer }, x) => membersOf(world, importer, `changes.${x}.importer`)))]
  const shock = shockAsked(c, changes, retaliation, deficits)
  const { tariff } = shock
  const solution = new Kernel(c.economy, c.model).solve(shock)
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
    elasticitySource:
      options?.elasticity !== undefined
        ? 'as asked'
        : (elasticities?.source ?? (c.world.arrays.elasticity ? 'those of the world' : "the model's own")),
    numeraire: c.model.numeraire,
    changes,
    retaliation,
    ...(retaliation === 'formula' && {
      answers: c.economy.countries.flatMap((country, i) =>
        i === importers[0] ? [] : [{ country, rate: tariff[(importers[0] as number) * n + i] as number }],
      ),
    }),
    assumptions: { ...(options && { options }), ...(deficits && { deficits }) },
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
