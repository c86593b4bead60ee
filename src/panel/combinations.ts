/** Combinations of rules in their standings, and the duties worked out for them: shared by readings of the record. */
import type { Importer } from '../rates/index.js'
import type { ExclusionRule, Rules } from '../rates/rules.js'
import type { MetalContent } from '../trade/index.js'
import type { Classes } from './classes.js'
import type { Added, Duty } from './duty.js'
import { Kind } from './kind.js'
import { PURE } from './metal.js'
import { Pairs } from './pairs.js'
import { connect, Place } from './places.js'

/** What is stated of all goods alike: mostly nothing. */
export interface Stated {
  readonly claims?: readonly string[]
  readonly facts?: Readonly<Record<string, string>>
}

/** Sorts of goods: by class of members its sort, and a class of each. */
export interface Sorts {
  readonly sortOf: Int32Array
  readonly examples: Int32Array
}

/** A duty as text: the same for the same duty. */
const textOf = (duty: Exclude<Duty, { unmapped: unknown }>, of: number): string =>
  'on' in duty || duty.open !== undefined
    ? JSON.stringify([duty, of])
    : `${duty.measure} ${duty.rate} ${of} ${duty.estimated ? 'estimated' : ''}`

/** What is worked out of combinations of rules: shared by readings of the record. */
export class Combinations {
  readonly duties: (Duty | undefined)[] = [undefined]
  /** The rates of duties, by number; NaN where it depends on the base duty or is open. */
  readonly rates: number[] = [0]
  private readonly workedOutAt: number[] = [0]
  private readonly numbers = new Map<string, number>()
  /** By duty and rate, the number of the duty at that rate. */
  private readonly rated = new Pairs()
  private readonly scaled: (number | undefined)[] = []
  /** Numbers for rules in their standings beside one another, and the duties by class of each number. */
  readonly beside = new Pairs()
  readonly vectors: (Int32Array | undefined)[] = []
  /** Numbers of duties by combination. */
  readonly dutyOf = new Map<number, number>()
  private readonly kinds: Kind[] = []
  private readonly chains = new Pairs()
  private readonly tokens = new Map<string, number>()
  private readonly ofMetal = new Map<MetalContent, number>()
  /** Sorts of goods, by the rules that cover them. */
  readonly sorts = new Map<string, Sorts>()

  constructor(
    readonly classes: Classes,
    readonly importer: Importer,
    readonly stated: Stated = {},
  ) {}

  /** The rules of a reading, in order. */
  places(rules: Rules): Place[] {
    const claims = new Set(this.stated.claims)
    const excluding = new Map<string, ExclusionRule[]>()
    for (const e of rules.exclusions) for (const id of e.record.excludes) excluding.set(id, [...(excluding.get(id) ?? []), e])
    const places = rules.tariffs.map((rule) => {
      const exclusions = excluding.get(rule.id) ?? []
      let kind = this.kinds.find((k) => k.serves(rule, exclusions))
      if (!kind) {
        kind = new Kind(this.kinds.length, rule, exclusions, this.classes, claims)
        this.kinds.push(kind)
      }
      return new Place(kind, rule, exclusions, claims, this.classes)
    })
    connect(places)
    places.forEach((p, i) => {
      p.place = i
    })
    return places
  }

  /** The number of a duty: the same for the same duty. @param of the ad valorem rate at which it was worked out; 0: another */
  add(duty: Duty, of = 0): number {
    const text = 'unmapped' in duty ? undefined : textOf(duty, of)
    const known = text === undefined ? undefined : this.numbers.get(text)
    if (known !== undefined) return known
    this.rates.push('rate' in duty && duty.rate !== undefined && duty.open === undefined ? duty.rate : Number.NaN)
    const number = this.duties.push(duty) - 1
    this.workedOutAt[number] = of
    if (text !== undefined) this.numbers.set(text, number)
    return number
  }

  /** The number of a duty that is like another but for its ad valorem rate. */
  at(number: number, rate: number): number {
    const of = this.workedOutAt[number] as number
    if (of === rate || of === 0) return number
    const key = this.rated.number(number, rate)
    let found = this.scaled[key]
    if (found === undefined) {
      const duty = this.duties[number] as Duty
      const scaled = (a: Added): Added =>
        a.rate === undefined ? a : { ...a, rate: a.rate === of ? rate : Math.round(a.rate * (rate / of)) }
      found =
        'on' in duty
          ? this.add(
              {
                ...duty,
                on: (base) => scaled(duty.on(base)),
                pieces: duty.pieces.map((piece) => ({ ...piece, added: scaled(piece.added) })),
              },
              rate,
            )
          : 'unmapped' in duty
            ? number
            : this.add(scaled(duty), rate)
      this.scaled[key] = found
    }
    return found
  }

  /** Keeps the number of the duty of a combination. */
  know(combination: number, number: number): number {
    this.dutyOf.set(combination, number)
    return number
  }

  /** A number for metal content, as a part of a combination. */
  tokenOfMetal(content: MetalContent): number {
    let token = this.ofMetal.get(content)
    if (token === undefined) {
      token = this.token(`${PURE.includes(content) ? 'pure' : 'of metal'} ${content}`)
      this.ofMetal.set(content, token)
    }
    return token
  }

  /** A number for a part of a combination: the same for the same text. */
  readonly token = (text: string): number => {
    let token = this.tokens.get(text)
    if (token === undefined) {
      token = this.tokens.size + 1
      this.tokens.set(text, token)
    }
    return token
  }

  /** The number of a combination with one more rule. */
  chained(before: number, token: number): number {
    return this.chains.number(before, token)
  }
}
