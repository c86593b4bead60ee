import type { MarketData } from '../markets/index.js'

/** What the markets start from, under `data/markets`; `npm ci` compiles it. */
declare const markets: MarketData
export default markets
