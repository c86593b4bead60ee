/** The law, and what was known, on a day. */

export { CLOSED } from './closed.js'
export {
  type AuthorityWhole,
  describeAuthority,
  describeEvent,
  describeMeasure,
  type EventBrief,
  type EventWhole,
  eventBrief,
  type MeasureWhole,
  type Relation,
  relationsOf,
} from './describe.js'
export type { Entry, Provenance, SetEntry, SuspendEntry, TermValue, VoidEntry } from './entry.js'
export { isMeasure } from './index-of-records.js'
export { type AsOf, checkDay, Ledger, type LedgerData, openLedgerData } from './ledger.js'
export { readLedger, readScenario, type SourceText } from './read-ledger.js'
export type { EventStatus, KnownEvent, Remarks } from './records.js'
export {
  type AuthorityRecord,
  type EventRecord,
  type Grade,
  Horizon,
  type Kind,
  LedgerRecord,
  MeasureRecord,
  type Party,
  PROGRAMMES,
  type Rate,
  Scenario,
  Topic,
  VESSEL_FACTS,
  VESSEL_TYPES,
  type VesselClause,
  type VesselCondition,
  type VesselFact,
} from './schema/index.js'
export { type Segment, type SegmentState, type Suspension, segmentOn, type Timeline } from './timeline.js'
export { openValidated } from './validate.js'
export { type Cause, type Change, type HorizonState, type MeasureState, type MeasureStatus, type TermState, View } from './view.js'
