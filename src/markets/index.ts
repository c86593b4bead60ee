/** Commodity markets in partial equilibrium: soybeans under China's duties, decisions and pledges; a cut of rare earths. */
export { type Aid, type AidPayment, aidOf, type FarmLoss, farmAid, type SeasonLoss, seasonLoss } from './aid.js'
export { CHECK_MONTH, type Check, soybeanChecks } from './checks.js'
export {
  type Base,
  BUSHELS_PER_TONNE,
  baseFor,
  baseOf,
  type CheckRow,
  type CropRow,
  type ElasticityRow,
  elasticity,
  type FlowRow,
  type MarketData,
  type MonthRow,
  type SeasonRow,
  seasonKnown,
  seasonOn,
  spanOf,
} from './data.js'
export { interval, normalDraws } from './draws.js'
export { type Elasticities, type Equilibrium, type Market, noWedges, type Shock, solve, wedgeOn } from './model.js'
export { type PledgedSeason, type PledgeTerm, pledgedSeason, pledgesOf, type SoybeanPledge } from './pledged.js'
export { reportedZero } from './record.js'
export { type MarketAsked, type SoybeanMarket, soybeanMarket } from './report.js'
export {
  type Bounds,
  type DutyPair,
  type ExporterOutcome,
  type ImporterOutcome,
  type Lead,
  leadOf,
  type Outcome,
  outcome,
  SETTINGS,
  type Setting,
  type SoybeansAsked,
  type SoybeansReport,
  settingOf,
  soybeans,
} from './soybeans.js'
export { solveHomogeneous } from './spatial.js'
export { type CutAsked, type CutOutcome, supplyCut } from './supply-cut.js'
export { type Duties, type OpenDuty, soybeanDuties, wedgeOf } from './wedge.js'
export { type Accounts, accounts, type ExporterAccount, type ImporterAccount } from './welfare.js'
