/** From law to model: tariffs by product to tariffs by sector, and what they do in general equilibrium. Runs in a browser. */
export { type Aggregates, aggregate, type Basket, basketOf } from './aggregate.js'
export {
  type Cell,
  type Cells,
  type Coverage,
  cellsOf,
  hasLevels,
  type RatedPair,
  type RatedProduct,
  ratedPair,
  regionOf,
  wholeRegions,
} from './cells.js'
export { type Concordance, industryOf, readConcordance } from './concordance.js'
export {
  COUNTRY_MEASURES,
  type CountryMeasure,
  estimatesOf,
  type IncidenceDraws,
  type IncidencePlan,
  PAIR_MEASURES,
  type PairMeasure,
  runIncidenceDraws,
  summariseIncidence,
} from './draws.js'
export { type IncidenceOutcome, type IncidenceQuestion, incidenceOf, type PairOutcome } from './outcome.js'
export {
  dayInYear,
  type LeftOut,
  leftOut,
  pairsOf,
  SCENARIO_LEVEL,
  SCENARIO_WORLD,
  type ScenarioIncidence,
  scenarioIncidence,
} from './scenario.js'
export { type AppliedTariff, setRate, shockOf } from './shock.js'
