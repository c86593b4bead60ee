/** Customs codes: how they are written, and at which level two of them meet. */
import { fail } from '../base/errors.js'

/**
 * Where a code asked and an item meet, nearest first. Customs tariffs agree to six digits and part after them:
 * - `exact`: the item's code of the Chinese tariff, or a part or subdivision of it beyond six digits;
 * - `hs6`: the same six digits, in another line or in another country's tariff;
 * - `heading`: the heading or chapter asked contains the item's code, or the item's heading contains the code asked;
 * - `described`: the act gives no code, and goods so described are classified there by our reading.
 */
export type CodeMatch = 'exact' | 'hs6' | 'heading' | 'described'
export const CODE_MATCHES: readonly CodeMatch[] = ['exact', 'hs6', 'heading', 'described']

/**
 * The digits of a code: `8505.11`, `2846`, `8112 92 90 10`.
 * @throws {ParleyError} bad-input, unless it is 2 to 10 digits, an even number of them
 */
export function digitsOf(code: string): string {
  const digits = code.trim().replace(/[.\s-]/g, '')
  if (/^(\d\d){1,5}$/.test(digits) && digits.slice(0, 2) >= '01' && digits.slice(0, 2) <= '97' && !digits.startsWith('77')) return digits
  return fail('bad-input', `"${code}" is no customs code: write 2, 4, 6, 8 or 10 digits of chapters 01 to 97, e.g. 8505.11 or 2846`, 'code')
}

/** `8505.11`, `8112.92.90.10` */
export const dotted = (digits: string): string => [digits.slice(0, 4), ...(digits.slice(4).match(/../g) ?? [])].join('.')

/** At which level a code asked meets a code that an act gives. Digits both. */
export function codeMatch(asked: string, code: string): Exclude<CodeMatch, 'described'> | undefined {
  if (asked.length > 6 && code.length > 6 && (asked.startsWith(code) || code.startsWith(asked))) return 'exact'
  if (asked.length >= 6 && code.length >= 6) return asked.slice(0, 6) === code.slice(0, 6) ? 'hs6' : undefined
  return asked.startsWith(code) || code.startsWith(asked) ? 'heading' : undefined
}

/** Whether goods that are classified in a heading may fall under the code asked. */
export const underHeading = (asked: string, heading: string): boolean => codeMatch(asked, heading) !== undefined
