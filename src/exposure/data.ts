/** What is published on a material, as compiled into `data/minerals`. Values stay text, as the source has them: `>50`, `W` (withheld), `E` (net exporter). */
import type { Day } from '../base/dates.js'
import type { MineralData } from '../controls/index.js'

/** Read in the source itself, or only in texts that quote it. Figures from memory are not kept. */
export type Read = 'seen' | 'partly'

interface Published {
  readonly material: string
  readonly grade: Read
  /** The day of publication; where only a month or year is known, its last. */
  readonly known: Day
  readonly source: string
  readonly note?: string
}

/** A figure: a share, a price, an amount. */
export interface Figure extends Published {
  readonly measure: string
  /** `2025e` is an estimate. */
  readonly year: string
  readonly value: string
  readonly unit: string
}

/** A published loss, rank, observation or elasticity. `central`, `low`, `high` in `unit`; losses are below 0. */
export interface Estimate extends Published {
  readonly kind: 'cut-off' | 'rank' | 'observed' | 'elasticity' | 'cost of reply'
  readonly shock?: string
  readonly horizon?: string
  readonly outcome: string
  readonly central?: string
  readonly low?: string
  readonly high?: string
  readonly unit?: string
  /** What the figure measures, and how. */
  readonly model?: string
  readonly assumptions?: string
  readonly publisher?: string
  readonly year?: string
}

/** US imports of 2024 under a code, in whole dollars: from China, and from the 50 partners and the EU on record. */
export interface CodeImports {
  readonly hts: string
  readonly china: number
  readonly partners: number
}

/** The compiled files. */
export interface ExposureData {
  readonly minerals: MineralData
  readonly figures: readonly Figure[]
  readonly estimates: readonly Estimate[]
  readonly imports: readonly CodeImports[]
}

/** Imports of 2024 were final by this day. */
export const IMPORTS_KNOWN: Day = '2025-06-30'
