/** The schema of what `parley average --json` prints. */
import { z } from 'zod'
import { Day, HorizonState } from './schemas.js'

const Rows = z.array(
  z.strictObject({
    from: Day,
    until: Day.describe('First day no longer'),
    weighted_pct: z.number().optional().describe('Weighted with imports of 2024; absent where no product has a total'),
    simple_pct: z.number().optional().describe('Over the lines of the tariff, each once'),
    ces_pct: z.number().optional().describe('The uniform duty of the same price index'),
    revenue_pct: z.number().optional().describe('The uniform duty of the same revenue on the imports that are left'),
    parts: z.record(z.string(), z.number()).optional().describe('By authority or measure, and `base`: they add up to weighted_pct'),
    value_usd: z.number(),
    open_usd: z.number().describe('Value of products that have no total: they are left out'),
  }),
)
const Series = z.array(z.strictObject({ group: z.string().describe('`all`, or the chapter, section or origin'), rows: Rows }))

export const AverageOutput = z.strictObject({
  origins: z.array(z.string()),
  known: Day,
  horizon: HorizonState,
  by: z.enum(['authority', 'measure', 'chapter', 'section', 'origin']).optional(),
  sigma: z.number().describe('Elasticity of substitution of the CES averages'),
  no_code_usd: z.number().describe('Value under codes that the tariff does not have'),
  series: Series,
  versus: z.strictObject({ date: Day, known: Day, scenario: z.string(), series: Series }).optional(),
})
