/** The issues of the talks, and one of them. */
import { embeddedSeries } from '../files/generated.js'
import type { Topic } from '../ledger/index.js'
import { openSeries } from '../series/index.js'
import { type TopicReport, topicCounts, topicReport } from '../watch/index.js'
import type { Question } from './shelf.js'

/** What is on record of each topic. */
export const topicsReport = ({ view, date }: Question) => ({ date, known: view.known, horizon: view.horizon, topics: topicCounts(view) })

/** One topic: the law on it, pledges, figures, threats, talks. */
export const topicOf = ({ ledger, date, known }: Question, topic: Topic): TopicReport =>
  topicReport(ledger, openSeries(embeddedSeries()), topic, { date, ...(known !== undefined && { known }) })
