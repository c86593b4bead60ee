/** The schema of what `parley effects <scenario> --json` prints. */
import { z } from 'zod'
import {
  BeforeAfter,
  CountryOutcome,
  DiversionOutcome,
  Estimates,
  Fraction,
  Interval,
  ModelUsed,
  Money,
  SectorOutcome,
  WorldUsed,
} from './effects-schemas.js'
import { comparedReadings, Day, HorizonState } from './schemas.js'

const Usd = z.number().describe('US dollars')
const Aggregates = z.strictObject({
  mean: Fraction.describe('Trade-weighted mean'),
  price: Fraction.describe('1+t = [Σ w (1+t)^(1-σ)]^(1/(1-σ)): what buyers feel'),
  revenue: Fraction.describe('Σ w t (1+t)^(-σ) / Σ w (1+t)^(-σ): what is collected'),
})

export const ScenarioEffectsOutput = z.strictObject({
  ...comparedReadings,
  on: Day.optional().describe('The first day on which the two readings differ'),
  tariffs_on: Day.optional().describe('The first day on which a duty differs: its duties are set in the world'),
  horizon: HorizonState,
  trade_year: z.number().int().describe('Year of the trade between the two that weighs products; of other partners 2024'),
  coverage: z
    .array(
      z.strictObject({
        importer: z.enum(['US', 'CN']),
        origin: z.string().describe('ISO two letters; EU for the Union'),
        region: z.string().optional().describe('Where it is counted in the world; absent where the world has no place for it'),
        value_usd: Usd.describe('Trade under codes of the tariff'),
        open_usd: Usd.describe('Of it, without a total on one of the days: not in the weights'),
        unmapped_usd: Usd.describe('Of it, of no industry of the world: not in the weights'),
        counted_usd: Usd.describe('Of it, in the weights'),
        no_code_usd: Usd.describe('Beside it, under codes that the tariff of the day does not have'),
      }),
    )
    .describe('Every pair whose tariffs were set; all others keep those of the world'),
  left_out: z
    .array(z.strictObject({ kind: z.string(), measures: z.number().int() }))
    .describe('Measures that the scenario changes and the model does not have'),
  world: WorldUsed,
  model: ModelUsed,
  tariffs: z
    .array(
      z.strictObject({
        importer: z.string(),
        exporter: z.string(),
        sector: z.string(),
        value_usd: Usd.describe('The weight'),
        flow: Money.describe("The world's flow in its base year, before tariffs"),
        before: Aggregates,
        after: Aggregates,
        world_year: Aggregates.optional().describe(
          "Under the law of the world's year, where its tariffs come on top of those: set is (1+t)/(1+world_year)-1",
        ),
      }),
    )
    .describe('Levels of the law by sector and pair, before and after'),
  residual: z.number().describe('Largest relative gap in any equation of either equilibrium'),
  iterations: z.number(),
  worldWelfare: Money.describe('Sum of the equivalent variations'),
  countries: z.array(CountryOutcome).describe('From the equilibrium under the law before to that under the law after'),
  sectors: z.array(SectorOutcome).describe('Empty for a world of one sector'),
  diversion: z.array(DiversionOutcome).describe('For each importer: change of its purchases from where duties rose, from others, at home'),
  pairs: z.array(
    z.strictObject({
      importer: z.string(),
      exporter: z.string(),
      trade: BeforeAfter.describe('Border value of the goods whose tariffs were set; services are in flows'),
      buyerPrice: Fraction.describe('Change of what buyers pay for these goods, duties included'),
    }),
  ),
  flows: z
    .array(z.strictObject({ exporter: z.string(), importer: z.string(), trade: BeforeAfter }))
    .describe('Between regions, border values; in a world of many countries only of those named'),
  own_elasticities: z
    .strictObject({
      worldWelfare: Money,
      countries: z.array(z.strictObject({ country: z.string(), welfare: Fraction, equivalentVariation: Money })),
    })
    .optional()
    .describe("The same at the world's own elasticities instead of the estimates"),
  uncertainty: z
    .strictObject({
      draws: z.number(),
      seed: z.number(),
      level: z.number(),
      elasticities: Estimates,
      worldWelfare: Interval,
      countries: z.array(z.strictObject({ country: z.string(), measures: z.record(z.string(), Interval) })),
      pairs: z.array(z.strictObject({ importer: z.string(), exporter: z.string(), measures: z.record(z.string(), Interval) })),
    })
    .optional()
    .describe('Intervals from elasticities drawn with their standard errors; one draw serves both equilibria'),
})
export type ScenarioEffectsOutput = z.infer<typeof ScenarioEffectsOutput>
