/** What a scenario, a threat or an announcement would do to the ledger: entries laid over it, each on a named record. */
import { z } from 'zod'
import { compare, isDecimal } from '../../base/decimal.js'
import { Clock, Day, Decimal, Id } from './common.js'

const Start = z
  .union([Day, z.literal('decision')])
  .describe('A day, or "decision": the day of knowledge (the reader\'s `known`), but never later than the ledger\'s horizon')

const Points = Decimal.refine((points) => isDecimal(points) && compare(points, '0') > 0, {
  error: 'write how many percentage points are suspended, more than 0; leave "points" out for the whole',
})

/** An ISO 8601 period of years, months and days that is not empty, and that no calendar day can be moved out of range by. */
const Period = z.string().regex(/^P(?=.*[1-9])(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}D)?$/, {
  error: 'write a period that is not empty, e.g. P1Y, P6M or P90D',
})

const on = { on: Id.describe('The measure that it changes'), note: z.string().optional() }

export const Operation = z.union(
  [
    z.strictObject({ ...on, set: z.record(z.string(), z.unknown()), from: Start, until: Day.optional(), heading: z.string().optional() }),
    z.strictObject({
      ...on,
      suspend: z.string(),
      term: z.string().optional(),
      points: Points.optional(),
      truce: Id.optional(),
      from: Start,
      until: Day,
      untilTime: Clock.optional(),
    }),
    z.strictObject({ ...on, extend: z.string(), until: Day, untilTime: Clock.optional(), truce: Id.optional() }),
    z.strictObject({ ...on, resume: z.string(), from: Start }),
    z.strictObject({ ...on, end: z.string(), from: Start }),
    z.strictObject({
      extendAll: z.union([z.literal('truce'), Id]).describe('Everything on the clock of any truce, or of this one'),
      by: Period.optional().describe('ISO 8601 period, e.g. P1Y'),
      until: Day.optional(),
      note: z.string().optional(),
    }),
    z.strictObject({
      lapseAll: z
        .union([z.literal('truce'), Id])
        .describe(
          'Nothing on the clock of any truce, or of this one, is prolonged beyond the end published; "truce": no announcement is followed',
        ),
      note: z.string().optional(),
    }),
    z.strictObject({ void: Id.describe('An authority'), from: Start, note: z.string().optional() }),
    z.strictObject({
      execute: Id.describe('A threat, whether or not it is known yet'),
      from: Start.optional().describe('First day; default: as threatened'),
      note: z.string().optional(),
    }),
    z.strictObject({
      enact: z
        .union([Id, z.literal('announced')])
        .describe(
          'An announcement, or an act known later; "announced": all announcements that are open, where acts have not overtaken them',
        ),
      note: z.string().optional(),
    }),
    z.strictObject({ add: z.record(z.string(), z.unknown()).describe('A whole measure, as in its own file'), note: z.string().optional() }),
  ],
  {
    error:
      'an operation has exactly one verb: set, suspend, extend, resume, end (with `on`), extendAll, lapseAll, void, execute, enact or add',
  },
)
export type Operation = z.infer<typeof Operation>

export const Scenario = z.strictObject({
  id: Id,
  title: z.string().min(1),
  summary: z.string().min(1),
  against: Id.optional().describe('The scenario it is naturally compared with, where the bare ledger already implies it'),
  entries: z.array(Operation).min(1),
})
export type Scenario = z.infer<typeof Scenario>
