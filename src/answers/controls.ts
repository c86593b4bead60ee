/** Export controls on goods, with the uses of a mineral that was asked. */
import { fail } from '../base/errors.js'
import { type ControlsAsked, type ControlsReport, controls, type MineralData, mineralFacts } from '../controls/index.js'
import { embeddedMinerals } from '../files/generated.js'
import type { View } from '../ledger/index.js'

export interface ControlsQuery {
  /** A customs code of 2 to 10 digits, or words of the goods. */
  readonly what?: string | undefined
  readonly element?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly listings?: boolean | undefined
}

/** @throws {ParleyError} bad-input or not-found, naming the field */
export function controlsOf(
  view: View,
  { what, element, from, to, listings }: ControlsQuery,
): ControlsReport & { readonly minerals?: MineralData } {
  const words = what?.trim()
  if (words === '') fail('bad-input', 'the code or goods are empty; write e.g. 8505.11 or "wire saw"', 'code')
  const asked: ControlsAsked = {
    ...(words !== undefined && (/\d/.test(words) ? { code: words } : { goods: words })),
    ...(element !== undefined && { element }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(listings && { listings }),
  }
  const report = controls(view, asked)
  const facts = report.asked.element ? mineralFacts(embeddedMinerals(), report.asked.element) : undefined
  return { ...report, ...(facts && { minerals: facts }) }
}
