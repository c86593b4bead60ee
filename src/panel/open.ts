/** The panel from a ledger, for programs. */
import type { Ledger } from '../ledger/index.js'
import { compileRules } from '../rates/rules.js'
import { openDuties } from './cells.js'
import type { Classes } from './classes.js'
import { buildPanel, type Extent, type Panel } from './panel.js'

/** What is asked of a panel. */
export interface PanelAsked extends Extent {
  /** Nothing published after this day is taken into account. */
  readonly known?: string
}

/**
 * The panel of US duties by a ledger (with its scenarios): every line, origin and day, nothing claimed.
 * @example
 * ```ts
 * const panel = openPanel(openLedger(), usClasses())
 * panel.total(panel.line('8505110070'), panel.origin('CN'), panel.day('2026-09-30')) // 27100000: 27.1% in millionths of a point
 * ```
 */
export function openPanel(ledger: Ledger, classes: Classes, { known, ...extent }: PanelAsked = {}): Panel {
  const view = ledger.asOf({ date: known ?? '2026-01-01', ...(known !== undefined && { known }) })
  const [duties] = openDuties([compileRules(view, classes.data.party)], classes, classes.data.party)
  if (!duties) throw new Error('no reading was opened')
  return buildPanel(duties, extent)
}
