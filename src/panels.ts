/**
 * The panel of US duties in Node: every line, origin and day. Light, so that a fresh process answers soon.
 * @example
 * ```ts
 * import { streamRows, usPanel } from 'parley/panel'
 *
 * const panel = usPanel({ known: '2026-09-30' })
 * panel.total(panel.line('8505110070'), panel.origin('CN'), panel.day('2026-09-30')) // 27100000: 27.1% in millionths of a point
 * for await (const row of streamRows(panel, { lines: panel.codes, origins: ['CN'], chapters: ['85'] })) console.log(row)
 * ```
 */
import { embeddedClasses } from './files/classes.js'
import { embeddedRecord } from './files/generated.js'
import { packageRoot } from './files/root.js'
import { openLedgerData } from './ledger/index.js'
import { openPanel, type Panel, type PanelAsked } from './panel/index.js'

/** What is asked of the panel of the embedded record. */
export interface UsPanelAsked extends PanelAsked {
  /** Shipped scenarios laid over the record, by id. */
  readonly scenarios?: readonly string[]
}

/** The panel of US duties by the embedded record. @throws ParleyError not-found, if there is no such scenario */
export function usPanel({ scenarios = [], ...asked }: UsPanelAsked = {}): Panel {
  const ledger = scenarios.reduce((of, id) => of.with(id), openLedgerData(embeddedRecord()))
  return openPanel(ledger, embeddedClasses(packageRoot(), 'US', '2026-01-01'), asked)
}
export { type Cell, type CellLayer, type LongRow, longRows, type Panel, type RowsAsked, streamRows } from './panel/index.js'
