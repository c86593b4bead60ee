/**
 * Compiles codes to classes that behave alike. What is added to the base duty depends on how the law's scopes cover a code; the base
 * duty on the columns of its line. So codes fall into classes twice. Neither depends on days or on what was known: it is done when the
 * package is built.
 */
import type { Day } from '../base/dates.js'
import { perValue } from '../rates/amount.js'
import { baseDuty } from '../rates/base.js'
import { Scopes } from '../rates/candidates.js'
import { readEntry } from '../rates/entry-line.js'
import { chapter98Kind } from '../rates/evaluate.js'
import type { ProductLists } from '../rates/lists.js'
import type { Rules } from '../rates/rules.js'
import type { Goods } from '../rates/tariff.js'
import { type ChinaTariff, dottedCode, type Nomenclature, Schedule, type ScheduleLine } from '../schedule/index.js'
import type { MetalContent } from '../trade/index.js'
import type { BaseClass, BaseDuty, ClassData } from './class-data.js'
import { entryOf, lineOf, VALUE } from './goods.js'
import { membershipClasses } from './membership.js'
import { plain, type Scope, scopeKeyOf, scopesOf } from './scope.js'

/** What is read of a tariff to compile its codes. */
export interface Sources {
  readonly tariff: Schedule | ChinaTariff
  readonly lists: ProductLists
  /** Readings of the record whose scopes the classes shall tell apart: with and without the shipped scenarios. */
  readonly readings: readonly Rules[]
  /** Estimates of the metal in the value of goods of a code. */
  readonly content?: (code: string) => MetalContent | undefined
}

/**
 * @param codes as {@link ClassData.codes} has them
 * @param date a day of the nomenclature that the codes are of
 */
export function compileClasses(sources: Sources, codes: readonly string[], date: Day): ClassData {
  const { tariff, lists, readings, content } = sources
  const scopes = new Map(readings.flatMap((rules) => [...scopesOf(rules)]))
  const lines = codes.map((code) => lineOf(tariff, code, date))
  const onMetal = readings.flatMap(({ tariffs }) => tariffs.filter((t) => t.record.basis === 'metal-content')).map(scopeKeyOf)
  const named = new Naming(lists, scopes.values())
  const alike = tariff instanceof Schedule ? named.classes(codes) : chinaKeys(tariff, named, codes, lines)

  const bases = new Classing<BaseClass>()
  const covered = new Classing<Record<string, number>>()
  const members = new Classing<{ readonly row: number; readonly content?: MetalContent }>()
  const covers = new Classing<ReturnType<typeof plain>>()
  const rowOf = new Map<string, number>()
  const baseOf = new Map<string, number>()
  const keys = tariff instanceof Schedule ? rateKeysOf(tariff) : undefined
  const of = { members: [] as number[], rates: [] as number[] }
  codes.forEach((code, i) => {
    const found = lines[i]
    if (!found) {
      of.members.push(-1)
      of.rates.push(-1)
      return
    }
    const corner = chapter98Kind(dottedCode(code.slice(0, 8)))
    const heading = code.startsWith('98') ? code.slice(0, 8) : ''
    const row = known(rowOf, `${alike[i]} ${corner}`, () => covered.number(coversOf(found.goods, corner)))
    const metal = onMetal.some((key) => key in (covered.all[row] as object)) && !OF_METAL.test(code) ? content?.(code) : undefined
    of.members.push(members.number({ row, ...(metal && { content: metal }) }))
    of.rates.push(
      known(baseOf, `${keys ? (keys.get(code) ?? keys.get(code.slice(0, 8))) : code} ${heading}`, () =>
        bases.number(baseClass(found.line, found.goods, code, sources)),
      ),
    )
  })

  function coversOf(goods: Goods, corner: string): Record<string, number> {
    const seen = new Scopes(lists, goods)
    const row: Record<string, number> = corner === '' ? {} : { [corner]: 0 }
    for (const [key, { products, except }] of scopes) {
      const cover = seen.cover(products, except)
      if (cover) row[key] = covers.number(plain(cover))
    }
    return row
  }
  const byScope: Record<string, number[]> = {}
  members.all.forEach(({ row }, member) => {
    const of = covered.all[row] as Record<string, number>
    for (const key of scopes.keys()) if (key in of) byScope[key] = [...(byScope[key] ?? []), member, of[key] as number]
  })
  for (const key of scopes.keys()) byScope[key] ??= []
  const era = tariff instanceof Schedule ? { from: '2018-01-01' } : tariff.eraOf(date)
  const contents = members.all.flatMap(({ content: metal }, member) => (metal ? [[member, metal] as const] : []))
  const told = { ...(contents.length > 0 && { contents }), bases: bases.all, scopes: byScope, covers: covers.all }
  return { party: tariff.party, ...era, codes: codes.join(' '), ...of, ...told }
}

/** Articles of a metal's own chapters are metal through and through: no share of them is estimated. */
const OF_METAL = /^7[2-6]/

/** Things by what they say: each gets a number. */
class Classing<T> {
  readonly all: T[] = []
  private readonly numbers = new Map<string, number>()
  number(thing: T): number {
    return known(this.numbers, JSON.stringify(thing), () => this.all.push(thing) - 1)
  }
}

function known(map: Map<string, number>, key: string, make: () => number): number {
  let found = map.get(key)
  if (found === undefined) {
    found = make()
    map.set(key, found)
  }
  return found
}

/** The base duties of a code on every day, by the engine that assesses single lines. */
function baseClass(line: ScheduleLine, { unmapped }: Goods, code: string, sources: Sources): BaseClass {
  const rules = { ...(sources.readings[0] as Rules), programmes: [] }
  const entry = readEntry({ hts: '0000000000', origin: 'DE', entry_date: '2018-01-01', value_usd: VALUE }, sources.tariff.party)
  const on = (date: Day, of: ScheduleLine): BaseDuty => {
    const { amount, problem } = baseDuty({ ...entryOf(entry, code), date }, of, rules, entry.value)
    return problem ?? Number(perValue(amount, entry.value))
  }
  const general: [Day, BaseDuty][] = []
  for (const day of ['2000-01-01', ...sources.tariff.rateDays()]) {
    const duty = on(day, line)
    if (general.length === 0 || general.at(-1)?.[1] !== duty) general.push([day, duty])
  }
  const { column2 } = line
  const second = on('2000-01-01', { ...line, general: column2, generalOn: () => ({ ...column2, sure: true }) })
  return { general, column2: second, ...(unmapped !== undefined && { unmapped }) }
}

function rateKeysOf(schedule: Schedule): ReadonlyMap<string, string> {
  const of = new Map<string, string>()
  // A number of another edition falls under its rate line.
  schedule.rateKeys().forEach((key, i) => {
    const code = schedule.codes()[i] as string
    of.set(code.slice(0, 8), key).set(code, key)
  })
  return of
}

/** Which codes the lists and prefixes of some scopes name alike. */
class Naming {
  private readonly scopes: readonly Exclude<Scope['products'], 'all'>[]
  constructor(
    private readonly lists: ProductLists,
    scopes: Iterable<Scope>,
  ) {
    this.scopes = [...scopes].flatMap(({ products, except }) => [products, except]).filter((p) => p !== undefined && p !== 'all')
  }

  private of(nomenclature: Nomenclature | undefined) {
    return this.scopes.filter((p) => p.nomenclature === nomenclature)
  }

  listsOf(nomenclature: Nomenclature | undefined): string[] {
    return [...new Set(this.of(nomenclature).flatMap((p) => p.lists ?? []))]
  }

  classes(codes: readonly string[], nomenclature?: Nomenclature): Int32Array {
    const prefixes = this.of(nomenclature).flatMap((p) => (p.prefixes ? [p.prefixes] : []))
    return membershipClasses(codes, this.lists, this.listsOf(nomenclature), new Map(prefixes.map((p) => [p.join(' '), p])).values())
  }

  /** The subheadings of which lists in the nomenclature of the day name lines of eight digits: a code there stands for itself. */
  named(): ReadonlySet<string> {
    return new Set(
      [...this.listsOf('HS 2022'), ...this.listsOf(undefined)].flatMap((id) =>
        [...this.lists.rows(id).keys()].map((code) => code.slice(0, 6)),
      ),
    )
  }
}

function chinaKeys(
  tariff: ChinaTariff,
  naming: Naming,
  codes: readonly string[],
  found: readonly (ReturnType<typeof lineOf> | undefined)[],
): (string | number)[] {
  const lines = tariff.codes()
  const then = naming.classes(lines, 'HS 2017')
  const at = new Map(lines.map((code, i) => [code, i]))
  const short = [...new Set(codes.map((code) => code.split(':')[0] as string))]
  const day = naming.classes(short)
  const dayAt = new Map(short.map((code, i) => [code, i]))
  const named = naming.named()
  return codes.map((text, i) => {
    const goods = found[i]?.goods
    if (!goods) return ''
    const old = [...new Set(goods.codes('HS 2017').map((l) => then[at.get(l) as number]))].sort().join(' ')
    // Where only some of the lines are on a list the answer names them: such a code is like no other.
    const several = goods.codes('HS 2017').length > 1 && old.includes(' ')
    const apart = several || named.has(goods.code.slice(0, 6)) || goods.unmapped !== undefined
    return `${day[dayAt.get(goods.code) as number]} ${old} ${apart ? text : ''}`
  })
}
