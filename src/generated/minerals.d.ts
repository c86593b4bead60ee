import type { MineralData } from '../controls/index.js'

/** The facts under `data/minerals`; `npm ci` compiles them. */
declare const minerals: MineralData
export default minerals
