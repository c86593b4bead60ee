/** The schema of the ledger: one discriminated union over `kind`, and the scenario file. */
import { z } from 'zod'
import { Day } from './common.js'
import { Act, Aid, Announcement, Commitment, Report, Ruling, Talks, Threat, Truce } from './events.js'
import { Authority, Exclusion, ExportControl, Fee, Listing, PortFee, Programme, Restriction, Tariff } from './measures.js'

export { type Grade, type Party, Topic } from './common.js'
export type { Rate } from './measures.js'
export { Operation, Scenario } from './operations.js'
export { PROGRAMMES, VESSEL_FACTS, VESSEL_TYPES, type VesselClause, type VesselCondition, type VesselFact } from './vessels.js'

export const MeasureRecord = z.discriminatedUnion('kind', [Tariff, Exclusion, ExportControl, PortFee, Listing, Restriction, Programme, Fee])
export type MeasureRecord = z.infer<typeof MeasureRecord>

export const EventRecord = z.discriminatedUnion('kind', [Act, Threat, Talks, Ruling, Announcement, Commitment, Aid, Report, Truce])
export type EventRecord = z.infer<typeof EventRecord>

export const LedgerRecord = z.discriminatedUnion('kind', [
  Tariff,
  Exclusion,
  ExportControl,
  PortFee,
  Listing,
  Restriction,
  Programme,
  Fee,
  Authority,
  Act,
  Threat,
  Talks,
  Ruling,
  Announcement,
  Commitment,
  Aid,
  Report,
  Truce,
])
export type LedgerRecord = z.infer<typeof LedgerRecord>

export type AuthorityRecord = z.infer<typeof Authority>
export type Kind = LedgerRecord['kind']

/** `ledger/horizon.yaml`: the last day that the maintainers looked, per party. */
export const Horizon = z.strictObject({
  parties: z.record(z.enum(['US', 'CN', 'courts']), z.strictObject({ looked: Day, basis: z.string().min(1) })),
  note: z.string().optional(),
})
export type Horizon = z.infer<typeof Horizon>
