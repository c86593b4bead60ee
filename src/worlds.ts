/** Base years of the trade models in Node, and draws on several threads: light, so that a fresh process answers soon. */
import type { World } from './effects/index.js'
import { packageRoot } from './files/root.js'
import { openWorld as openWorldOf } from './files/worlds.js'

/** A base year: `world-2023`, `china-us-2017`, or a file of your own by its path. In a browser, fetch `data/worlds/<id>.bin` and `readWorld` it. */
export const openWorld = (named: string): World => openWorldOf(packageRoot(), named)
export { drawIntervals } from './files/draws-pool.js'
