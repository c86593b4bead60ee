/** The schema of what `parley average --json` prints. */
import { z } from 'zod'
import { COUNTED } from './counted.js'
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
    estimated_usd: z.number().describe('Value of products of which a duty is worked out with an estimate of the metal in them'),
    preferred_usd: z.number().describe('Value that is taken to enter under a preference'),
    bounds: z
      .strictObject({
        metal_none_pct: z.number().optional(),
        metal_all_pct: z.number().optional(),
        preferences_none_pct: z.number().optional(),
        preferences_all_pct: z.number().optional(),
      })
      .optional()
      .describe(
        'The weighted average if no goods had metal content, or all were of metal; if none came under a preference, or all that can',
      ),
  }),
)
const Series = z.array(z.strictObject({ group: z.string().describe('`all`, or the chapter, section, origin or product list'), rows: Rows }))

export const AverageOutput = z.strictObject({
  origins: z.array(z.string()),
  known: Day,
  horizon: HorizonState,
  by: z.enum(['authority', 'measure', 'chapter', 'section', 'origin', 'list']).optional(),
  sigma: z.number().describe('Elasticity of substitution of the CES averages'),
  metal: z.enum(COUNTED).describe('How metal content that no one states counts: by published shares, none, the whole value'),
  preferences: z.enum(COUNTED).describe('Which goods enter under a preference that their origin has: by published shares, none, all'),
  value_usd: z.number().describe('US imports of 2024 from the origins'),
  no_code_usd: z.number().describe('Value under codes that the tariff does not have'),
  series: Series,
  versus: z.strictObject({ date: Day, known: Day, scenario: z.string(), series: Series }).optional(),
})
