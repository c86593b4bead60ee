/** From YAML texts to a validated record: schema first, then what only the whole can tell (references, labels, dates). */
import { z } from 'zod'
import { ParleyError, type Place, type Problem } from '../base/errors.js'
import { indexRecords, isMeasure, latestLooked } from './index-of-records.js'
import type { LedgerData } from './ledger.js'
import { expand } from './overlay.js'
import { knowKeys, type PlaceOf, readYaml } from './read-yaml.js'
import { provenanceOf } from './resolve.js'
import { type EventRecord, Horizon, LedgerRecord, type MeasureRecord, Scenario } from './schema/index.js'

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
  for (const { value, place } of scenariosRead) problems.push(...scenarioProblems(index, value, place))
  for (const { value, place } of recordsRead) {
    if (value.kind !== 'announcement' && value.kind !== 'threat') continue
    const operations = (value.would ?? []) as Scenario['entries']
    if (operations.length > 0)
      problems.push(
        ...scenarioProblems(index, { id: value.id, title: value.title, summary: value.title, entries: operations }, place, 'would'),
      )
  }
  if (problems.length > 0) throw new ParleyError('bad-ledger', problems)
  return data
}

/** Lays each operation of a scenario over the ledger alone, as known at the horizon, and reports what does not fit. */
function scenarioProblems(index: ReturnType<typeof indexRecords>, scenario: Scenario, place: PlaceOf, field = 'entries'): Problem[] {
  const before: Scenario['entries'] = []
  return scenario.entries.flatMap((operation, i): Problem[] => {
    try {
      expand(index, [{ ...scenario, entries: [...before, operation] }], index.looked)
      before.push(operation)
      return []
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      return error.problems.slice(-1).map((p) => ({ message: p.message, field: `${field}.${i}`, place: place([field, i]) }))
    }
  })
}

/** Reads one scenario file of a user's own against a ledger. */
export function readScenario(source: SourceText, data: LedgerData): Scenario {
  knowKeys(schemaKeys())
  const reading = readYaml(source.text, source.file, Scenario)
  if (!reading.ok) throw new ParleyError('bad-input', reading.problems)
  const problems = scenarioProblems(indexRecords(data.records, data.horizon), reading.value, reading.place)
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
  const looked = latestLooked(horizon)

  for (const { value, place } of records) {
    const report = (path: readonly PropertyKey[], message: string): void => {
      problems.push({ message, field: path.map(String).join('.'), place: place(path) as Place })
    }
    const refer = (id: string, path: readonly PropertyKey[], want: (r: LedgerRecord) => boolean, what: string): void => {
      const found = byId.get(id)
      if (!found) report(path, `no record "${id}"`)
      else if (!want(found.value)) report(path, `"${id}" is of kind ${found.value.kind}; ${what} is wanted`)
    }
    const known = (day: string | undefined, path: readonly PropertyKey[]): void => {
      if (day !== undefined && day > looked)
        report(path, `known on ${day}, after the ledger's horizon ${looked}: move the horizon (ledger/horizon.yaml) when you have looked`)
    }
    const referAll: Checks['referAll'] = (ids, path, want, what) => {
      for (const [n, id] of (ids ?? []).entries()) refer(id, [...path, n], want, what)
    }
    const checks: Checks = { report, refer, referAll, known }
    if (isMeasure(value)) checkMeasure(value, events, lists, checks)
    else if (value.kind === 'authority') {
      value.entries?.forEach((entry, i) => {
        provenanceOf(entry, events, (message) => report(['entries', i], message))
      })
    } else checkEvent(value, checks)
  }
  return problems
}

interface Checks {
  report(path: readonly PropertyKey[], message: string): void
  refer(id: string, path: readonly PropertyKey[], want: (r: LedgerRecord) => boolean, what: string): void
  referAll(ids: readonly string[] | undefined, path: readonly PropertyKey[], want: (r: LedgerRecord) => boolean, what: string): void
  known(day: string | undefined, path: readonly PropertyKey[]): void
}

const anyRecord = (): boolean => true
const isEvent = (r: LedgerRecord): boolean => !isMeasure(r) && r.kind !== 'authority'

function checkMeasure(
  measure: MeasureRecord,
  events: ReadonlyMap<string, EventRecord>,
  lists: ReadonlySet<string> | undefined,
  { report, refer, referAll, known }: Checks,
): void {
  refer(measure.authority, ['authority'], (r) => r.kind === 'authority', 'an authority')
  const labels = new Set<string>()
  measure.entries.forEach((entry, i) => {
    const path = ['entries', i]
    let complete = true
    const { known: day } = provenanceOf(entry, events, (message) => {
      complete = false
      report(path, message)
    })
    if (complete) known(day, path)
    if ('truce' in entry && entry.truce !== undefined) refer(entry.truce, [...path, 'truce'], (r) => r.kind === 'truce', 'a truce')
    const named = 'suspend' in entry ? entry.suspend : 'label' in entry ? entry.label : undefined
    if (named !== undefined && labels.has(named))
      report(path, `"${named}" is the label of an earlier entry already; extend it, or choose another label`)
    if (named !== undefined) labels.add(named)
    const label = 'extend' in entry ? entry.extend : 'resume' in entry ? entry.resume : undefined
    if (label !== undefined && !labels.has(label)) report(path, `nothing labelled "${label}" was set or suspended before in this file`)
    if ('from' in entry && 'until' in entry && entry.from !== undefined && entry.until !== undefined && entry.until <= entry.from) {
      report([...path, 'until'], `until ${entry.until} is not after from ${entry.from}; until is the first day no longer covered`)
    }
  })
  if (!measure.entries.some((e) => 'set' in e)) report(['entries'], 'no entry sets a term')
  if (measure.kind === 'exclusion') referAll(measure.excludes, ['excludes'], isMeasure, 'a measure')
  if (measure.kind !== 'tariff') return
  referAll(measure.supersedes, ['supersedes'], isMeasure, 'a measure')
  measure.yieldsTo?.forEach(({ to }, i) => {
    if (!to.includes('*')) refer(to, ['yieldsTo', i, 'to'], isMeasure, 'a measure')
  })
  if (lists) for (const [path, id] of listsNamed(measure)) if (!lists.has(id)) report(path, `no product list "${id}" under data/lists`)
}

/** The product lists that a tariff names, with where it names them. */
export function listsNamed(measure: Extract<MeasureRecord, { kind: 'tariff' }>): [PropertyKey[], string][] {
  const of = (products: unknown, path: PropertyKey[]): [PropertyKey[], string][] =>
    typeof products === 'object' && products !== null && 'lists' in products && Array.isArray(products.lists)
      ? products.lists.map((id: string, i) => [[...path, 'lists', i], id])
      : []
  return [
    ...of(measure.scope.products, ['scope', 'products']),
    ...of(measure.scope.productsExcept, ['scope', 'productsExcept']),
    ...(measure.exemptions ?? []).flatMap((e, i) => of(e.products, ['exemptions', i, 'products'])),
  ]
}

function checkEvent(event: EventRecord, { report, refer, referAll, known }: Checks): void {
  known(event.known, ['known'])
  for (const [relation, ids] of Object.entries(event.relations ?? {})) referAll(ids, ['relations', relation], anyRecord, 'a record')
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
