import type { ExposureData } from '../exposure/index.js'

/** What is published on controlled materials, under `data/minerals`, without uses and tariff lines (see `parley/minerals`); `npm ci` compiles it. */
declare const exposure: Omit<ExposureData, 'minerals'>
export default exposure
