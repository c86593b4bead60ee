/** The duty on codes from one origin on one day, nothing claimed: what `assess` says of a line of which nothing is stated. */
import type { Day } from '../base/dates.js'
import type { Importer } from '../rates/index.js'
import type { Rules } from '../rates/rules.js'
import { Bases, type NumberedBase } from './bases.js'
import type { Classes } from './classes.js'
import { Combinations, type Stated } from './combinations.js'
import type { Added, BaseRate, Duty, Millionths } from './duty.js'
import { type Column, Engine } from './engine.js'
import type { Content } from './metal.js'

/** A layer owed on a code, in millionths of a point of the value. */
export interface CellLayer {
  readonly measure: string
  /** The record of the authority on which it rests. */
  readonly authority: string
  readonly rate: Millionths
}

/** What is owed on a code. Rates are in millionths of a percentage point of the value: exact integers. */
export interface Cell {
  /** The base duty; absent where it cannot be computed from the value alone. */
  readonly base?: Millionths
  readonly layers: readonly CellLayer[]
  /** Base and layers together; absent where a part is open. */
  readonly total?: Millionths
  /** Why there is no total. */
  readonly open: readonly string[]
  /** Whether it is a layer, or the code, that is open: then what is added is not known either. */
  readonly layersOpen: boolean
  /** A layer is worked out with an estimate of the metal in the goods. */
  readonly estimated?: true
}

/**
 * The duties of some readings of the record on classes of codes: what is the same in several is worked out once.
 * @param stated of all goods alike
 * @param content what metal content counts that no one states; `all`, as `assess` takes it, if nothing is said
 */
export function openDuties(
  readings: readonly Rules[],
  classes: Classes,
  importer: Importer,
  stated: Stated = {},
  content: Content = 'all',
): Duties[] {
  const shared = new Combinations(
    readings.reduce((of, rules) => of.for(rules), classes),
    importer,
    stated,
  )
  return readings.map((rules) => new Duties(rules, shared, content))
}

/** The duties of one reading of the record. */
export class Duties {
  readonly classes: Classes
  readonly engine: Engine
  readonly bases: Bases

  /** @internal Use {@link openDuties}. */
  constructor(
    readonly rules: Rules,
    readonly shared: Combinations,
    readonly content: Content,
  ) {
    this.classes = shared.classes
    this.engine = new Engine(rules, shared, content)
    this.bases = new Bases(rules, shared.classes)
  }

  /** Another reading of the record, over what is worked out already, where it names goods by no other scopes. */
  beside(rules: Rules): Duties {
    return this.classes.for(rules) === this.classes
      ? new Duties(rules, this.shared, this.content)
      : (openDuties([rules], this.classes, this.shared.importer, this.shared.stated, this.content)[0] as Duties)
  }

  /** The same reading where metal content that no one states counts otherwise. */
  under(content: Content): Duties {
    return content === this.content ? this : new Duties(this.rules, this.shared, content)
  }

  /** All codes from an origin on a day. */
  column(origin: string, date: Day): Cells {
    return new Cells(this, this.engine.column(origin, date), this.bases.of(origin, date))
  }
}

/** See the module. */
export class Cells {
  private readonly known = new Map<number, Cell>()

  constructor(
    private readonly duties: Duties,
    private readonly column: Column,
    private readonly bases: (rate: number) => NumberedBase,
  ) {}

  /** What is owed on the i-th code of the classes; `undefined` if the tariff of the day does not have it. */
  at(i: number): Cell | undefined {
    const { classes } = this.duties
    const member = classes.members[i] as number
    const rate = classes.rates[i] as number
    if (member < 0 || rate < 0) return undefined
    const base = this.bases(rate)
    const key = member * 65536 + base.number
    let cell = this.known.get(key)
    if (!cell) {
      cell = makeCell(this.duties, this.column, member, base)
      this.known.set(key, cell)
    }
    return cell
  }
}

/** The cell of a class of members and a base duty under a law. */
export function makeCell({ shared }: Duties, column: Column, member: number, base: NumberedBase): Cell {
  const { unmapped } = base
  const layers: CellLayer[] = []
  const layersOpen: string[] = []
  let added = 0
  let anyEstimated = false
  for (const of of column.duties) {
    const duty = shared.duties[of[member] as number]
    if (!duty) continue
    const { measure, authority, rate, open, estimated } = owed(duty, member, base)
    if (estimated && rate !== undefined) anyEstimated = true
    if (rate !== undefined) {
      layers.push({ measure, authority, rate })
      added += rate
    }
    if (open !== undefined) layersOpen.push(open)
  }
  const why = [base.problem, unmapped, ...layersOpen].filter((w) => w !== undefined)
  return {
    ...(base.rate !== undefined && { base: base.rate }),
    layers,
    ...(why.length === 0 && { total: added + (base.rate ?? 0) }),
    open: [...new Set(why)],
    layersOpen: layersOpen.length > 0 || unmapped !== undefined,
    ...(anyEstimated && { estimated: true as const }),
  }
}

function owed(duty: Duty, member: number, base: BaseRate): Added {
  if ('on' in duty) return duty.on(base)
  return 'unmapped' in duty ? { ...duty, open: duty.unmapped(member) } : duty
}
