import type { SeriesData } from '../series/index.js'

/** The observed series under `data/series`; `npm ci` compiles them. */
declare const series: SeriesData
export default series
