/** What a scenario, a threat or an announcement would do to the ledger: entries laid over it, each on a named record. */
import { z } from 'zod'
import { Clock, Day, Decimal, Id } from './common.js'

const Start = z
  .union([Day, z.literal('decision')])
  .describe('A day, or "decision": the day on which the question is asked (the reader\'s `known`)')

const on = { on: Id.describe('The measure that it changes'), note: z.string().optional() }

export const Operation = z.union(
  [
    z.strictObject({ ...on, set: z.record(z.string(), z.unknown()), from: Start, until: Day.optional(), heading: z.string().optional() }),
    z.strictObject({
      ...on,
      suspend: z.string(),
      term: z.string().optional(),
      points: Decimal.optional(),
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
      by: z
        .string()
        .regex(/^P(\d+Y)?(\d+M)?(\d+D)?$/)
        .optional()
        .describe('ISO 8601 period, e.g. P1Y'),
      until: Day.optional(),
      note: z.string().optional(),
    }),
    z.strictObject({
      lapseAll: z.union([z.literal('truce'), Id]).describe('Nothing on this clock is prolonged beyond the end now known'),
      note: z.string().optional(),
    }),
    z.strictObject({ void: Id.describe('An authority'), from: Start, note: z.string().optional() }),
    z.strictObject({ execute: Id.describe('A threat'), from: Start.optional(), note: z.string().optional() }),
    z.strictObject({
      enact: z.union([Id, z.literal('announced')]).describe('An announcement, or an act known later; "announced": all announcements known'),
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
  decidedOn: Day.optional().describe('The day on which the fork lies, if the scenario belongs to one moment'),
  entries: z.array(Operation).min(1),
})
export type Scenario = z.infer<typeof Scenario>
