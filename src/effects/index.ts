/** General equilibrium: who gains, who loses, how does trade move. Runs in a browser. */
export { balanceInputs } from './balance.js'
export {
  caliendoParroModel,
  decomposeWelfare,
  economyOfShares,
  rebase,
  sectoralEconomy,
  type WelfareDecomposition,
  withScale,
} from './caliendo-parro.js'
export { type Configuration, configure, defaultModel, MODELS, type ModelName, withElasticities } from './configuration.js'
export {
  checkDraws,
  DRAWS,
  type DrawPlan,
  type DrawSummary,
  elasticitiesOf,
  type Interval,
  interval,
  mostDraws,
  OUTCOME_MEASURES,
  type OutcomeMeasure,
  runDraws,
  summariseDraws,
} from './draws.js'
export { countryIndex, type Economy, economyOf, type Flows, totals } from './economy.js'
export {
  centralElasticities,
  drawElasticities,
  type ElasticityEstimate,
  type ElasticitySet,
  LDR_ONE_SECTOR,
  LDR_TABLE_7,
  LEAST_ELASTICITY,
} from './elasticities.js'
export { type IcioOptions, IcioReader, SERVICES_ELASTICITY } from './icio.js'
export { Kernel, type SolveOptions } from './kernel.js'
export { calibrateMargins, type LdrBase, type LdrOptions, ldrEconomy, ldrModel, withoutBilateralDeficits } from './ldr.js'
export {
  baseTrade,
  type CountryOutcome,
  countryOutcomes,
  type Diversion,
  type SectorOutcome,
  sectorOutcomes,
  tradeDiversion,
  weightedMean,
  worldTradeToGdp,
} from './measures.js'
export { checkModel, type Model, plainModel, type Shock, type Solution } from './model.js'
export { NoEquilibrium } from './no-equilibrium.js'
export {
  type BestTariff,
  bestUniformTariff,
  retaliationFormula,
  type TariffAndWelfare,
  type TariffsForOwnWelfare,
  tariffFormula,
  tariffsForOwnWelfare,
  uniformTariff,
} from './optimum.js'
export { type EffectsOutcome, type EffectsQuestion, effectsOf } from './outcome.js'
export { type Assumptions, configured, oneCountry, RETALIATIONS, type Retaliation, shockAsked } from './question.js'
export { applyTariffs, membersOf, reciprocal, scheduleChanges, type TariffChange, tariffsAfter } from './tariffs.js'
export { arrayOf, readWorld, type World, type WorldHeader, type WorldSource, writeWorld } from './world.js'
