/** Export controls on goods, with the uses of a mineral that was asked. */
import { type ControlsAsked, type ControlsReport, controls, type MineralData, mineralFacts } from '../controls/index.js'
import { embeddedMinerals } from '../files/generated.js'
import type { View } from '../ledger/index.js'

/** @throws {ParleyError} bad-input or not-found, naming the field */
export function controlsOf(view: View, asked: ControlsAsked): ControlsReport & { readonly minerals?: MineralData } {
  const report = controls(view, asked)
  const facts = report.asked.element ? mineralFacts(embeddedMinerals(), report.asked.element, report.known) : undefined
  return { ...report, ...(facts && { minerals: facts }) }
}
