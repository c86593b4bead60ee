/** Events: what happened or was said on a day. Acts make law; announcements, threats and talks do not. */
import { z } from 'zod'
import { Day, Disputed, Grade, Id, Note, Party, Relations, Sources, Topic } from './common.js'
import { Operation } from './operations.js'

const Quantity = z.strictObject({
  what: z.string().min(1),
  value: z.union([z.number(), z.string().min(1), z.array(z.number()).min(2)]),
  unit: z.string().optional(),
  known: Day.optional().describe('If it became known after the event'),
})

/** What became of it, as it became known: an end, a result, a change of date. Appended, never edited. */
const Update = z.strictObject({
  known: Day,
  text: z.string().min(1),
  status: z
    .enum(['scheduled', 'held', 'open', 'withdrawn', 'executed', 'lapsed', 'ended', 'suspended', 'superseded', 'met', 'missed', 'running'])
    .optional(),
  from: Day.optional(),
  until: Day.optional(),
  by: Id.optional(),
  quantities: z.array(Quantity).optional(),
  sources: Sources.optional(),
  grade: Grade.optional(),
})

const event = {
  id: Id,
  party: Party.describe('Who acts'),
  target: z.string().optional(),
  title: z.string().min(1).describe('One sentence, as it could be written on the day it became known'),
  known: Day.describe('The day it was published or became known'),
  from: Day.optional().describe('First day of effect, or of the meeting'),
  until: Day.optional().describe('First day after its own term (exclusive), if the text itself set one'),
  instrument: z.string().min(1).optional(),
  quantities: z.array(Quantity).optional(),
  relations: Relations.optional(),
  topics: z.array(Topic).min(1),
  grade: Grade,
  sources: Sources,
  notes: z.array(Note).optional(),
  disputed: z.array(Disputed).optional(),
  updates: z.array(Update).optional(),
}

/** A legal or official act: an order, notice, rule, listing, probe opened. */
export const Act = z.strictObject({
  kind: z.literal('act'),
  ...event,
  does: z.enum([
    'tariff',
    'suspension',
    'extension',
    'removal',
    'exclusion',
    'export-control',
    'listing',
    'port-fee',
    'sanction',
    'investigation',
    'legislation',
    'other',
  ]),
})

/** A measure said to come unless something happens. Never in force: if carried out, there is an act. */
export const Threat = z.strictObject({
  kind: z.literal('threat'),
  ...event,
  trigger: z.string().min(1).describe('The condition, in the words of the day; "none stated" if none'),
  terms: z.string().min(1).describe('What would happen'),
  would: z.array(Operation).optional().describe('The same as entries, for a scenario that carries it out'),
})

export const Talks = z.strictObject({ kind: z.literal('talks'), ...event, place: z.string().optional() })

export const Ruling = z.strictObject({
  kind: z.literal('ruling'),
  ...event,
  court: z.string().min(1),
  stage: z.enum(['filed', 'argued', 'decided', 'other']),
})

/** What officials say will be done, with no act that does it. Law follows acts; answers show both. */
export const Announcement = z.strictObject({
  kind: z.literal('announcement'),
  ...event,
  saidBy: z.array(z.strictObject({ who: z.string().min(1), on: Day, where: z.string().min(1).optional() })).min(1),
  would: z
    .array(
      z.intersection(
        Operation,
        z.object({
          covered: z
            .enum(['named', 'said', 'implied', 'not-named'])
            .describe('named in the text; said by press or officials; implied by "the truce"; not named'),
          remark: z.string().optional(),
          known: Day.optional().describe('If it was said later than the announcement'),
        }),
      ),
    )
    .optional(),
})

export const Commitment = z.strictObject({
  kind: z.literal('commitment'),
  ...event,
  pledges: z
    .array(
      z.strictObject({
        what: z.string().min(1),
        quantity: z.number().optional(),
        unit: z.string().optional(),
        per: z.enum(['year', 'term']).optional(),
        from: Day.optional(),
        until: Day.optional(),
        statedBy: z.string().optional(),
      }),
    )
    .min(1),
  carriedBy: z.array(Id).optional().describe('Acts or measures that carry it in law, if any'),
})

export const Aid = z.strictObject({ kind: z.literal('aid'), ...event })

/** An observed fact: a customs figure, a shortfall, a press report. */
export const Report = z.strictObject({
  kind: z.literal('report'),
  ...event,
  about: z.array(Id).optional().describe('The commitments or measures that it bears on'),
})

/** A truce: the set of suspensions (of both parties) that name it. */
export const Truce = z.strictObject({
  kind: z.literal('truce'),
  ...event,
  agreedBy: z.array(Id).min(1).describe('The talks or statements that made it'),
  succeeds: Id.optional().describe('The truce that it carries on'),
})
