/** How a rule covers classes of goods, and in which ways it can stand: what readings of the record can share. */
import type { Day } from '../base/dates.js'
import type { ExclusionRule, Exemption, Rule } from '../rates/rules.js'
import type { Classes } from './classes.js'
import { headings98 } from './scope.js'

/** Ways in which a cover divides classes: not at all; as all that cannot be mapped; as all that are covered whole. */
const SAME = 0
const UNMAPPED = 65000
const WHOLE_LINE = 65001

/** The exemptions and exclusions that matter for what a rule covers in one way, by their places. */
interface Touched {
  readonly exemptions: readonly number[]
  readonly exclusions: readonly number[]
}

/** How a rule stands, less the number of its rate and to what it gives way: which exemptions and exclusions hold, as bits. */
export interface Form {
  readonly rest: string
  readonly exemptions: string
  readonly exclusions: string
}

/** A rule less its dates: what readings of the record can share. */
export class Kind {
  private covered: ReturnType<Kind['cover']> | undefined
  private readonly states = new Map<string, number>()
  private readonly parts: (Form | undefined)[] = []
  /** By form and cover. */
  private readonly tokens: Int32Array[] = []

  constructor(
    readonly index: number,
    private readonly rule: Rule,
    private readonly exclusions: readonly ExclusionRule[],
    private readonly classes: Classes,
    private readonly claims: ReadonlySet<string>,
  ) {
    this.exemptions = rule.exemptions.map((e) => this.matters(e))
  }

  /** Of each exemption, whether it can be granted where no more is claimed than that. */
  readonly exemptions: readonly boolean[]

  private matters({ claim, heading, presumed }: Exemption): boolean {
    const { claims } = this
    if (claim === undefined || presumed || claim === 'chapter-98' || claims.has(claim)) return true
    return heading !== undefined && (claims.has(heading) || heading.startsWith('98'))
  }

  /** Why goods of a class cannot be mapped to the scope of the rule. */
  unmapped(member: number): string | undefined {
    const { scope } = this.rule.record
    const cover = this.classes.covering(member).cover(scope.products, scope.productsExcept)
    return cover?.match === 'unmapped' ? (cover.note ?? '') : undefined
  }

  /** Whether the rule of another reading is one with it but for dates. */
  serves(rule: Rule, exclusions: readonly ExclusionRule[]): boolean {
    return (
      rule.id === this.rule.id &&
      same(rule.record, this.rule.record) &&
      exclusions.length === this.exclusions.length &&
      exclusions.every((e, i) => {
        const own = this.exclusions[i] as ExclusionRule
        return same(e.record, own.record) && (e.presumed === undefined) === (own.presumed === undefined)
      }) &&
      (exclusions.length === 0 || headings(rule) === headings(this.rule))
    )
  }

  /**
   * By class of members a number for the way in which the rule, its exemptions and exclusions cover it (0: the rule does not), the
   * classes that it reaches, the exemptions and exclusions that matter by number, and the days on which rows of lists begin or end.
   */
  get covers(): ReturnType<Kind['cover']> {
    this.covered ??= this.cover()
    return this.covered
  }

  private cover(): { kinds: Int32Array; reached: Int32Array; touched: readonly Touched[]; days: readonly Day[] } {
    const { rule, classes, claims } = this
    const { scope } = rule.record
    const days = new Set<Day>()
    const kinds = new Int32Array(classes.count)
    // What covers everything matters to all.
    const all = rule.exemptions.flatMap((e, i) => (classes.covers(e.products ?? 'all', e.productsExcept) ? [] : [i]))
    const touched: Touched[] = [
      { exemptions: [], exclusions: [] },
      { exemptions: all, exclusions: [] },
    ]
    const divide = (of: readonly number[], as: (cover: number) => number, by: Partial<Touched> = {}): void => {
      const numbers = new Map<number, number>()
      for (let i = 0; i < of.length; i += 2) {
        const m = of[i] as number
        const kind = as(of[i + 1] as number)
        if (kinds[m] === 0 || kind === SAME) continue
        const key = (kinds[m] as number) * 65536 + kind
        let number = numbers.get(key)
        if (number === undefined) {
          const { exemptions, exclusions } = touched[kinds[m] as number] as Touched
          number =
            touched.push({
              exemptions: [...exemptions, ...(by.exemptions ?? [])],
              exclusions: [...exclusions, ...(by.exclusions ?? [])],
            }) - 1
          numbers.set(key, number)
        }
        kinds[m] = number
      }
    }
    const dated = (cover: number): boolean => {
      const rows = classes.datedRows(cover)
      for (const { from, until } of rows) for (const day of [from, until]) if (day !== undefined) days.add(day)
      return rows.length > 0
    }
    // Where nothing more is stated a part of a line counts as the line, and only what exempts or excludes lines whole does so.
    const own = classes.covers(scope.products, scope.productsExcept)
    if (own) {
      for (let i = 0; i < own.length; i += 2) kinds[own[i] as number] = 1
      divide(own, (c) => (dated(c) ? c + 1 : classes.cover(c).match === 'unmapped' ? UNMAPPED : SAME))
    } else kinds.fill(1)
    const whole = (c: number): number => (dated(c) ? c + 1 : classes.cover(c).match === 'whole' ? WHOLE_LINE : SAME)
    const listed = (c: number): number => (classes.cover(c).rows.some((r) => r.match === 'whole') || dated(c) ? c + 1 : SAME)
    rule.exemptions.forEach((e, i) => {
      if (!this.exemptions[i]) return
      // A claim grants what is covered in part, too.
      divide(classes.covers(e.products ?? 'all', e.productsExcept) ?? [], e.claim === undefined ? whole : (c) => c + 1, {
        exemptions: [i],
      })
    })
    this.exclusions.forEach(({ record, presumed }, i) => {
      const by = { exclusions: [i] }
      divide(classes.covers(record.products) ?? [], presumed || claims.size > 0 ? (c) => c + 1 : listed, by)
      if (presumed) divide(classes.covers(presumed.products) ?? [], (c) => c + 1, by)
    })
    // Goods of chapter 98 are claimed to be of their heading.
    divide(classes.headings98, (kind) => kind)
    for (const heading of headings98(rule.exemptions, rule.fullValueUnder))
      divide(classes.covers({ prefixes: [heading.replaceAll('.', '')] }) ?? [], () => WHOLE_LINE)
    return { kinds, reached: Int32Array.from(kinds.keys()).filter((m) => kinds[m] !== 0), touched, days: [...days].sort() }
  }

  /** A number for the part of a way in which the rule stands that decides something for what it covers in a way. */
  part(form: number, cover: number, number: (text: string) => number): number {
    let tokens = this.tokens[form]
    if (!tokens) {
      tokens = new Int32Array(this.covers.touched.length)
      this.tokens[form] = tokens
    }
    let token = tokens[cover] as number
    if (token === 0) {
      const { rest, exemptions, exclusions } = this.parts[form] as Form
      const of = this.covers.touched[cover] as Touched
      const bits = `${of.exemptions.map((i) => exemptions[i]).join('')} ${of.exclusions.map((i) => exclusions[i]).join('')}`
      token = number(`${this.index} ${cover} ${rest} ${bits}`)
      tokens[cover] = token
    }
    return token
  }

  /** A number for a form, and the form of a number. */
  form(form: Form): number {
    const number = this.state(`${form.rest} ${form.exemptions} ${form.exclusions}`)
    this.parts[number] = form
    return number
  }

  /** The number of a form with something more that decides. */
  further(form: number, more: string): number {
    const of = this.parts[form] as Form
    return this.form({ ...of, rest: `${of.rest} ${more}` })
  }

  /** A number for a way in which the rule stands. */
  state(text: string): number {
    let state = this.states.get(text)
    if (state === undefined) {
      state = this.states.size + 1
      this.states.set(text, state)
    }
    return state
  }
}

const same = (a: object, b: object): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The headings that an item of an exclusion may name. */
const headings = (rule: Rule): string => [...new Set([...rule.rates.values()].flat().map((s) => s.heading))].sort().join(' ')
