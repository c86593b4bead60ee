/** What chapter 98 leaves dutiable: the value of the processing, or the value less US parts. */
import type { Cents } from './amount.js'
import type { EntryLine } from './entry-line.js'
import type { RawQuestion } from './question.js'

/** Chapter 98 headings under which duty is on the value of the processing, or on the value less US parts. */
export const PROCESSING = ['9802.00.40', '9802.00.50', '9802.00.60']
export const US_PARTS = '9802.00.80'

/** The value that duty is on: the customs value, or what chapter 98 leaves of it. */
export function dutiableValue(entry: EntryLine): Cents {
  if (PROCESSING.some((h) => entry.claims.has(h))) return entry.money.repair_value_usd ?? entry.value
  if (entry.claims.has(US_PARTS)) {
    const parts = entry.money.us_parts_value_usd ?? 0n
    return parts > entry.value ? 0n : entry.value - parts
  }
  return entry.value
}

/** What chapter 98 leaves dutiable is a figure of the filer's; without it the full value is taken, and it is asked for. */
export function valueQuestions(entry: EntryLine): RawQuestion[] {
  const ask = (heading: string | undefined, name: string, what: string): RawQuestion[] =>
    heading === undefined || entry.money[name] !== undefined
      ? []
      : [
          {
            about: 'facts',
            name,
            ask: `${heading} is claimed: what is ${what}? Until it is stated the full value is dutiable`,
            measure: '',
          },
        ]
  return [
    ...ask(
      PROCESSING.find((h) => entry.claims.has(h)),
      'repair_value_usd',
      'the value of the repair or processing',
    ),
    ...ask(entry.claims.has(US_PARTS) ? US_PARTS : undefined, 'us_parts_value_usd', 'the value of the US parts'),
  ]
}
