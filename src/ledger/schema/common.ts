/** The pieces that every record shares: identifiers, dates, grades, provenance, topics. */
import { z } from 'zod'
import { isDay, parseClock } from '../../base/dates.js'

export const Day = z
  .string({ error: 'a day must be written as text, YYYY-MM-DD' })
  .refine(isDay, { error: (issue) => `"${String(issue.input)}" is not a day of the calendar; write YYYY-MM-DD` })
  .meta({ id: 'Day', description: 'A calendar day, YYYY-MM-DD' })

export const Clock = z
  .string()
  .refine((text) => parseClock(text) !== undefined, {
    error: 'write the hour as "HH:MM Area/City", e.g. "00:01 America/New_York"',
  })
  .meta({ id: 'Clock', description: 'A wall clock with its zone, e.g. "13:01 Asia/Shanghai"' })

const ID = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/
export const Id = z
  .string()
  .regex(ID, { error: 'an id is lower-case words joined by dots or hyphens, e.g. us.s301.list-3' })
  .meta({ id: 'Id' })

/** How far a statement was verified: read in a source, read in part, or from general knowledge only. */
export const Grade = z.enum(['seen', 'partly', 'recalled'])
export type Grade = z.infer<typeof Grade>

export const Party = z.enum(['US', 'CN', 'both', 'other'])
export type Party = z.infer<typeof Party>

export const Topic = z.enum([
  'tariffs',
  'rare-earths',
  'soybeans',
  'fentanyl',
  'technology',
  'ports',
  'minerals',
  'agriculture',
  'courts',
  'companies',
  'diplomacy',
])
export type Topic = z.infer<typeof Topic>

/** A decimal number as text, so that 7.5 stays 7.5. */
export const Decimal = z
  .union([z.string().regex(/^-?\d+(\.\d+)?$/, { error: 'write a decimal number, e.g. 24 or 7.5' }), z.number()])
  .transform(String)
  .meta({ id: 'Decimal', description: 'A decimal number' })

export const Sources = z
  .array(z.string().min(1))
  .min(1, { error: 'at least one source is needed: an address, or the publication and page' })

/**
 * Where a dated statement comes from. `by` names the act (a record of this ledger) that made it; what is not written
 * here is taken from that act. Without `by`, `known`, `instrument`, `sources` and `grade` must all be written.
 */
export const provenance = {
  by: Id.optional().describe('The act of this ledger that made it'),
  known: Day.optional().describe('The day it was published; by default that of the act'),
  instrument: z.string().min(1).optional().describe('The legal instrument; by default that of the act'),
  sources: Sources.optional().describe('By default those of the act'),
  grade: Grade.optional().describe('How far it is verified; by default as the act'),
  note: z.string().min(1).optional(),
}

/** When a statement holds: from a day (inclusive) until a day (exclusive), with the hour if it matters. */
export const validity = {
  from: Day.describe('First day on which it holds'),
  until: Day.optional().describe('First day on which it holds no longer; absent: no end'),
  fromTime: Clock.optional(),
  untilTime: Clock.optional(),
}

/** Remarks of the maintainers. Undated, they are written with all that the record knows at its horizon. */
export const Note = z.union([z.string().min(1), z.strictObject({ text: z.string().min(1), known: Day })])

/** Two or more sources contradict each other: both versions stay. */
export const Disputed = z.strictObject({
  point: z.string().min(1),
  versions: z.array(z.strictObject({ says: z.string().min(1), source: z.string().min(1).optional() })).min(2),
  followed: z.string().min(1).optional().describe('Which version the ledger follows, and why'),
  known: Day.optional().describe('The day from which the dispute is known; default: with the record'),
  topics: z.array(Topic).min(1).optional().describe("Which of the record's topics it bears on; default: all"),
})

export const Relations = z.strictObject({
  suspends: z.array(Id).optional(),
  amends: z.array(Id).optional(),
  supersedes: z.array(Id).optional(),
  inResponseTo: z.array(Id).optional(),
  eases: z
    .array(Id)
    .optional()
    .describe('Measures whose requirement it makes lighter and does not change: general licences, licences promised'),
})
