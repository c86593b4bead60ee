/** A scenario of one's own, as it stands in the address: its entries are those of a scenario file. */
import type { Scenario } from '../../../ledger/index.js'

export type Operation = Scenario['entries'][number]

const EMPTY: Scenario = { id: 'mine', title: 'My scenario', summary: 'What is changed by hand against the record.', entries: [] }

/** The scenario that the address carries; an empty one where it carries none, or none that can be read. */
export function ownOf(text: string | undefined): Scenario {
  if (text === undefined) return EMPTY
  try {
    const value = JSON.parse(text) as Partial<Scenario>
    return { ...EMPTY, ...value, entries: Array.isArray(value.entries) ? value.entries : [] }
  } catch {
    return EMPTY
  }
}

/** As a parameter of the address: nothing, where nothing is changed. */
export function paramOf(own: Scenario): string | undefined {
  return own.entries.length === 0 && own.title === EMPTY.title ? undefined : JSON.stringify(own)
}

/** What is asked of one suspension. */
export type Fate = 'as-is' | 'extend' | 'return' | 'end'

const isOn = (op: Operation, measure: string): op is Extract<Operation, { on: string }> => 'on' in op && op.on === measure

/** The entry that decides over a suspension, if one does. */
export function fateOf(own: Scenario, measure: string, label: string): { fate: Fate; day?: string } {
  for (const op of own.entries) {
    if (!isOn(op, measure)) continue
    if ('extend' in op && op.extend === label) return { fate: 'extend', day: op.until }
    if ('resume' in op && op.resume === label) return { fate: 'return', day: op.from }
    if ('end' in op && op.end === 'all') return { fate: 'end', day: op.from }
  }
  return { fate: 'as-is' }
}

export function withFate(own: Scenario, measure: string, label: string, fate: Fate, day: string): Scenario {
  const rest = own.entries.filter((op) => !decides(op, measure, label))
  const made: Record<Exclude<Fate, 'as-is'>, Operation> = {
    extend: { on: measure, extend: label, until: day },
    return: { on: measure, resume: label, from: day },
    end: { on: measure, end: 'all', from: day },
  }
  return { ...own, entries: fate === 'as-is' ? rest : [...rest, made[fate]] }
}

const decides = (op: Operation, measure: string, label: string): boolean =>
  isOn(op, measure) &&
  (('extend' in op && op.extend === label) || ('resume' in op && op.resume === label) || ('end' in op && op.end === 'all'))

/** Whether a threat is carried out, and from when. */
export function threatOf(own: Scenario, id: string): { on: boolean; from?: string } {
  const op = own.entries.find((o) => 'execute' in o && o.execute === id)
  return op && 'execute' in op ? { on: true, ...(op.from !== undefined && { from: op.from }) } : { on: false }
}

export function withThreat(own: Scenario, id: string, on: boolean, from?: string): Scenario {
  const rest = own.entries.filter((op) => !('execute' in op && op.execute === id))
  return { ...own, entries: on ? [...rest, { execute: id, ...(from && { from }) }] : rest }
}

/** The rates that are changed. */
export function ratesOf(own: Scenario): { measure: string; term: string; rate: string; from: string }[] {
  return own.entries.flatMap((op) =>
    'set' in op
      ? Object.entries(op.set).flatMap(([term, rate]) =>
          typeof rate === 'string' ? [{ measure: op.on, term, rate, from: op.from }] : partsOf(op, term, rate),
        )
      : [],
  )
}

const partsOf = (op: Extract<Operation, { set: unknown }>, term: string, rate: unknown) =>
  Object.entries(rate as Record<string, string>).map(([origin, value]) => ({
    measure: op.on,
    term: `${term}.${origin}`,
    rate: String(value),
    from: op.from,
  }))

/** @param term `rate`, or `rate.CN` where the measure has a rate for each origin */
export function withRate(own: Scenario, measure: string, term: string, rate: string, from: string): Scenario {
  const [name = 'rate', origin] = term.split('.')
  const rest = withoutRate(own, measure).entries
  return { ...own, entries: [...rest, { on: measure, set: { [name]: origin === undefined ? rate : { [origin]: rate } }, from }] }
}

export const withoutRate = (own: Scenario, measure: string): Scenario => ({
  ...own,
  entries: own.entries.filter((op) => !('set' in op && op.on === measure)),
})

/** Entries that the switches of the page do not show. */
export function othersOf(
  own: Scenario,
  shown: { readonly measure: string; readonly label: string }[],
  threats: readonly string[],
): Operation[] {
  return own.entries.filter(
    (op) =>
      !('set' in op) &&
      !('execute' in op && threats.includes(op.execute)) &&
      !shown.some(({ measure, label }) => decides(op, measure, label)),
  )
}
