/** Opening the record, laying scenarios over it, reading it as of two dates. */
import { type Day, isDay } from '../base/dates.js'
import { fail, ParleyError } from '../base/errors.js'
import { indexRecords, type LedgerIndex } from './index-of-records.js'
import type { Horizon, LedgerRecord, Scenario } from './schema/index.js'
import { View } from './view.js'

/** The record as data: what `parley` embeds, or what you compiled from YAML of your own. */
export interface LedgerData {
  readonly format: 1
  readonly horizon: Horizon
  readonly records: readonly LedgerRecord[]
  /** The scenarios that ship with it. */
  readonly scenarios: readonly Scenario[]
}

/** The two dates of a question. */
export interface AsOf {
  /** The day whose law is asked, `YYYY-MM-DD`. */
  readonly date: Day
  /** Nothing published after this day is taken into account; by default the last day that the record looks. */
  readonly known?: Day
}

/** How many views a ledger keeps: those of one question, and of the one before. */
const VIEWS_KEPT = 4

/** The dated record of law and of what was known. Nothing here changes it: a scenario over it is another ledger. */
export class Ledger {
  /** The views asked last: a view never changes, and the same two dates give the same one. */
  private readonly views = new Map<string, View>()

  /** @internal Use {@link openLedger}. */
  constructor(
    private readonly index: LedgerIndex,
    /** The scenarios that ship with the record. */
    readonly shipped: readonly Scenario[],
    /** The scenarios laid over it, in order. */
    readonly scenarios: readonly Scenario[] = [],
  ) {}

  /** The last day that the maintainers looked, per party. */
  get horizon(): Horizon {
    return this.index.horizon
  }

  /** All records, as written. */
  get records(): LedgerRecord[] {
    return [...this.index.authorities.values(), ...this.index.measures.values(), ...this.index.events.values()]
  }

  /** A record as written, with nothing left out: for a reader of a day, use {@link asOf}. */
  record(id: string): LedgerRecord | undefined {
    return this.index.measures.get(id) ?? this.index.events.get(id) ?? this.index.authorities.get(id)
  }

  /** The ledger with a scenario laid over it: an object, or the id of a shipped one. */
  with(scenario: Scenario | string): Ledger {
    return new Ledger(this.index, this.shipped, [...this.scenarios, this.scenario(scenario)])
  }

  /** The ledger without the scenarios of that id. */
  without(id: string): Ledger {
    return new Ledger(
      this.index,
      this.shipped,
      this.scenarios.filter((s) => s.id !== id),
    )
  }

  private scenario(scenario: Scenario | string): Scenario {
    if (typeof scenario !== 'string') return scenario
    const found = this.shipped.find((s) => s.id === scenario)
    if (found) return found
    const ids = this.shipped.map((s) => s.id).join(', ')
    return fail(
      'not-found',
      `no scenario "${scenario}" ships with the record; there are: ${ids}. A file of your own is named by its path`,
      'scenario',
    )
  }

  /**
   * The law of a day, as it was known on another.
   * @example
   * ```ts
   * const view = openLedger().asOf({ date: '2025-11-10', known: '2025-10-20' })
   * view.measure('cn.reciprocal')?.status // 'in-force': the 24 points are back, for nothing published prolongs their suspension
   * ```
   * @throws {ParleyError} bad-input, if a date is not a day of the calendar
   */
  asOf({ date, known }: AsOf): View {
    checkDay(date, 'date')
    if (known !== undefined) checkDay(known, 'known')
    const upTo = known ?? this.index.looked
    const key = `${date} ${upTo}`
    const view = this.views.get(key) ?? new View(this.index, this.scenarios, date, upTo)
    this.views.delete(key)
    this.views.set(key, view)
    if (this.views.size > VIEWS_KEPT) this.views.delete(this.views.keys().next().value as string)
    return view
  }
}

/** @throws {ParleyError} bad-input, naming the field */
export function checkDay(text: string, field: string): Day {
  if (isDay(text)) return text
  throw new ParleyError('bad-input', [{ field, message: `"${text}" is not a day; write YYYY-MM-DD, e.g. 2025-11-10` }])
}

/** Opens a record from its data, as compiled: entries are completed from the acts that they name. Nothing is fetched or read from disk. */
export function openLedgerData(data: LedgerData): Ledger {
  if (data.format !== 1) fail('bad-ledger', `the record is of format ${String(data.format)}; this version reads format 1`, 'format')
  return new Ledger(indexRecords(data.records, data.horizon), data.scenarios)
}
