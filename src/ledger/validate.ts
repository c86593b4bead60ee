/** Validating a record that comes as data: compiled, sent, or made by a program. Files have places to point at; data has only paths. */
import { z } from 'zod'
import { ParleyError } from '../base/errors.js'
import { type Ledger, type LedgerData, openLedgerData } from './ledger.js'
import { Horizon, LedgerRecord, Scenario } from './schema/index.js'

const Data = z.strictObject({ format: z.literal(1), horizon: Horizon, records: z.array(LedgerRecord), scenarios: z.array(Scenario) })

/**
 * Validates a record against the schema and opens it.
 * @throws {ParleyError} bad-ledger, naming the record and field of each problem
 */
export function openValidated(data: unknown): Ledger {
  const parsed = Data.safeParse(data)
  if (parsed.success) return openLedgerData(parsed.data as LedgerData)
  const records = (data as { records?: { id?: string }[] } | null)?.records
  throw new ParleyError(
    'bad-ledger',
    parsed.error.issues.map(({ path, message }) => {
      const id = path[0] === 'records' && typeof path[1] === 'number' ? records?.[path[1]]?.id : undefined
      return { message, field: id === undefined ? path.join('.') : `${id}: ${path.slice(2).join('.')}` }
    }),
  )
}
