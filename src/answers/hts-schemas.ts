/** The schema of what `parley hts --json` prints. */
import { z } from 'zod'
import { Day } from './schemas.js'

const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
const UnitPart = z.strictObject({ usd: Decimal, per: z.string() })
const Rate = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('free') }),
    z.strictObject({ kind: z.literal('ad-valorem'), percent: Decimal }),
    z.strictObject({ kind: z.literal('specific'), usd: Decimal, per: z.string() }),
    z.strictObject({
      kind: z.literal('compound'),
      parts: z.array(z.union([z.strictObject({ percent: Decimal, of: z.string().optional() }), UnitPart])),
    }),
    z.strictObject({
      kind: z.literal('graduated'),
      usd: Decimal,
      per: z.string(),
      lessUsd: Decimal,
      under: Decimal,
      floorUsd: Decimal,
    }),
    z.strictObject({ kind: z.literal('uncomputable'), text: z.string(), why: z.string() }),
  ])
  .describe('The rate as read from the law’s words')
const Column = z.strictObject({ raw: z.string().describe('As printed'), rate: Rate })

const Line = z.strictObject({
  code: z.string().regex(/^\d{8}(\d\d)?$/),
  dotted: z.string(),
  rateCode: z.string().describe('The eight digits that fix the rate'),
  description: z.array(z.string()).describe('Words from the heading down to the line'),
  units: z.array(z.string()),
  general: Column,
  special: z.array(z.strictObject({ programmes: z.array(z.string()), raw: z.string(), rate: Rate, note: z.string().optional() })),
  specialRaw: z.string(),
  column2: Column,
  changed: z
    .strictObject({
      text: z.string(),
      old: z.array(z.string()),
      new: z.array(z.string()),
      general: z
        .array(z.strictObject({ edition: z.string(), general: z.string(), from: Day.optional(), until: Day.optional() }))
        .optional(),
    })
    .optional()
    .describe('What another edition has otherwise'),
})

/** A line; the lines that a shorter number stands for; or what a search found, best first. */
export const HtsOutput = z.union([
  Line,
  z.array(Line),
  z.array(z.strictObject({ line: Line, words: z.enum(['all', 'some']), score: z.number() })),
])
