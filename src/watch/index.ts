/** Are pledges kept, and when do clocks run out? */
export { type Blanket, type BlanketLayer, blanket, highestBlanket } from './blanket.js'
export type { Flip, RunningPledge, Standing } from './surroundings.js'
export { type Moment, moment, type Return, type SuspendedItem } from './suspensions.js'
export { type DisputedPoint, type Figure, type TopicReport, topicCounts, topicReport } from './topic.js'
export { type BlanketOutlook, type Deadline, type TruceReport, truceReport } from './truce.js'
