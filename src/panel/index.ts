/** Duties in bulk: classes of codes, and what is owed on them from an origin on a day. */

export {
  type AverageAsked,
  type AverageSeries,
  averages,
  type Grouping,
  type Preferred,
  SIGMA,
  sectionOf,
} from './average.js'
export { type Cell, type CellLayer, Cells, Duties, openDuties } from './cells.js'
export type { ClassData } from './class-data.js'
export { type Behind, Classes, openClasses } from './classes.js'
export { compileClasses, type Sources } from './compile.js'
export { type PanelDifference, panelDiff } from './diff.js'
export type { Content } from './metal.js'
export { openPanel, type PanelAsked } from './open.js'
export { BEGINS, buildPanel, PANEL_DAYS, Panel, type Stretch } from './panel.js'
export type { Averages } from './sums.js'
export { classTables, type LongRow, longRows, longTable, type RowsAsked, streamRows, type TableColumn } from './table.js'
export { type Portion, type WeightRow, type Weights, type WeightsAsked, weightsOf } from './weights.js'
