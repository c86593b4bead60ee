/** The fees that each side charges on the other's vessels at its ports. */
export type { Basis, Bearing, Considered, FeeStatus } from './fee.js'
export { type CallInput, type FeeYear, type LaterStep, type PortFeeQuestion, type PortFeeReport, portFee } from './port-fee.js'
export type { VesselInput } from './vessel.js'
