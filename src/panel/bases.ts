/** Base duties by class of rates. */
import type { Day } from '../base/dates.js'
import { perValue } from '../rates/amount.js'
import { baseDuty } from '../rates/base.js'
import { type EntryLine, readEntry } from '../rates/entry-line.js'
import type { Importer } from '../rates/index.js'
import { namesOf } from '../rates/origins.js'
import { on, type Rules } from '../rates/rules.js'
import type { Classes } from './classes.js'
import { type BaseRate, entryOf, VALUE } from './engine.js'

/** The base duties of one reading of the record, worked out when they are asked for. Nothing is claimed: no programme is. */
export class Bases {
  private readonly known = new Map<string, BaseRate>()
  private readonly columns = new Map<string, (BaseRate | undefined)[]>()

  constructor(
    private readonly rules: Rules,
    private readonly classes: Classes,
    private readonly importer: Importer,
  ) {}

  /** Whether goods of an origin fall under column 2 on a day. */
  column2(origin: string, date: Day): boolean {
    const names = namesOf(origin, date)
    return this.rules.programmes.some(
      (p) => p.record.treatment === 'column-2' && names.some((n) => p.origins.has(n)) && on(p.granted, date) !== undefined,
    )
  }

  /** The base duty of goods of an origin on a day, by class of rates and a code of it. */
  of(origin: string, date: Day): (rate: number, code: string) => BaseRate {
    const key = this.column2(origin, date) ? 'column 2' : date
    let column = this.columns.get(key)
    if (!column) {
      column = []
      this.columns.set(key, column)
    }
    const found = column
    const entry = readEntry({ hts: '0000000000', origin, entry_date: date, value_usd: VALUE }, this.importer)
    return (rate, code) => {
      let base = found[rate]
      if (!base) {
        base = this.base(rate, code, entry, key === 'column 2')
        found[rate] = base
      }
      return base
    }
  }

  private base(rate: number, code: string, entry: EntryLine, second: boolean): BaseRate {
    const { general, column2 } = this.classes.base(rate)
    const step = second ? column2 : general.findLast(([from]) => from <= entry.date)?.slice(1).join(' ')
    const key = `${step} ${code.startsWith('98') ? code.slice(0, 8) : ''}`
    let base = this.known.get(key)
    if (!base) {
      const { amount, problem } = baseDuty(entryOf(entry, code), this.classes.line(rate), this.rules, entry.value)
      base = problem === undefined ? { rate: Number(perValue(amount, entry.value)) } : { problem }
      this.known.set(key, base)
    }
    return base
  }
}
