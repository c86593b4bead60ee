/** Average US duties by origin and day, weighted with imports of 2024, simple, and as a model of trade needs them. */
import { whyNoCountry } from '../base/countries.js'
import { addDays, type Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { embeddedClasses } from '../files/classes.js'
import { embeddedLists } from '../files/generated.js'
import { packageRoot } from '../files/root.js'
import { linesOf, readPreferenceUse, readUsImports } from '../files/trade.js'
import { checkDay, type HorizonState, type Ledger } from '../ledger/index.js'
import {
  type AverageSeries,
  type Averages,
  averages,
  BEGINS,
  buildPanel,
  type Duties,
  type Grouping,
  openDuties,
  type Panel,
  SIGMA,
  weightsOf,
} from '../panel/index.js'
import { productLists } from '../rates/lists.js'
import { namesOf } from '../rates/origins.js'
import { compileRules, type Rules } from '../rates/rules.js'
import { reaches } from '../rates/standing.js'
import { originOf, PARTNERS } from '../trade/index.js'
import { type Name, sameName } from './comparison.js'
import type { Counted } from './counted.js'
import type { Question } from './shelf.js'

export const GROUPINGS = ['authority', 'measure', 'chapter', 'section', 'origin', 'list'] as const

/** The answer of `parley average`. */
export interface AverageReport {
  readonly origins: readonly string[]
  readonly known: string
  readonly horizon: HorizonState
  readonly by?: Grouping
  readonly sigma: number
  /** How metal content and the use of preferences count. */
  readonly metal: Counted
  readonly preferences: Counted
  /** Trade of the origins, and of it what stands under codes that the tariff does not have. */
  readonly value_usd: number
  readonly no_code_usd: number
  readonly series: readonly Series[]
  readonly versus?: { readonly date: string; readonly known: string; readonly scenario: string; readonly series: readonly Series[] }
}

export interface Series {
  readonly group: string
  readonly rows: readonly Row[]
}

/** Averages, and where asked for what the weighted one would be at the bounds. */
export interface Row extends Averages {
  readonly bounds?: Bounds
}

/** The weighted average if no goods had metal content, or all were of metal; if no goods came under a preference, or all that can. */
export interface Bounds {
  readonly metal_none_pct?: number
  readonly metal_all_pct?: number
  readonly preferences_none_pct?: number
  readonly preferences_all_pct?: number
}

/** What is averaged. */
export interface AverageAsked {
  /** ISO two letters or EU; default: the partners on record together. */
  readonly origins?: readonly string[] | undefined
  readonly by?: Grouping | undefined
  readonly chapters?: readonly string[] | undefined
  /** A series from this day to the day asked. */
  readonly from?: string | undefined
  /** A row for every day, not only for steps. */
  readonly daily?: boolean | undefined
  /** Elasticity of substitution of the CES averages. */
  readonly sigma?: string | undefined
  /** How metal content counts in duties on the metal in goods; default: by published shares. */
  readonly metal?: Counted | undefined
  /** Which goods enter under a preference that their origin has; default: by published shares. */
  readonly preferences?: Counted | undefined
  /** With each row the averages at the bounds of both. */
  readonly bounds?: boolean | undefined
  /** Another reading to compare with, of one day. */
  readonly versus?: { readonly ledger: Ledger; readonly scenario: string; readonly date: Day; readonly known: Day | undefined } | undefined
}

/** @throws {ParleyError} bad-input, naming the field */
export function averageDuties({ view, date }: Question, asked: AverageAsked, name: Name = sameName): AverageReport {
  const { by, versus } = asked
  const sigma = Number(asked.sigma ?? SIGMA)
  const from = asked.from === undefined ? undefined : checkDay(asked.from, name('from'))
  if (from !== undefined && from > date) fail('bad-input', `${from} is after ${date}`, name('from'))
  for (const [day, field] of [
    [from, 'from'],
    [date, 'date'],
    [versus?.date, 'versus-date'],
  ] as const)
    if (day !== undefined && day < BEGINS) fail('bad-input', `${day}: the record of added duties begins on ${BEGINS}`, name(field))
  if (!(sigma > 0) || sigma === 1) fail('bad-input', `"${asked.sigma}": write a number above 0 that is not 1`, name('sigma'))
  const partners = [...new Set((asked.origins ?? PARTNERS).map((o) => partner(o.trim().toUpperCase(), name)))]
  const chapters = asked.chapters?.map((c) => chapter(c.trim(), name))
  const root = packageRoot()
  const { metal = 'estimate', preferences = 'estimate' } = asked
  const own = linesOf(root)
  const trade = partners.map((p) => ({ partner: p, origin: originOf(p), trade: readUsImports(root, p) }))
  const then = versus?.ledger.asOf({ date: versus.date, ...(versus.known !== undefined && { known: versus.known }) })
  const sides = [
    { view, days: [from ?? date, date] as const, bounds: asked.bounds ?? false },
    ...(then && versus ? [{ view: then, days: [versus.date, versus.date] as const, bounds: false }] : []),
  ]
  const rules = sides.map((side) => compileRules(side.view, 'US'))
  const use = preferences === 'none' && !asked.bounds ? undefined : readPreferenceUse(root)
  const groups =
    by === 'list'
      ? listsOf(
          rules,
          trade.map((t) => namesOf(t.origin, date)),
        )
      : undefined
  const classes = embeddedClasses(root, 'US', date)
  const readings = openDuties(rules, classes, 'US', {}, metal)
  const claiming = use && openDuties(rules, classes, 'US', { claims: claimsOf(rules) }, metal)
  if (chapters?.length && ![...own].some((code) => chapters.includes(code.slice(0, 2))))
    fail('bad-input', `the tariff has no lines of chapter ${chapters.join(', ')}`, name('chapter'))
  const series = sides.map(({ days, bounds }, i) => {
    const extent = { days, origins: trade.map((t) => t.origin) }
    const panels = new Map<string, Panel>()
    const panelOf = (duties: Duties, key: string): Panel => {
      const panel = panels.get(key) ?? buildPanel(duties, extent)
      panels.set(key, panel)
      return panel
    }
    const [plain, claimed] = [readings, claiming].map((of) => of?.[i])
    const first = panelOf(plain as Duties, metal)
    const weights = trade.map((t) =>
      weightsOf(first, t.origin, t.trade, own, {
        ...(use && { preference: (code, year) => use.of(t.partner, code, year) }),
        ...(groups && { groups }),
      }),
    )
    const of = (content: Counted, preferred: Counted): AverageSeries =>
      averages(panelOf((plain as Duties).under(content), content), weights, {
        sigma,
        ...(by && { by }),
        ...(chapters && { chapters }),
        ...(claimed &&
          preferred !== 'none' && {
            preferred: { panel: panelOf(claimed.under(content), `claiming ${content}`), all: preferred === 'all' },
          }),
      })
    const found = of(metal, preferences)
    const at = bounds && {
      metal_none_pct: of('none', preferences),
      metal_all_pct: of('all', preferences),
      preferences_none_pct: of(metal, 'none'),
      preferences_all_pct: of(metal, 'all'),
    }
    const told = [...found].map(([group, rows]) => ({
      group: (by === 'origin' && trade.find((t) => t.origin === group)?.partner) || group,
      rows: at ? rows.map((row) => ({ ...row, bounds: boundsOn(at, group, row.from) })) : rows,
    }))
    return { told, value: weights.reduce((sum, w) => sum + w.value, 0), noCode: weights.reduce((sum, w) => sum + w.noCode, 0) }
  })
  return {
    origins: partners,
    known: view.known,
    horizon: view.horizon,
    ...(by && { by }),
    sigma,
    metal,
    preferences,
    value_usd: series[0]?.value ?? 0,
    no_code_usd: series[0]?.noCode ?? 0,
    series: (series[0]?.told ?? []).map(({ group, rows }) => ({ group, rows: asked.daily ? daily(rows) : rows })),
    ...(versus && then && { versus: { date: versus.date, known: then.known, scenario: versus.scenario, series: series[1]?.told ?? [] } }),
  }
}

function boundsOn(at: Readonly<Record<keyof Bounds, AverageSeries>>, group: string, day: Day): Bounds {
  const found = Object.entries(at).map(([name, series]) => [name, series.get(group)?.findLast((r) => r.from <= day)?.weighted_pct] as const)
  return Object.fromEntries(found.filter(([, percent]) => percent !== undefined))
}

/** The claims of all preferences on record: one that does not stand open to an origin does nothing there. */
const claimsOf = (readings: readonly Rules[]): string[] => [
  ...new Set(readings.flatMap(({ programmes }) => programmes.flatMap(({ record }) => record.claim ?? []))),
]

/** The product lists that duties on goods of some origins or their exemptions name, by code. */
function listsOf(readings: readonly Rules[], origins: readonly (readonly string[])[]): (code: string) => readonly string[] {
  const lists = productLists(embeddedLists())
  const named = new Set(
    readings.flatMap(({ tariffs }) =>
      tariffs.flatMap((rule) => {
        const { record, exemptions } = rule
        if (!origins.some((names) => reaches(rule, names))) return []
        const own = exemptions.filter((e) => !e.origins || origins.flat().some((name) => e.origins?.includes(name)))
        return [record.scope.products, ...own.map((e) => e.products)].flatMap((p) =>
          p === undefined || p === 'all' ? [] : (p.lists ?? []),
        )
      }),
    ),
  )
  const known = new Map<string, readonly string[]>()
  return (code) => {
    const on = known.get(code) ?? [...lists.on(code)].flatMap(([id, rows]) => (named.has(id) && rows.length > 0 ? [id] : [])).sort()
    known.set(code, on)
    return on
  }
}

function daily<T extends { readonly from: Day; readonly until: Day }>(rows: readonly T[]): T[] {
  return rows.flatMap((row) => {
    const days: T[] = []
    for (let day = row.from; day < row.until; day = addDays(day, 1)) days.push({ ...row, from: day, until: addDays(day, 1) })
    return days
  })
}

function partner(code: string, name: Name): string {
  if (PARTNERS.includes(code)) return code
  const why = code === 'EU' ? '' : whyNoCountry(code)
  return fail('bad-input', why || `imports of 2024 from ${code} are not on record; there are: ${PARTNERS.join(' ')}`, name('origin'))
}

function chapter(text: string, name: Name): string {
  return /^\d\d$/.test(text) ? text : fail('bad-input', `"${text}" is no chapter; write two digits, e.g. 85`, name('chapter'))
}
