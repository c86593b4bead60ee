/** The parameters that routes share. Beyond their form, the rooms check them. */
import { z } from '@hono/zod-openapi'
import { isDay } from '../base/dates.js'

const MOST_TEXT = 200
const MOST_VALUES = 50

/** One text, given once. */
export const text = (what: string, example?: string) =>
  z
    .string('give it once')
    .min(1, 'it is empty')
    .max(MOST_TEXT, `at most ${MOST_TEXT} characters`)
    .openapi({ description: what, ...(example !== undefined && { example }) })

/** A parameter that may be repeated. */
export const many = (what: string) =>
  z
    .preprocess(
      (given) => (given === undefined ? undefined : [given].flat()),
      z.array(z.string().min(1, 'it is empty').max(MOST_TEXT)).max(MOST_VALUES, `at most ${MOST_VALUES} times`).optional(),
    )
    .openapi({ description: `${what} (repeatable)` })

/** A calendar day. */
export const day = (what: string) =>
  z
    .string('give it once')
    .refine(isDay, 'this is not a day; write YYYY-MM-DD, e.g. 2025-11-10')
    .optional()
    .openapi({ description: what, format: 'date', example: '2025-10-20' })

/** One of some words. A schema of another room is not taken as it is: what is said of a parameter belongs to the parameter. */
export const oneOf = <const T extends string>(what: string, words: readonly T[]) => z.enum(words).openapi({ description: what })

/** `true` or `false`. */
export const yes = (what: string) => z.enum(['true', 'false'], 'write true or false').optional().openapi({ description: what })

/** A whole number, within bounds. */
export const whole = (what: string, least: number, most: number) =>
  z
    .string('give it once')
    .regex(/^\d{1,6}$/, `write a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `from ${least} to ${most}`)
    .optional()
    .openapi({ type: 'integer', minimum: least, maximum: most, description: what })

/** A number, decimals or none, within bounds. */
export const number = (what: string, least: number, most: number) =>
  z
    .string('give it once')
    .regex(/^\d{1,9}(\.\d{1,9})?$/, `write a number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `from ${least} to ${most}`)
    .optional()
    .openapi({ type: 'number', minimum: least, maximum: most, description: what })

/** Through which record a request looks. */
export const lens = {
  known: day('Nothing published after this day is taken into account; without it, all that the record has counts as known'),
  scenario: many('A scenario by id, laid over the record; /v1/check lists them'),
}
/** The day whose law is asked, and the lens. */
export const asOf = { date: day('The day whose law is asked; default: today, by the clock of the service'), ...lens }
