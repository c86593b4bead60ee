/** What was observed: trade, prices, seizures; and when it became known. */
export { daysOf, lastDay, readablePeriod, yearBefore } from './period.js'
export { inOrder, openSeries, type Point, type Rule, SeriesBook, type SeriesData, type SeriesHead } from './series.js'
