/** Outcomes of the effects room as JSON. */
import {
  type Assumptions,
  type Configuration,
  type CountryOutcome,
  type Diversion,
  type EffectsOutcome,
  MODELS,
  type SectorOutcome,
  type TariffsForOwnWelfare,
  type WorldHeader,
} from '../effects/index.js'
import type { BestTariffOutput, EffectsOutput } from './effects-schemas.js'

/** JSON has no word for "no number". */
export const orNull = (x: number): number | null => (Number.isFinite(x) ? x : null)

/** The world and the model that every answer names. */
export function worldAndModel(o: {
  readonly world: WorldHeader
  readonly model: string
  readonly modelTitle: string
  readonly elasticity: Float64Array
  readonly elasticitySource: string
  readonly numeraire: string
}): Pick<EffectsOutput, 'world' | 'model'> {
  const { id, title, year, unit, label, sources, notes, sectors } = o.world
  return {
    world: { id, title, year, unit, label, sources: [...sources], notes: [...notes] },
    model: {
      name: o.model,
      title: o.modelTitle,
      elasticitySource: o.elasticitySource,
      elasticities: Object.fromEntries(sectors.map((s, k) => [s.code, o.elasticity[k] as number])),
      numeraire: o.numeraire,
    },
  }
}

/** Countries, sectors, diversion. */
export const outcomesJson = (o: {
  readonly countries: readonly CountryOutcome[]
  readonly sectors: readonly SectorOutcome[]
  readonly diversion: readonly Diversion[]
}): Pick<EffectsOutput, 'countries' | 'sectors' | 'diversion'> => ({
  countries: o.countries.map((c) => ({
    ...c,
    exports: [...c.exports],
    imports: [...c.imports],
    balance: [...c.balance],
    revenue: [...c.revenue],
    exportsToGdp: orNull(c.exportsToGdp),
    importsToGdp: orNull(c.importsToGdp),
    deficitChange: orNull(c.deficitChange),
  })),
  sectors: o.sectors.map((s) => ({
    ...s,
    output: [...s.output],
    exports: [...s.exports],
    imports: [...s.imports],
    outputVolume: orNull(s.outputVolume),
  })),
  diversion: o.diversion.map((d) => ({ ...d, ratio: orNull(d.ratio), partners: d.partners.map((p) => ({ ...p })) })),
})

const assumptionsJson = ({ options, deficits }: Assumptions): Pick<EffectsOutput, 'assumptions'> =>
  options || deficits ? { assumptions: { ...(options && { options: { ...options } }), ...(deficits && { deficits }) } } : {}

/** The answer of `parley effects --best`. */
export const bestTariffJson = (
  { world, name, model }: Configuration,
  assumptions: Assumptions,
  best: TariffsForOwnWelfare,
): BestTariffOutput => ({
  ...worldAndModel({
    world,
    model: name,
    modelTitle: MODELS[name],
    elasticity: model.elasticity,
    elasticitySource:
      assumptions.options?.elasticity !== undefined ? 'as asked' : world.arrays.elasticity ? 'those of the world' : "the model's own",
    numeraire: model.numeraire,
  }),
  ...assumptionsJson(assumptions),
  country: best.country,
  ...(best.formula && { formula: { ...best.formula } }),
  optimum: { ...best.optimum },
})

/** The answer of `parley effects` to tariffs. */
export const toJson = (o: EffectsOutcome): EffectsOutput => ({
  ...worldAndModel(o),
  changes: o.changes.map((c) => ({ ...c })),
  retaliation: o.retaliation,
  ...(o.answers && { answers: o.answers.map((a) => ({ ...a })) }),
  ...assumptionsJson(o.assumptions),
  residual: o.residual,
  iterations: o.iterations,
  ...outcomesJson(o),
})
