/** Codes that behave alike, opened from what was compiled of them. */
import type { Day } from '../base/dates.js'
import { type Cover, type Covering, covers, EVERYTHING } from '../rates/candidates.js'
import { chapter98Kind } from '../rates/evaluate.js'
import type { ListData } from '../rates/index.js'
import { productLists } from '../rates/lists.js'
import type { Products, Rules } from '../rates/rules.js'
import { type ChinaTariff, dottedCode, lowerBound, type Schedule } from '../schedule/index.js'
import type { MetalContent } from '../trade/index.js'
import type { BaseClass, ClassData } from './class-data.js'
import { lineOf } from './goods.js'
import { plain, type Scope, scopeKey, scopesOf } from './scope.js'

/** What is read only where the compiled classes do not do: for a scope that no measure of the record has. */
export interface Behind {
  readonly lists: () => ListData
  readonly tariff: () => Schedule | ChinaTariff
}

/** How far a code is looked for from the last one before the whole is searched. */
const NEAR = 8

/** See the module. Classes of members: codes that every scope covers alike. */
export class Classes {
  readonly codes: readonly string[]
  readonly members: Int32Array
  readonly rates: Int32Array
  /** How many classes of members there are, and a code of each. */
  readonly count: number
  private readonly examples: readonly string[]
  private readonly pairs: boolean
  private readonly dense = new Map<readonly number[], Int32Array>()
  private cursor = 0
  private of98: readonly number[] | undefined
  private contents: ReadonlyMap<number, MetalContent> | undefined
  private readonly parsed = new Map<string, readonly number[]>()

  /** @internal Use {@link openClasses}. */
  constructor(
    readonly data: ClassData,
    private readonly behind: Behind,
    /** Scopes beyond those compiled, and the classes that they make of those compiled. */
    private readonly more?: {
      readonly members: Int32Array
      readonly old: readonly number[]
      readonly scopes: ReadonlyMap<string, readonly number[]>
    },
    private readonly allCovers: Cover[] = [...data.covers],
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

  /** Where a code stands; `undefined` if it does not. Fast where codes are asked for in order. */
  at(code: string): number | undefined {
    const { codes } = this
    let i = this.cursor
    for (let step = 0; step < NEAR && i < codes.length && (codes[i] as string) < code; step++) i++
    if ((codes[i] ?? '~') < code || (i > 0 && (codes[i - 1] as string) >= code)) i = lowerBound(codes, code)
    this.cursor = i
    return codes[i] === code ? i : undefined
  }

  /** Where the codes stand that the code of a place can stand for; `undefined` if it stands for itself. */
  partsAt(place: number): readonly number[] | undefined {
    if (!this.pairs) return undefined
    const code = this.codes[place] as string
    const parts: number[] = []
    for (let i = place + 1; this.codes[i]?.startsWith(code); i++) if (this.codes[i]?.[code.length] === ':') parts.push(i)
    return parts.length > 0 ? parts : undefined
  }

  /** A code of a class of members. */
  example(member: number): string {
    return this.examples[member] as string
  }

  /**
   * The classes that a scope covers, with the number of the cover of each: class, cover, class, cover …
   * `undefined` if it covers everything.
   */
  covers(products: Products, except?: Products): readonly number[] | undefined {
    if (products === 'all' && except === undefined) return undefined
    const key = scopeKey({ products, ...(except !== undefined && { except }) })
    let of = this.more?.scopes.get(key) ?? this.parsed.get(key)
    if (!of) {
      of = this.data.scopes[key]
      if (!of) throw new Error(`a scope that the classes do not tell apart: ${key}`)
      if (this.more) {
        const found = new Map<number, number>()
        for (let i = 0; i < of.length; i += 2) found.set(of[i] as number, of[i + 1] as number)
        of = pairs(this.more.old.map((m) => found.get(m)))
      }
      this.parsed.set(key, of)
    }
    return of
  }

  cover(number: number): Cover {
    return this.allCovers[number] as Cover
  }

  /** The rows of a cover that are dated. */
  datedRows(number: number): Cover['rows'] {
    return this.cover(number).rows.filter((row) => row.from !== undefined || row.until !== undefined)
  }

  /** The classes of chapter 98, with a number for how the claim of their headings counts, as {@link covers} has them. */
  get headings98(): readonly number[] {
    if (!this.of98) {
      const kinds = ['', 'other', 'processing', 'US parts']
      this.of98 = this.examples.flatMap((code, m) => {
        const kind = kinds.indexOf(chapter98Kind(dottedCode(code.slice(0, 8))))
        return kind > 0 ? [m, kind] : []
      })
    }
    return this.of98
  }

  /** How scopes cover a class of members. */
  covering(member: number): Covering {
    return {
      cover: (products, except) => {
        const of = this.covers(products, except)
        if (!of) return EVERYTHING
        let dense = this.dense.get(of)
        if (!dense) {
          dense = new Int32Array(this.count)
          for (let i = 0; i < of.length; i += 2) dense[of[i] as number] = (of[i + 1] as number) + 1
          this.dense.set(of, dense)
        }
        const number = dense[member] as number
        return number === 0 ? undefined : this.cover(number - 1)
      },
    }
  }

  /** Estimates of steel, aluminium and copper in the value of goods of a class of members, in hundredths of a percent. */
  content(member: number): MetalContent | undefined {
    this.contents ??= new Map(this.data.contents ?? [])
    return this.contents.get(this.more ? (this.more.old[member] as number) : member)
  }

  /** How many classes of rates there are. */
  get rateCount(): number {
    return this.data.bases.length
  }

  /** The days on which a base duty changes. */
  get baseDays(): Day[] {
    return [...new Set(this.data.bases.flatMap(({ general }) => general.map(([from]) => from)))].sort()
  }

  /** The base duties of a class of rates. */
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
        if (!cover) return undefined
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
    const scopes = new Map<string, readonly number[]>()
    for (const key of this.more?.scopes.keys() ?? []) {
      const covered = new Map<number, number>()
      const of = this.more?.scopes.get(key) ?? []
      for (let i = 0; i < of.length; i += 2) covered.set(of[i] as number, of[i + 1] as number)
      scopes.set(key, pairs(from.map((m) => covered.get(m))))
    }
    missing.forEach(([key], k) => void scopes.set(key, pairs(firsts.map((i) => found[k]?.[i]))))
    return new Classes(this.data, this.behind, { members, old, scopes }, all)
  }
}

/** Opens compiled classes. @param behind what is read for scopes that are not compiled */
export const openClasses = (data: ClassData, behind: Behind): Classes => new Classes(data, behind)

/** By class, the number of what covers it, as pairs of those that something covers. */
const pairs = (of: readonly (number | undefined)[]): number[] => of.flatMap((cover, m) => (cover === undefined ? [] : [m, cover]))
