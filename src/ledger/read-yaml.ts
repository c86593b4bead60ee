/**
 * From text to a validated value, with every fault at its line and column. Knows nothing of files: it takes text and a
 * name for messages, so it works in a browser.
 */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Place, Problem } from '../base/errors.js'

/** A value that fits its schema, or the problems that keep it from fitting. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly place: PlaceOf }
  | { readonly ok: false; readonly problems: Problem[] }

/** Finds where the field at `path` stands in the text; the nearest enclosing one if it is absent. */
export type PlaceOf = (path: readonly PropertyKey[]) => Place

/**
 * Reads YAML `text` against `schema`.
 * @param file how messages name the text
 */
export function readYaml<T>(text: string, file: string, schema: z.ZodType<T>): Reading<T> {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  if (doc.errors.length > 0) {
    return { ok: false, problems: doc.errors.map((e) => ({ message: firstLine(e.message), place: at(e.pos[0]) })) }
  }
  const place: PlaceOf = (path) => at(offsetOf(doc, path))
  const parsed = schema.safeParse(doc.toJS())
  if (parsed.success) return { ok: true, value: parsed.data, place }
  const problems = parsed.error.issues
    .flatMap((issue) => explain(doc, issue, []))
    .map(({ path, message, key }) => ({
      message,
      field: path.length > 0 ? path.map(String).join('.') : undefined,
      place: at(key === undefined ? offsetOf(doc, path) : (keyOffset(doc, path, key) ?? offsetOf(doc, path))),
    }))
  return { ok: false, problems: problems.map(({ field, ...rest }) => (field === undefined ? rest : { ...rest, field })) }
}

interface Fault {
  path: PropertyKey[]
  message: string
  key?: string
}

/** Keys of which an entry or operation has exactly one: it says which alternative of a union is meant. */
const VERBS = ['set', 'suspend', 'extend', 'resume', 'end', 'extendAll', 'lapseAll', 'void', 'execute', 'enact', 'add']

/** One zod issue as plain faults; of a union, those of the alternative that fits best. */
function explain(doc: Document, issue: z.core.$ZodIssue, base: readonly PropertyKey[]): Fault[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const node = path.length === 0 ? doc.contents : doc.getIn(path, true)
    if (isMap(node) && !VERBS.some((verb) => node.has(verb)) && /verb/.test(issue.message)) return [{ path, message: issue.message }]
    const branches = issue.errors.map((issues) => issues.flatMap((inner) => explain(doc, inner, path)))
    const best = branches.reduce((a, b) => (cost(b, path) < cost(a, path) ? b : a))
    // If even the best alternative fails at the value itself, the union's own words say more, if it has any.
    const outright = best.every((f) => f.path.length === path.length && f.key === undefined)
    return outright && issue.message !== 'Invalid input' ? [{ path, message: issue.message }] : best
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path, key, message: `unknown key "${key}"${suggestion(key)}` }))
  }
  if (issue.code === 'invalid_type' && path.length > 0 && !doc.hasIn(path)) return [{ path, message: 'is missing' }]
  if (issue.code === 'invalid_value' && issue.values.length > 1) {
    return [{ path, message: `must be one of ${issue.values.map(String).join(', ')}` }]
  }
  return [{ path, message: issue.message }]
}

/** Cheaper is closer: a missing or unknown verb weighs more than a mistake inside. */
function cost(faults: readonly Fault[], path: readonly PropertyKey[]): number {
  return faults.reduce((sum, f) => sum + (f.path.length <= path.length + 1 ? 2 : 1), 0)
}

let known: readonly string[] = []
/** Keys that suggestions may name; the ledger sets them once, from its own schema. */
export function knowKeys(keys: readonly string[]): void {
  known = keys
}

function suggestion(key: string): string {
  const near = known.filter((k) => distance(k, key.toLowerCase()) <= (key.length > 4 ? 2 : 1)).slice(0, 3)
  return near.length > 0 ? `; did you mean ${near.map((k) => `"${k}"`).join(' or ')}?` : ''
}

/** Edit distance (insert, delete, replace, swap of neighbours). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    const above = rows[i - 1] as number[]
    for (let j = 1; j <= b.length; j++) {
      let d = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, ((rows[i - 2] as number[])[j - 2] as number) + 1)
      row.push(d)
    }
    rows.push(row)
  }
  return (rows[a.length] as number[])[b.length] as number
}

function offsetOf(doc: Document, path: readonly PropertyKey[]): number {
  for (let n = path.length; n >= 0; n--) {
    const node = n === 0 ? doc.contents : doc.getIn(path.slice(0, n), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function keyOffset(doc: Document, path: readonly PropertyKey[], key: string): number | undefined {
  const map = path.length === 0 ? doc.contents : doc.getIn([...path], true)
  if (!isMap(map)) return undefined
  for (const pair of map.items) {
    if (isScalar(pair.key) && pair.key.value === key && pair.key.range) return pair.key.range[0]
  }
  return undefined
}

const firstLine = (text: string): string => text.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? text
