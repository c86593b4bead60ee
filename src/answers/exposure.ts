/** What hangs on the materials that are controlled: all of them, or one. */
import { type ExposureBrief, type ExposureReport, exposure, exposureIndex } from '../exposure/index.js'
import { embeddedExposure } from '../files/generated.js'
import type { HorizonState, View } from '../ledger/index.js'

/** All materials, one a row. */
export interface ExposureIndex {
  readonly date: string
  readonly known: string
  readonly scenarios: readonly string[]
  readonly horizon: HorizonState
  readonly materials: readonly ExposureBrief[]
}

export const exposureOfAll = (view: View): ExposureIndex => ({
  date: view.date,
  known: view.known,
  scenarios: view.scenarios.map((s) => s.id),
  horizon: view.horizon,
  materials: exposureIndex(view, embeddedExposure()),
})

/** @throws {ParleyError} not-found, if there is no such material */
export const exposureOf = (view: View, material: string): ExposureReport => exposure(view, embeddedExposure(), material)
