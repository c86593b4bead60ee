/** The schemas of what `parley market --json` prints. */
import { z } from 'zod'
import { EstimateRow, FigureRow } from './exposure-schemas.js'
import { Day, HorizonState } from './schemas.js'

const Lead = {
  name: z.string(),
  us_to_cn_mt: z.number(),
  us_to_cn_pct: z.number(),
  us_price_pct: z.number(),
  us_price_usd_bu: z.number(),
  br_price_pct: z.number(),
  br_price_usd_bu: z.number(),
  decision_usd_bu: z.number().optional().describe('Where purchases are decided: the US price over that of the duty alone, USD a bushel'),
}
const Bounds = z.strictObject({ low: z.number(), high: z.number() })
const Loss = z.strictObject({ usd_bu: z.number(), usd_acre: z.number() })
const Elasticity = z.strictObject({
  market: z.string(),
  setting: z.string(),
  parameter: z.enum(['sigma', 'epsilon', 'eta', 'trade_elasticity']),
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  standardError: z.number().optional(),
  status: z.enum(['published', 'our calibration', 'assumption']),
  source: z.string(),
  note: z.string(),
})
const Exporter = z.strictObject({
  exporter: z.enum(['US', 'BR', 'AR', 'other']),
  price_pct: z.number().describe('Change of the price that it receives'),
  price_usd_bu: z.number(),
  price_usd_t: z.number(),
  to_cn_before_mt: z.number(),
  to_cn_mt: z.number(),
  to_rest_before_mt: z.number(),
  to_rest_mt: z.number(),
  exports_pct: z.number(),
  revenue_before_bn: z.number(),
  revenue_bn: z.number().describe('Change of what exports earn, billion USD'),
  surplus_bn: z.number().describe("Change of producers' surplus on exports"),
  crop_bn: z.number().optional().describe('The price change on the whole crop of the base season'),
})
const Importer = z.strictObject({
  importer: z.enum(['CN', 'rest']),
  price_pct: z.number(),
  imports_before_mt: z.number(),
  imports_mt: z.number(),
  surplus_bn: z.number(),
  duty_revenue_bn: z.number(),
  decision_bn: z.number().describe('Below 0: what buyers pay above the market for purchases fixed by decision'),
})

export const SoybeanOutput = z.strictObject({
  commodity: z.literal('soybeans'),
  date: Day,
  known: Day,
  scenarios: z.array(z.string()),
  horizon: HorizonState,
  setting: z.enum(['medium', 'short']),
  duty: z.strictObject({
    from: z.enum(['record', 'asked']),
    code: z.string(),
    us: z.number().describe("China's duty on US beans, percent"),
    other: z.number().describe('On those of Brazil'),
    vat: z.number().optional(),
    wedge: z.number().describe('(1 + us) / (1 + other) − 1, percent'),
    layers: z.array(z.strictObject({ measure: z.string(), title: z.string(), rate: z.number() })),
    open: z.array(z.strictObject({ key: z.string(), ask: z.string(), us: z.number(), wedge: z.number() })),
  }),
  base: z.strictObject({
    season: z.string(),
    known: Day,
    us_to_cn: z.string().describe('Where the base of US sales to China is from: counters differ'),
    assumed: z.array(
      z.strictObject({
        base: z.string(),
        exporter: z.string(),
        importer: z.string(),
        quantity: z.number(),
        status: z.literal('assumption'),
        source: z.string(),
      }),
    ),
    sources: z.array(z.string()),
  }),
  price: z.strictObject({
    usd_bu: z.number(),
    usd_t: z.number(),
    season: z.string(),
    status: z.enum(['actual', 'estimate', 'projection']),
    known: Day,
  }),
  lead: z.strictObject(Lead),
  outcome: z.strictObject({
    sigma: z.number().optional(),
    homogeneous: z.literal(true).optional(),
    epsilon: z.number(),
    eta: z.number(),
    exporters: z.array(Exporter),
    importers: z.array(Importer),
    equivalent_pct: z.number().optional().describe('The duty above the others’ that would bring the same sales; absent where none would'),
    decision_usd_bu: Lead.decision_usd_bu,
  }),
  purchases: z
    .strictObject({ asked_mt: z.number(), binding: z.boolean(), free_mt: z.number().describe('What the duty alone would bring') })
    .optional(),
  range: z.array(z.strictObject(Lead)),
  interval: z.strictObject({
    elasticity: z.number(),
    standard_error: z.number(),
    source: z.string(),
    draws: z.number().int(),
    seed: z.number().int(),
    centre: z.strictObject(Lead),
    us_to_cn_pct: Bounds,
    us_price_usd_bu: Bounds,
    br_price_usd_bu: Bounds,
    decision_usd_bu: Bounds.optional(),
  }),
  other: z.strictObject({ ...Lead, setting: z.enum(['medium', 'short']) }),
  elasticities: z.array(Elasticity),
  per_acre_usd: z.number(),
  aid: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        season: z
          .strictObject({
            season: z.string(),
            status: z.enum(['actual', 'estimate', 'projection']),
            known: Day,
            farmPrice: z.number().describe('USD a bushel'),
            yield: z.number().describe('Bushels an acre'),
          })
          .describe('The season whose crop the aid is for, as the last report known had it'),
        payments: z.array(
          z.strictObject({
            known: Day,
            rate: z.number(),
            unit: z.enum(['USD/bu', 'USD/acre']),
            part: z.number().describe('The part of the crop that the rate was paid on'),
          }),
        ),
        usd_bu: z.number().describe('All payments together, on each bushel grown'),
        usd_acre: z.number(),
        loss: z
          .strictObject({
            duties: z.array(z.strictObject({ from: Day, until: Day, us: z.number(), other: z.number() })),
            medium: Loss,
            short: Loss,
            none: z
              .strictObject({ medium: Loss, short: Loss, report: z.string().describe('The report that China bought none') })
              .optional(),
            base: z.string(),
          })
          .describe('Of the same season: the effect of each duty of the season, weighed by its days'),
      }),
    )
    .describe('Aid beside the loss computed for the season that it is for'),
  pledged: z
    .strictObject({
      asked: z.boolean().describe('Whether the purchases of this answer are these'),
      season: z.string(),
      months_of: z.string().describe('The base season whose months spread a term'),
      at_least_mt: z.number(),
      terms: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          quantity: z.number(),
          from: Day,
          until: Day.describe('The day after the term'),
          share: z.number().describe('The part of the term that falls in the season'),
          season_mt: z.number(),
          market_mt: z.number().describe('What the duty alone would bring in the same months'),
        }),
      ),
      uncovered: z.array(z.string()).describe('Months of the season without a pledge: nothing is counted for them'),
    })
    .optional()
    .describe("China's pledges known, read for the season of the day"),
  nearly_none_pct: z.number().optional().describe('The duty above the others’ at which sales would fall by 99%'),
  reported_zero: z.strictObject({ id: z.string(), title: z.string(), known: Day }).optional(),
})

export const ChecksOutput = z.array(
  z.strictObject({
    id: z.string(),
    source: z.string(),
    link: z.string(),
    known: Day,
    base: z.string(),
    tariff: z.number(),
    setting: z.enum(['medium', 'short']),
    sigma: z.number().optional(),
    measure: z.string(),
    published: z.number().optional(),
    publishedText: z.string(),
    kind: z.enum(['fitted', 'out of sample', 'other measure', 'not simulated', 'a decision']),
    remark: z.string(),
    ours: z.number().optional(),
  }),
)

const Cut = { price_pct: z.number(), quantity_pct: z.number(), others_pct: z.number(), loss_pct: z.number() }
export const CutOutput = z.strictObject({
  commodity: z.literal('rare-earths'),
  date: Day,
  known: Day,
  scenarios: z.array(z.string()),
  horizon: HorizonState,
  cut_pct: z.number(),
  share: FigureRow,
  epsilon: z.number(),
  eta: z.number(),
  outcome: z.strictObject(Cut),
  range: z.array(z.strictObject({ ...Cut, epsilon: z.number(), eta: z.number() })),
  elasticities: z.array(Elasticity),
  beside: z.array(EstimateRow),
})

/** What the command prints: the market of soybeans, the checks, or a cut of rare earths. */
export const MarketOutput = z.union([SoybeanOutput, ChecksOutput, CutOutput])
