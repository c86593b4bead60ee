/** What hangs on the materials that are controlled. */
export { type CutReport, rareEarthCut } from './cut.js'
export { type CodeImports, type Estimate, type ExposureData, type Figure, IMPORTS_KNOWN, type Read } from './data.js'
export {
  type ControlState,
  type ExposureBrief,
  type ExposureReport,
  exposure,
  exposureIndex,
  type ImportLine,
  type ImportSources,
  type ImportSum,
} from './exposure.js'
export { CATALOGUE, type Material, materialOf } from './materials.js'
