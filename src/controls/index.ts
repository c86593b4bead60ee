/** Which export controls, of both sides, reach goods on a day? */
export { type CodeMatch, codeMatch, digitsOf, dotted } from './codes.js'
export {
  type Control,
  type ControlsAsked,
  type ControlsReport,
  controls,
  controlsOn,
  type Easing,
  type Verdict,
} from './controls.js'
export { type ElementAsked, elementOf, nearestElements } from './elements.js'
export type { FoundItem, ItemMatch } from './items.js'
export { type ListingAction, type ListingCount, listingCounts } from './listings.js'
export { type MineralData, mineralFacts, newestUses, type TariffLine, type Use } from './minerals.js'
export type { Coming, ControlStatus, Requirement, Standing } from './standing.js'
