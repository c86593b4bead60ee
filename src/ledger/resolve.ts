/** From a record as written to entries with their provenance in full. */
import { ParleyError, type Problem } from '../base/errors.js'
import type { Entry, Provenance, TermValue, VoidEntry } from './entry.js'
import type { AuthorityRecord, EventRecord, MeasureRecord } from './schema/index.js'

type Written = MeasureRecord['entries'][number]
type WrittenProvenance = Pick<Written, 'by' | 'known' | 'instrument' | 'sources' | 'grade' | 'note'>

/** Provenance as written, completed from the act that the entry names. Reports what neither has. */
export function provenanceOf(
  written: WrittenProvenance,
  events: ReadonlyMap<string, EventRecord>,
  report: (message: string) => void,
): Provenance {
  const act = written.by === undefined ? undefined : events.get(written.by)
  if (written.by !== undefined && !act) report(`"by" names "${written.by}", and no event of that id is on record`)
  const missing = (['known', 'instrument', 'sources', 'grade'] as const).filter((key) => (written[key] ?? act?.[key]) === undefined)
  if (missing.length > 0) {
    report(`${missing.join(', ')} missing: write it, or name with "by" an act on record that has it`)
  }
  return {
    known: written.known ?? act?.known ?? '9999-12-31',
    instrument: written.instrument ?? act?.instrument ?? '',
    sources: written.sources ?? act?.sources ?? [],
    grade: written.grade ?? act?.grade ?? 'recalled',
    ...(written.by !== undefined && { by: written.by }),
    ...(written.note !== undefined && { note: written.note }),
  }
}

/** A rate by origin becomes one term an origin, `rate.CN`; a term with no value is none. */
export function flattenTerms(kind: MeasureRecord['kind'], terms: Readonly<Record<string, unknown>>): Record<string, TermValue> {
  const out: Record<string, TermValue> = {}
  for (const [name, value] of Object.entries(terms)) {
    if (value === undefined) continue
    const byOrigin =
      kind === 'tariff' &&
      name === 'rate' &&
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).every((k) => /^[A-Z]{2}$/.test(k))
    if (byOrigin) for (const [origin, rate] of Object.entries(value as object)) out[`${name}.${origin}`] = rate as TermValue
    else out[name] = value as TermValue
  }
  return out
}

/** One written entry of a measure as an {@link Entry}. */
export function entryOf(measure: Pick<MeasureRecord, 'id' | 'kind'>, index: number, written: Written, provenance: Provenance): Entry {
  const common = { ...provenance, measure: measure.id, index }
  if ('set' in written) {
    const { set, label, truce, heading, headingAbove, claim, from, until, fromTime, untilTime } = written
    return defined({
      ...common,
      verb: 'set' as const,
      terms: flattenTerms(measure.kind, set),
      label,
      truce,
      heading,
      headingAbove,
      claim,
      from,
      until,
      fromTime,
      untilTime,
    })
  }
  if ('suspend' in written) {
    const { suspend, term, points, rest, truce, from, until, fromTime, untilTime } = written
    return defined({ ...common, verb: 'suspend' as const, label: suspend, term, points, rest, truce, from, until, fromTime, untilTime })
  }
  if ('extend' in written) {
    const { extend, from, until, untilTime, truce } = written
    return defined({ ...common, verb: 'extend' as const, label: extend, from, until, untilTime, truce })
  }
  if ('resume' in written) {
    return defined({ ...common, verb: 'resume' as const, label: written.resume, from: written.from, fromTime: written.fromTime })
  }
  return defined({ ...common, verb: 'end' as const, term: written.end, from: written.from, fromTime: written.fromTime })
}

/** Without the keys whose value is `undefined`. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** All entries of a measure; throws if an entry's provenance is incomplete. */
export function entriesOf(measure: MeasureRecord, events: ReadonlyMap<string, EventRecord>): Entry[] {
  const problems: Problem[] = []
  const entries = measure.entries.map((written, index) => {
    const report = (message: string): void => void problems.push({ message, field: `${measure.id}: entries.${index}` })
    return entryOf(measure, index, written, provenanceOf(written, events, report))
  })
  if (problems.length > 0) throw new ParleyError('bad-ledger', problems)
  return entries
}

/** The entries that void an authority. */
export function voidsOf(authority: AuthorityRecord, events: ReadonlyMap<string, EventRecord>): VoidEntry[] {
  return (authority.entries ?? []).map(({ from, fromTime, declared, ...written }) => ({
    ...provenanceOf(written, events, (message) => {
      throw new ParleyError('bad-ledger', [{ message, field: authority.id }])
    }),
    authority: authority.id,
    from,
    ...(fromTime !== undefined && { fromTime }),
    ...(declared !== undefined && { declared }),
  }))
}
