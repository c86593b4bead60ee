/** Records by id and kind, with their entries resolved: built once when a ledger is opened. */
import { type Day, later } from '../base/dates.js'
import { fail } from '../base/errors.js'
import type { Entry, VoidEntry } from './entry.js'
import { entriesOf, voidsOf } from './resolve.js'
import type { AuthorityRecord, EventRecord, Horizon, LedgerRecord, MeasureRecord } from './schema/index.js'

export interface LedgerIndex {
  readonly horizon: Horizon
  /** The latest day that any party's maintainers looked. */
  readonly looked: Day
  readonly measures: ReadonlyMap<string, MeasureRecord>
  readonly events: ReadonlyMap<string, EventRecord>
  readonly authorities: ReadonlyMap<string, AuthorityRecord>
  readonly entries: ReadonlyMap<string, readonly Entry[]>
  readonly voids: readonly VoidEntry[]
}

const MEASURES = new Set(['tariff', 'exclusion', 'export-control', 'port-fee', 'listing', 'restriction', 'programme', 'fee'])

/** Whether a record is a measure: a thing that can be in force. */
export function isMeasure(record: LedgerRecord): record is MeasureRecord {
  return MEASURES.has(record.kind)
}

/** The latest day that any party's maintainers looked. */
export function latestLooked(horizon: Horizon): Day {
  return Object.values(horizon.parties)
    .map(({ looked }) => looked)
    .reduce(later)
}

/** Sorts records into an index. Ids must be unique. */
export function indexRecords(records: readonly LedgerRecord[], horizon: Horizon): LedgerIndex {
  const measures = new Map<string, MeasureRecord>()
  const events = new Map<string, EventRecord>()
  const authorities = new Map<string, AuthorityRecord>()
  for (const record of records) {
    if (measures.has(record.id) || events.has(record.id) || authorities.has(record.id)) {
      fail('bad-ledger', `two records have the id "${record.id}"`, 'id')
    }
    if (isMeasure(record)) measures.set(record.id, record)
    else if (record.kind === 'authority') authorities.set(record.id, record)
    else events.set(record.id, record)
  }
  const entries = new Map([...measures].map(([id, measure]) => [id, entriesOf(measure, events)] as const))
  return {
    horizon,
    looked: latestLooked(horizon),
    measures,
    events,
    authorities,
    entries,
    voids: [...authorities.values()].flatMap((authority) => voidsOf(authority, events)),
  }
}
