/** The schemas of what `parley exposure --json` prints. */
import { z } from 'zod'
import { Control, Use } from './controls-schemas.js'
import { Day, HorizonState } from './schemas.js'

const Published = {
  material: z.string(),
  grade: z.enum(['seen', 'partly']),
  known: Day.describe('The day of publication; where only a month or year is known, its last'),
  source: z.string(),
  note: z.string().optional(),
}
export const FigureRow = z.strictObject({
  ...Published,
  measure: z.string(),
  year: z.string().describe('2025e: an estimate'),
  value: z.string().describe('As published: >50, W (withheld), E (net exporter), NA'),
  unit: z.string(),
})
export const EstimateRow = z.strictObject({
  ...Published,
  kind: z.enum(['cut-off', 'rank', 'observed', 'elasticity', 'cost of reply']),
  shock: z.string().optional(),
  horizon: z.string().optional(),
  outcome: z.string(),
  central: z.string().optional(),
  low: z.string().optional(),
  high: z.string().optional(),
  unit: z.string().optional(),
  model: z.string().optional().describe('What it measures, and how'),
  assumptions: z.string().optional(),
  publisher: z.string().optional(),
  year: z.string().optional(),
})
const Sum = z.strictObject({ codes: z.number().int(), china: z.number(), partners: z.number() })
const Requirement = z.enum(['prohibited', 'licence', 'licence-by-rule', 'end-user-check', 'general-licence', 'none'])
const asked = { date: Day, known: Day, scenarios: z.array(z.string()), horizon: HorizonState }

export const ExposureReportOutput = z.strictObject({
  ...asked,
  material: z.strictObject({ name: z.string(), symbol: z.string().optional(), groups: z.array(z.string()) }),
  shares: z.array(FigureRow),
  reliance: z.array(FigureRow),
  sources: z.array(
    z.strictObject({
      material: z.string(),
      form: z.string(),
      year: z.string(),
      shares: z.array(z.strictObject({ country: z.string(), pct: z.string() })),
      source: z.string(),
      known: Day,
    }),
  ),
  uses: z.array(Use),
  imports: z
    .strictObject({
      year: z.literal(2024),
      lines: z.array(
        z.strictObject({
          hts: z.string().regex(/^\d{8}(\d\d)?$/),
          china: z.number().describe('Customs value, USD'),
          partners: z.number().describe('The 50 partners and the EU on record, not the world'),
          forms: z.array(z.string()),
          holds: z.enum(['only this', 'others too', 'first products']),
          specificity: z.string(),
        }),
      ),
      only: Sum,
      others: Sum,
      products: Sum,
    })
    .optional()
    .describe('Absent where the values of 2024 were not out yet'),
  control: z.strictObject({
    requirement: Requirement.describe('The strictest in force on the material itself, exported from China to the US'),
    suspended: z.boolean(),
    controls: z.array(Control),
    inOthers: z.array(Control).describe('On goods of other materials that hold it'),
  }),
  estimates: z.array(EstimateRow),
  silent: z.array(z.string()).describe('What the data have no answer to'),
  withheld: z.number().int().describe('Published after the day of knowledge'),
})

export const ExposureIndexOutput = z.strictObject({
  ...asked,
  materials: z.array(
    z.strictObject({
      material: z.string(),
      symbol: z.string().optional(),
      mining: FigureRow.optional(),
      refining: FigureRow.optional(),
      reliance: FigureRow.optional(),
      sources: FigureRow.optional(),
      imports: z.strictObject({ only: Sum, others: Sum }).optional(),
      control: z.strictObject({ requirement: Requirement, suspended: z.boolean() }),
    }),
  ),
})

/** One material, or the index. */
export const ExposureOutput = z.union([ExposureReportOutput, ExposureIndexOutput])
