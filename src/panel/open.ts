/** The panel from a ledger, for programs. */
import { fail } from '../base/errors.js'
import { checkDay, type Ledger } from '../ledger/index.js'
import { compileRules } from '../rates/rules.js'
import { openDuties } from './cells.js'
import type { Classes } from './classes.js'
import { CONTENTS, type Content } from './metal.js'
import { BEGINS, buildPanel, type Extent, PANEL_DAYS, type Panel } from './panel.js'

/** What is asked of a panel. */
export interface PanelAsked extends Extent {
  /** Nothing published after this day is taken into account. */
  readonly known?: string
  /** What metal content counts, where a duty is on the metal in goods; default: by published shares. */
  readonly metal?: Content
}

/**
 * The panel of US duties by a ledger (with its scenarios): every line, origin and day, nothing claimed; cells that rest on an estimate of the
 * metal in goods are flagged.
 * @throws {ParleyError} bad-input, naming the field
 * @example
 * ```ts
 * const panel = openPanel(openLedger(), usClasses())
 * panel.total(panel.line('8505110070'), panel.origin('CN'), panel.day('2026-09-30')) // 27100000: 27.1% in millionths of a point
 * ```
 */
export function openPanel(ledger: Ledger, classes: Classes, { known, metal = 'estimate', ...extent }: PanelAsked = {}): Panel {
  const [first, last] = extent.days ?? PANEL_DAYS
  for (const day of [first, last]) checkDay(day, 'days')
  if (first > last) fail('bad-input', `${first} is after ${last}`, 'days')
  if (first < BEGINS) fail('bad-input', `${first}: the record of added duties begins on ${BEGINS}`, 'days')
  if (!CONTENTS.includes(metal)) fail('bad-input', `"${metal}": write ${CONTENTS.join(', ')}`, 'metal')
  const view = ledger.asOf({ date: known ?? '2026-01-01', ...(known !== undefined && { known }) })
  const [duties] = openDuties([compileRules(view, classes.data.party)], classes, classes.data.party, {}, metal)
  if (!duties) throw new Error('no reading was opened')
  return buildPanel(duties, extent)
}
