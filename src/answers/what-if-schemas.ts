/** The schema of what `parley what-if --json` prints. */
import { z } from 'zod'
import { comparedReadings, Day, Difference, HorizonState } from './schemas.js'

const Usd = z.number().describe('US dollars')
const Percent = z.number().describe('Percent of the value')

const sums = {
  value_usd: Usd.describe('Trade of the year named'),
  covered_usd: Usd.describe('Of it, products whose duty changes'),
  open_usd: Usd.describe('Of it, products that have no total; they are left out of the averages'),
  before_pct: Percent.optional().describe('Trade-weighted average duty; absent where no product has a total'),
  after_pct: Percent.optional(),
  added_duty_usd: Usd.describe('At unchanged trade, of all products of which the change is known'),
}

export const WhatIfOutput = z.strictObject({
  ...comparedReadings,
  on: Day.optional().describe('The first day on which the two readings differ'),
  tariffs_on: Day.optional().describe('The first day on which a duty differs: its law is that of the trade figures'),
  horizon: HorizonState,
  changes: z.array(
    z.strictObject({
      party: z.enum(['US', 'CN', 'both', 'other']),
      authority: z.string(),
      title: z.string(),
      differences: z.array(Difference),
    }),
  ),
  trade: z.array(
    z.strictObject({
      importer: z.enum(['US', 'CN']),
      origin: z.string().describe('ISO two letters; EU for the Union'),
      what: z.string(),
      year: z.number().int(),
      no_code_usd: Usd.describe('Under codes that the tariff of the day does not have'),
      ...sums,
      chapters: z.array(z.strictObject({ chapter: z.string(), ...sums })),
      authorities: z
        .array(z.strictObject({ authority: z.string(), title: z.string(), before_pct: Percent, after_pct: Percent }))
        .describe('What the base duty (base) and each authority add to the averages: they add up to them'),
      products: z
        .array(
          z.strictObject({
            code: z.string(),
            words: z.string(),
            value_usd: Usd,
            before_pct: Percent.optional(),
            after_pct: Percent.optional(),
            change_points: z.number().optional().describe('Change of what is added, in points; absent where it is open'),
            added_duty_usd: Usd.optional(),
            averaged: z.literal(true).optional().describe('The lines under the code were treated differently: their simple average'),
            estimated: z.literal(true).optional().describe('A duty is worked out with an estimate of the metal in the goods'),
          }),
        )
        .describe('The products hit most; --csv gives all'),
    }),
  ),
})
