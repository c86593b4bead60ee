import type { ListData } from '../rates/index.js'

/** The product lists under `data/lists`, without their header lines; `npm ci` compiles them. */
declare const lists: ListData
export default lists
