/** The schema of what `parley effects --json` prints. */
import { z } from 'zod'

export const Fraction = z.number().describe('A fraction: 0.01 is 1%')
/** JSON has no word for "no number". */
export const MaybeFraction = z.number().nullable().describe('A fraction; null where the base year gives nothing to compare with')
export const Money = z.number().describe("In the world's unit")
export const BeforeAfter = z.tuple([Money, Money]).describe("Base year and after, in the world's unit")

export const CountryOutcome = z.strictObject({
  country: z.string(),
  welfare: Fraction.describe('Equivalent variation over the base year’s welfare'),
  equivalentVariation: Money,
  realWage: Fraction,
  wage: Fraction,
  prices: Fraction,
  employment: Fraction,
  income: Money,
  incomeChange: Fraction,
  exports: BeforeAfter,
  imports: BeforeAfter,
  exportsToGdp: MaybeFraction,
  importsToGdp: MaybeFraction,
  balance: BeforeAfter,
  deficitChange: MaybeFraction,
  revenue: BeforeAfter,
  revenueShare: Fraction,
})
export const SectorOutcome = z.strictObject({
  country: z.string(),
  sector: z.string(),
  output: BeforeAfter,
  outputVolume: MaybeFraction,
  producerPrice: Fraction,
  exports: BeforeAfter,
  imports: BeforeAfter,
})
export const Interval = z.strictObject({
  central: z.number(),
  mean: z.number(),
  standardDeviation: z.number(),
  low: z.number(),
  median: z.number(),
  high: z.number(),
})

export const WorldUsed = z.strictObject({
  id: z.string(),
  title: z.string(),
  year: z.number(),
  unit: z.string(),
  label: z.string(),
  sources: z.array(z.strictObject({ what: z.string(), publisher: z.string(), licence: z.string() })),
  notes: z.array(z.string()),
})
export const ModelUsed = z.strictObject({
  name: z.string(),
  title: z.string(),
  elasticitySource: z.string(),
  elasticities: z.record(z.string(), z.number()).describe('Trade elasticity by sector'),
  numeraire: z.string(),
})
export const DiversionOutcome = z.strictObject({
  importer: z.string(),
  fromTargets: Money,
  fromOthers: Money,
  own: Money,
  ratio: MaybeFraction,
  partners: z.array(z.strictObject({ country: z.string(), before: Money, after: Money })),
})
export const Estimates = z.strictObject({
  id: z.string(),
  source: z.string(),
  estimates: z.array(z.strictObject({ group: z.string(), estimate: z.number(), standardError: z.number() })),
  notes: z.array(z.string()),
})

export const EffectsOutput = z.strictObject({
  world: WorldUsed,
  model: ModelUsed,
  changes: z
    .array(
      z.strictObject({
        importer: z.string(),
        exporter: z.string(),
        sector: z.string().optional(),
        rate: Fraction,
        how: z.enum(['add', 'set']).optional(),
      }),
    )
    .describe('Tariffs, in order; without "how" they come on top of those of the base year'),
  retaliation: z.enum(['none', 'reciprocal', 'formula']),
  answers: z
    .array(z.strictObject({ country: z.string(), rate: Fraction }))
    .optional()
    .describe('With "formula": every partner\'s tariff on the importer\'s goods; all answer, also those that are charged nothing'),
  assumptions: z
    .strictObject({
      options: z
        .strictObject({
          elasticity: z.number().optional(),
          labourSupply: z.number().optional(),
          scaleShare: z.number().optional(),
          phi0: z.number().optional(),
          rebate: z.enum(['income-tax', 'lump-sum']).optional(),
        })
        .optional(),
      deficits: z.enum(['scaled', 'balanced']).optional(),
    })
    .optional()
    .describe("Where the question changed the model's assumptions"),
  residual: z.number().describe('Largest relative gap in any equation'),
  iterations: z.number(),
  countries: z.array(CountryOutcome),
  sectors: z.array(SectorOutcome).describe('Empty for a world of one sector'),
  diversion: z
    .array(DiversionOutcome)
    .describe('For each importer named: change of its purchases from the exporters named, from others, at home'),
  uncertainty: z
    .strictObject({
      draws: z.number(),
      seed: z.number(),
      level: z.number(),
      elasticities: Estimates,
      countries: z.array(z.strictObject({ country: z.string(), measures: z.record(z.string(), Interval) })),
    })
    .optional()
    .describe('Intervals from elasticities drawn with their standard errors; their centre is the estimates of that set'),
})
const OwnTariff = z.strictObject({ rate: Fraction, welfare: Fraction.describe('Of the country that sets it, in the solved model') })
/** What `parley effects --best` prints. */
export const BestTariffOutput = z.strictObject({
  world: WorldUsed,
  model: ModelUsed,
  assumptions: EffectsOutput.shape.assumptions,
  country: z.string(),
  formula: OwnTariff.optional().describe('A formula on base-year data: an approximation, not the optimum'),
  optimum: OwnTariff.describe("The maximum of the country's welfare in the solved model"),
})
export type BestTariffOutput = z.infer<typeof BestTariffOutput>
export type EffectsOutput = z.infer<typeof EffectsOutput>
