/** From YAML texts to a validated record: schema first, then what only the whole can tell (references, labels, dates). */
import { z } from 'zod'
import { ParleyError, type Place, type Problem } from '../base/errors.js'
import { type Checks, checkMeasure, checksIn, type Report, type Surroundings } from './check-measure.js'
import { indexRecords, isMeasure, latestLooked } from './index-of-records.js'
import type { LedgerData } from './ledger.js'
import { expand, operationOf } from './overlay.js'
import { knowKeys, type PlaceOf, readYaml } from './read-yaml.js'
import { provenanceOf } from './resolve.js'
import { type EventRecord, Horizon, LedgerRecord, Scenario } from './schema/index.js'

/** A file as text, with the name that messages give it. */
export interface SourceText {
  readonly file: string
  readonly text: string
}

interface Read<T> {
  readonly file: string
  readonly value: T
  readonly place: PlaceOf
}

/**
 * Reads and validates a whole ledger.
 * @param horizon `ledger/horizon.yaml`
 * @param records all other files of the ledger
 * @param scenarios scenario files
 * @param lists ids of the product lists that records may name; absent: not checked
 * @throws {ParleyError} bad-ledger, with every problem at its file, line and column
 */
export function readLedger(
  horizon: SourceText,
  records: readonly SourceText[],
  scenarios: readonly SourceText[],
  lists?: ReadonlySet<string>,
): LedgerData {
  knowKeys(schemaKeys())
  const problems: Problem[] = []
  const read = <T>({ file, text }: SourceText, schema: z.ZodType<T>): Read<T>[] => {
    const reading = readYaml(text, file, schema)
    if (reading.ok) return [{ file, value: reading.value, place: reading.place }]
    problems.push(...reading.problems)
    return []
  }
  const [horizonRead] = read(horizon, Horizon)
  const recordsRead = records.flatMap((source) => read(source, LedgerRecord))
  const scenariosRead = scenarios.flatMap((source) => read(source, Scenario))
  for (const { file, value, place } of [...recordsRead, ...scenariosRead]) {
    if (file.split('/').at(-1) !== `${value.id}.yaml`)
      problems.push({ message: `the file of "${value.id}" must be named ${value.id}.yaml`, field: 'id', place: place(['id']) })
  }
  if (horizonRead) problems.push(...crossCheck(recordsRead, horizonRead.value, lists))
  if (problems.length > 0 || !horizonRead) throw new ParleyError('bad-ledger', problems)

  const data: LedgerData = {
    format: 1,
    horizon: horizonRead.value,
    records: recordsRead.map((r) => r.value),
    scenarios: scenariosRead.map((s) => s.value),
  }
  const index = indexRecords(data.records, data.horizon)
  for (const { value, place } of scenariosRead) problems.push(...scenarioProblems(index, value, place, lists))
  for (const { value, place } of recordsRead) {
    if (value.kind !== 'announcement' && value.kind !== 'threat') continue
    const entries = (value.would ?? []).map(operationOf)
    if (entries.length > 0)
      problems.push(...scenarioProblems(index, { id: value.id, title: value.title, summary: value.title, entries }, place, lists, 'would'))
  }
  if (problems.length > 0) throw new ParleyError('bad-ledger', problems)
  return data
}

/** Lays each operation of a scenario over the ledger alone, as known at the horizon, and reports what does not fit. */
function scenarioProblems(
  index: ReturnType<typeof indexRecords>,
  scenario: Scenario,
  place: PlaceOf,
  lists: ReadonlySet<string> | undefined,
  field = 'entries',
): Problem[] {
  const before: Scenario['entries'] = []
  return scenario.entries.flatMap((operation, i): Problem[] => {
    try {
      expand(index, [{ ...scenario, entries: [...before, operation] }], index.looked, lists)
      before.push(operation)
      return []
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      return error.problems.map((p) => {
        const inside = /: entries\.\d+\.(.+)$/.exec(p.field ?? '')?.[1]?.split('.') ?? []
        return { message: p.message, field: [field, i, ...inside].join('.'), place: place([field, i, ...inside]) }
      })
    }
  })
}

/**
 * Reads one scenario file of a user's own against a ledger.
 * @param lists ids of the product lists that a measure added may name; absent: not checked
 */
export function readScenario(source: SourceText, data: LedgerData, lists?: ReadonlySet<string>): Scenario {
  knowKeys(schemaKeys())
  const reading = readYaml(source.text, source.file, Scenario)
  if (!reading.ok) throw new ParleyError('bad-input', reading.problems)
  const problems = scenarioProblems(indexRecords(data.records, data.horizon), reading.value, reading.place, lists)
  if (problems.length > 0) throw new ParleyError('bad-input', problems)
  return reading.value
}

/** What only the whole ledger can tell. */
function crossCheck(records: readonly Read<LedgerRecord>[], horizon: Horizon, lists: ReadonlySet<string> | undefined): Problem[] {
  const problems: Problem[] = []
  const byId = new Map<string, Read<LedgerRecord>>()
  const events = new Map<string, EventRecord>()
  for (const r of records) {
    const twin = byId.get(r.value.id)
    if (twin) problems.push({ message: `${twin.file} has the id "${r.value.id}" already`, field: 'id', place: r.place(['id']) })
    byId.set(r.value.id, r)
    if (!isMeasure(r.value) && r.value.kind !== 'authority') events.set(r.value.id, r.value)
  }
  const around: Surroundings = {
    find: (id) => byId.get(id)?.value,
    events,
    looked: latestLooked(horizon),
    beyond: 'move the horizon (ledger/horizon.yaml) when you have looked',
    lists,
  }
  for (const { value, place } of records) {
    const report: Report = (path, message) => {
      problems.push({ message, field: path.map(String).join('.'), place: place(path) as Place })
    }
    if (isMeasure(value)) checkMeasure(value, around, report)
    else if (value.kind === 'authority') {
      value.entries?.forEach((entry, i) => {
        provenanceOf(entry, events, (message) => report(['entries', i], message))
      })
    } else checkEvent(value, checksIn(around, report))
  }
  return problems
}

const anyRecord = (): boolean => true
const isEvent = (r: LedgerRecord): boolean => !isMeasure(r) && r.kind !== 'authority'

function checkEvent(event: EventRecord, { report, refer, referAll, known }: Checks): void {
  known(event.known, ['known'])
  for (const [relation, ids] of Object.entries(event.relations ?? {}))
    relation === 'eases'
      ? referAll(ids, ['relations', relation], isMeasure, 'a measure')
      : referAll(ids, ['relations', relation], anyRecord, 'a record')
  event.updates?.forEach((update, i) => {
    known(update.known, ['updates', i, 'known'])
    if (update.known < event.known)
      report(['updates', i, 'known'], `an update known on ${update.known}, before the event itself (${event.known})`)
    if (update.by !== undefined) refer(update.by, ['updates', i, 'by'], isEvent, 'an event')
  })
  if (event.kind === 'report') referAll(event.about, ['about'], anyRecord, 'a record')
  if (event.kind === 'commitment') referAll(event.carriedBy, ['carriedBy'], anyRecord, 'a record')
  if (event.kind === 'truce') {
    referAll(event.agreedBy, ['agreedBy'], isEvent, 'an event')
    if (event.succeeds !== undefined) refer(event.succeeds, ['succeeds'], (r) => r.kind === 'truce', 'a truce')
  }
  if (event.from !== undefined && event.until !== undefined && event.until <= event.from) {
    report(['until'], `until ${event.until} is not after from ${event.from}; until is the first day no longer covered`)
  }
}

let keys: readonly string[] | undefined
/** Every key that the schemas know, for "did you mean". */
function schemaKeys(): readonly string[] {
  if (keys) return keys
  const found = new Set<string>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' && typeof value === 'object' && value !== null) for (const name of Object.keys(value)) found.add(name)
      walk(value)
    }
  }
  for (const schema of [LedgerRecord, Scenario, Horizon]) walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  keys = [...found]
  return keys
}
