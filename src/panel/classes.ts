/** Codes that behave alike, opened from what was compiled of them. */
import { type Cover, type Covering, covers, EVERYTHING } from '../rates/candidates.js'
import type { ListData } from '../rates/index.js'
import { productLists } from '../rates/lists.js'
import type { Products, Rules } from '../rates/rules.js'
import { type ChinaTariff, parseRate, type RateExpression, type Schedule, type ScheduleLine } from '../schedule/index.js'
import type { BaseClass, ClassData } from './class-data.js'
import { lineOf } from './compile.js'
import { plain, type Scope, scopeKey, scopesOf } from './scope.js'

/** What is read only where the compiled classes do not do: for a scope that no measure of the record has. */
export interface Behind {
  readonly lists: () => ListData
  readonly tariff: () => Schedule | ChinaTariff
}

/** See the module. Classes of members: codes that every scope covers alike. */
export class Classes {
  readonly codes: readonly string[]
  readonly members: Int32Array
  readonly rates: Int32Array
  /** How many classes of members there are, and a code of each. */
  readonly count: number
  private readonly examples: readonly string[]
  private readonly pairs: boolean
  private readonly places = new Map<string, number>()
  private readonly parsed = new Map<string, Int32Array>()
  private readonly lines: (ScheduleLine | undefined)[] = []

  /** @internal Use {@link openClasses}. */
  constructor(
    readonly data: ClassData,
    private readonly behind: Behind,
    /** Scopes beyond those compiled, and the classes that they make of those compiled. */
    private readonly more?: { readonly members: Int32Array; readonly old: readonly number[]; readonly scopes: Map<string, Int32Array> },
    private readonly allCovers: Cover[] = [EVERYTHING, ...data.covers],
  ) {
    this.codes = data.codes.split(' ')
    this.members = more?.members ?? Int32Array.from(data.members)
    this.rates = Int32Array.from(data.rates)
    const examples: string[] = []
    this.members.forEach((m, i) => {
      if (m >= 0) examples[m] ??= this.codes[i] as string
    })
    this.examples = examples
    this.pairs = data.codes.includes(':')
    this.count = examples.length
  }

  /** Where a code stands; `undefined` if it does not. */
  at(code: string): number | undefined {
    if (this.places.size === 0) this.codes.forEach((c, i) => void this.places.set(c, i))
    return this.places.get(code)
  }

  /** The codes that a code of the day can stand for: the pairs with it, or itself alone. */
  partsOf(code: string): readonly string[] {
    const first = this.at(code)
    if (first === undefined || !this.pairs) return [code]
    let end = this.codes.length
    const parts: string[] = []
    for (let i = first + 1; i < end; i++) {
      const next = this.codes[i] as string
      if (!next.startsWith(code)) end = i
      else if (next[code.length] === ':') parts.push(next)
    }
    return parts.length > 0 ? parts : [code]
  }

  /** A code of a class of members. */
  example(member: number): string {
    return this.examples[member] as string
  }

  /** By class of members, the number of the cover of a scope; 0 where it does not cover, `undefined` if it covers everything. */
  covers(products: Products, except?: Products): Int32Array | undefined {
    if (products === 'all' && except === undefined) return undefined
    const key = scopeKey({ products, ...(except !== undefined && { except }) })
    let of = this.more?.scopes.get(key) ?? this.parsed.get(key)
    if (!of) {
      const compiled = this.data.scopes[key]
      if (!compiled) throw new Error(`a scope that the classes do not tell apart: ${key}`)
      const found = new Int32Array(this.more ? Math.max(0, ...this.data.members) + 1 : this.count)
      for (let i = 0; i < compiled.length; i += 2) found[compiled[i] as number] = (compiled[i + 1] as number) + 1
      of = this.more ? Int32Array.from(this.more.old, (m) => found[m] as number) : found
      this.parsed.set(key, of)
    }
    return of
  }

  cover(number: number): Cover {
    return this.allCovers[number] as Cover
  }

  /** How scopes cover a class of members. */
  covering(member: number): Covering {
    return {
      cover: (products, except) => {
        const of = this.covers(products, except)
        if (!of) return EVERYTHING
        const number = of[member] as number
        return number === 0 ? undefined : this.cover(number)
      },
    }
  }

  /** A line of the class of base rates, as the tariff has it: its code is not told. */
  line(rate: number): ScheduleLine {
    let line = this.lines[rate]
    if (!line) {
      line = lineFrom(this.data.bases[rate] as BaseClass)
      this.lines[rate] = line
    }
    return line
  }

  base(rate: number): BaseClass {
    return this.data.bases[rate] as BaseClass
  }

  /** Classes that tell apart whatever the scopes of a reading of the record tell apart. */
  for(rules: Rules): Classes {
    const missing = [...scopesOf(rules)].filter(([key]) => !(key in this.data.scopes) && !this.more?.scopes.has(key))
    if (missing.length === 0) return this
    const [lists, tariff] = [productLists(this.behind.lists()), this.behind.tariff()]
    const all = [...this.allCovers]
    const numbers = new Map<string, number>()
    const goods = this.codes.map((code) => lineOf(tariff, code, this.data.from)?.goods)
    const found = missing.map(([, scope]: [string, Scope]) =>
      goods.map((g) => {
        const cover = g && covers(scope.products, scope.except, lists, g)
        if (!cover) return 0
        const own = plain(cover)
        const text = JSON.stringify(own)
        const number = numbers.get(text) ?? all.push(own) - 1
        numbers.set(text, number)
        return number
      }),
    )
    const classes = new Map<string, number>()
    const old: number[] = []
    const from: number[] = []
    const firsts: number[] = []
    const members = this.members.map((m, i) => {
      if (m < 0) return -1
      const key = `${m} ${found.map((of) => of[i]).join(' ')}`
      let next = classes.get(key)
      if (next === undefined) {
        next = old.push(this.more ? (this.more.old[m] as number) : m) - 1
        from.push(m)
        classes.set(key, next)
        firsts.push(i)
      }
      return next
    })
    const scopes = new Map([...(this.more?.scopes ?? [])].map(([key, of]) => [key, Int32Array.from(from, (m) => of[m] as number)]))
    missing.forEach(
      ([key], k) =>
        void scopes.set(
          key,
          Int32Array.from(firsts, (i) => (found[k] as number[])[i] as number),
        ),
    )
    return new Classes(this.data, this.behind, { members, old, scopes }, all)
  }
}

/** Opens compiled classes. @param behind what is read for scopes that are not compiled */
export const openClasses = (data: ClassData, behind: Behind): Classes => new Classes(data, behind)

const NONE = { raw: '', rate: parseRate('') }

function lineFrom({ general, column2 }: BaseClass): ScheduleLine {
  const steps = general.map(([from, raw, why]) => {
    const rate: RateExpression = why === undefined ? parsedRate(raw) : { kind: 'uncomputable', text: raw, why }
    return { from, column: { raw, rate, sure: true } }
  })
  const first = steps[0]?.column ?? { ...NONE, sure: true }
  return {
    code: '',
    dotted: '',
    rateCode: '',
    description: [],
    units: [],
    general: first,
    special: [],
    specialRaw: '',
    get column2() {
      return { raw: column2, rate: parsedRate(column2) }
    },
    generalOn: (date) => steps.findLast(({ from }) => from <= date)?.column ?? first,
  }
}

const rates = new Map<string, RateExpression>()
function parsedRate(raw: string): RateExpression {
  const rate = rates.get(raw) ?? parseRate(raw)
  rates.set(raw, rate)
  return rate
}
