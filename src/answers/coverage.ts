/** Is the ledger valid, and what does it cover? */
import type { Horizon, LedgerData } from '../ledger/index.js'
import { isMeasure, openValidated } from '../ledger/index.js'

/** How many values or events are of which grade. */
export type Grades = { seen: number; partly: number; recalled: number }

/** The answer of `parley check`. */
export interface CoverageReport {
  readonly valid: true
  readonly records: number
  readonly byKind: Readonly<Record<string, number>>
  readonly byParty: Readonly<Record<string, number>>
  readonly measures: number
  /** Dated values: the entries of measures and authorities. */
  readonly values: number
  readonly valueGrades: Grades
  readonly events: number
  readonly eventGrades: Grades
  readonly disputed: number
  readonly sources: number
  readonly scenarios: readonly string[]
  readonly first: string
  readonly last: string
  readonly horizon: Horizon
}

/** Validates a record and counts what it holds. */
export function coverage(data: LedgerData): CoverageReport {
  const ledger = openValidated(data)
  const view = ledger.asOf({ date: '2100-01-01' })
  const grades = (): Grades => ({ seen: 0, partly: 0, recalled: 0 })
  const valueGrades = grades()
  const eventGrades = grades()
  const sources = new Set<string>()
  const byKind: Record<string, number> = {}
  const byParty: Record<string, number> = {}
  let disputed = 0
  let values = 0
  const days: string[] = []
  for (const record of data.records) {
    byKind[record.kind] = (byKind[record.kind] ?? 0) + 1
    byParty[record.party] = (byParty[record.party] ?? 0) + 1
    if ('disputed' in record) disputed += record.disputed?.length ?? 0
    if (isMeasure(record)) {
      for (const entry of view.measure(record.id)?.entries ?? []) {
        values += 1
        valueGrades[entry.grade] += 1
        for (const s of entry.sources) sources.add(s)
      }
    } else if (record.kind === 'authority') {
      for (const s of record.sources) sources.add(s)
      for (const v of view.voids(record.id)) {
        values += 1
        valueGrades[v.grade] += 1
      }
    } else {
      eventGrades[record.grade] += 1
      days.push(record.known)
      for (const s of record.sources) sources.add(s)
    }
  }
  days.sort()
  const measures = data.records.filter(isMeasure).length
  const authorities = byKind.authority ?? 0
  return {
    valid: true,
    records: data.records.length,
    byKind,
    byParty,
    measures,
    values,
    valueGrades,
    events: data.records.length - measures - authorities,
    eventGrades,
    disputed,
    sources: sources.size,
    scenarios: data.scenarios.map((s) => s.id),
    first: days[0] ?? '',
    last: days.at(-1) ?? '',
    horizon: data.horizon,
  }
}
