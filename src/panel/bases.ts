/** Base duties by class of rates. */
import type { Day } from '../base/dates.js'
import { namesOf } from '../rates/origins.js'
import { on, type Rules } from '../rates/rules.js'
import type { BaseDuty } from './class-data.js'
import type { Classes } from './classes.js'
import type { BaseRate } from './duty.js'

/** A day of the year of which the use of preferences is on record. */
const IN_YEAR_OF_USE: Day = '2024-07-01'

/** A base duty with a number that is the same for the same duty. */
export interface NumberedBase extends BaseRate {
  readonly number: number
  /** Why the code cannot be mapped to the tariff. */
  readonly unmapped?: string
}

/** The base duties of one reading of the record, worked out when they are asked for. Nothing is claimed: no programme is. */
export class Bases {
  private readonly known = new Map<number | string, NumberedBase>()
  private readonly columns = new Map<string, (NumberedBase | undefined)[]>()

  constructor(
    private readonly rules: Rules,
    private readonly classes: Classes,
  ) {}

  /** Whether goods of an origin fall under column 2 on a day. */
  column2(origin: string, date: Day): boolean {
    const names = namesOf(origin, date)
    return this.rules.programmes.some(
      (p) => p.record.treatment === 'column-2' && names.some((n) => p.origins.has(n)) && on(p.granted, date) !== undefined,
    )
  }

  /** The base duty of goods of an origin on a day, by class of rates. */
  of(origin: string, date: Day): (rate: number) => NumberedBase {
    const second = this.column2(origin, date)
    const key = second ? 'column 2' : date
    const column = this.columns.get(key) ?? []
    this.columns.set(key, column)
    return (rate) => {
      let base = column[rate]
      if (!base) {
        base = this.base(rate, date, second)
        column[rate] = base
      }
      return base
    }
  }

  /** The base duty of goods that are free of it. */
  get free(): NumberedBase {
    return this.numbered(0)
  }

  /** Whether goods of an origin could enter under a preference in the year of which the use of preferences is on record. */
  hasPreference(origin: string): boolean {
    return this.rules.programmes.some(
      (p) => p.record.treatment !== 'column-2' && p.origins.has(origin) && on(p.granted, IN_YEAR_OF_USE) !== undefined,
    )
  }

  /** The base duty of a class of rates in the general column on a day. */
  general(rate: number, date: Day): NumberedBase {
    return this.base(rate, date, false)
  }

  /** The base duty of a class of rates in column 2. */
  second(rate: number): NumberedBase {
    return this.base(rate, '', true)
  }

  /** The days on which goods of an origin come under column 2 or leave it. */
  edges(origin: string): Day[] {
    return this.rules.programmes
      .filter((p) => p.record.treatment === 'column-2' && p.origins.has(origin))
      .flatMap((p) => p.granted.flatMap(({ from, until }) => (until === undefined ? [from] : [from, until])))
  }

  /** The programmes under which an origin falls under column 2, as text. */
  programmesOf(origin: string): string {
    return this.rules.programmes
      .filter((p) => p.record.treatment === 'column-2' && p.origins.has(origin))
      .map(({ id }) => id)
      .join(' ')
  }

  private base(rate: number, date: Day, second: boolean): NumberedBase {
    const { general, column2, unmapped } = this.classes.base(rate)
    const duty = second ? column2 : (general.findLast(([from]) => from <= date)?.[1] ?? column2)
    return this.numbered(duty, unmapped)
  }

  private numbered(duty: BaseDuty, unmapped?: string): NumberedBase {
    const key = unmapped === undefined ? duty : `${duty}|${unmapped}`
    let base = this.known.get(key)
    if (!base) {
      const number = this.known.size
      base = { number, ...(typeof duty === 'number' ? { rate: duty } : { problem: duty }), ...(unmapped !== undefined && { unmapped }) }
      this.known.set(key, base)
    }
    return base
  }
}
