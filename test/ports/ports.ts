/** What the tests on port fees share: the embedded record, and one call at a port. */
import { openLedger } from '../../src/index.js'
import { type CallInput, type Considered, type PortFeeReport, portFee, type VesselInput } from '../../src/ports/index.js'

export const ledger = openLedger()

/** A call at a port; the facts of the vessel first. */
export function call(
  port: 'US' | 'CN',
  date: string,
  vessel: VesselInput,
  more: Omit<CallInput, 'port' | 'vessel'> & { known?: string; scenario?: string } = {},
): PortFeeReport {
  const { known, scenario, ...rest } = more
  const law = scenario === undefined ? ledger : ledger.with(scenario)
  return portFee(law.asOf({ date, ...(known !== undefined && { known }) }), { port, vessel, ...rest })
}

export const fee = (report: PortFeeReport, measure: string): Omit<Considered, 'bearings' | 'disputed'> => {
  const found = report.considered.find((c) => c.measure === measure)
  if (!found) throw new Error(`${measure} was not considered`)
  return found
}

export const I = 'us.port-fee.annex-1'
export const II = 'us.port-fee.annex-2'
export const III = 'us.port-fee.annex-3'
export const DUES = 'cn.port-dues'

/** A Chinese-built container ship of a Danish line, with all that Annex I asks answered. */
export const BOX: VesselInput = {
  flag: 'DK',
  built: 'CN',
  owner: 'DK',
  operator: 'DK',
  ownerShare: { CN: 0, HK: 0, MO: 0, US: 10 },
  operatorShare: { CN: 0, HK: 0, MO: 0, US: 0 },
  type: 'container',
  teu: 15000,
  dwt: 150000,
  netTons: 50000,
  containers: 9000,
}
/** A tanker of a Greek owner, built in Korea, 30% of it held in the US. */
export const GREEK: VesselInput = {
  flag: 'LR',
  built: 'KR',
  owner: 'GR',
  operator: 'GR',
  ownerShare: { US: 30 },
  operatorShare: { US: 0 },
  type: 'tanker',
  netTons: 105000,
}
