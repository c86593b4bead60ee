/** The panel from a ledger, for programs. */
import type { Ledger } from '../ledger/index.js'
import { compileRules } from '../rates/rules.js'
import { openDuties } from './cells.js'
import type { Classes } from './classes.js'
import type { Content } from './metal.js'
import { buildPanel, type Extent, type Panel } from './panel.js'

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
 * @example
 * ```ts
 * const panel = openPanel(openLedger(), usClasses())
 * panel.total(panel.line('8505110070'), panel.origin('CN'), panel.day('2026-09-30')) // 27100000: 27.1% in millionths of a point
 * ```
 */
export function openPanel(ledger: Ledger, classes: Classes, { known, metal = 'estimate', ...extent }: PanelAsked = {}): Panel {
  const view = ledger.asOf({ date: known ?? '2026-01-01', ...(known !== undefined && { known }) })
  const [duties] = openDuties([compileRules(view, classes.data.party)], classes, classes.data.party, {}, metal)
  if (!duties) throw new Error('no reading was opened')
  return buildPanel(duties, extent)
}
