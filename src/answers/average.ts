/** Average US duties by origin and day, weighted with imports of 2024, simple, and as a model of trade needs them. */
import { whyNoCountry } from '../base/countries.js'
import { addDays, type Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { embeddedClasses } from '../files/classes.js'
import { packageRoot } from '../files/root.js'
import { linesOf, readUsImports } from '../files/trade.js'
import { checkDay, type HorizonState, type Ledger, type View } from '../ledger/index.js'
import { type Averages, averages, buildPanel, type Grouping, openDuties, SIGMA, weightsOf } from '../panel/index.js'
import { compileRules } from '../rates/rules.js'
import { PARTNERS } from '../trade/index.js'
import { type Name, sameName } from './comparison.js'
import type { Question } from './shelf.js'

export const GROUPINGS = ['authority', 'measure', 'chapter', 'section', 'origin'] as const

/** The answer of `parley average`. */
export interface AverageReport {
  readonly origins: readonly string[]
  readonly known: string
  readonly horizon: HorizonState
  readonly by?: Grouping
  readonly sigma: number
  readonly no_code_usd: number
  readonly series: readonly Series[]
  readonly versus?: { readonly date: string; readonly known: string; readonly scenario: string; readonly series: readonly Series[] }
}

export interface Series {
  readonly group: string
  readonly rows: readonly Averages[]
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
  /** Another reading to compare with, of one day. */
  readonly versus?: { readonly ledger: Ledger; readonly scenario: string; readonly date: Day; readonly known: Day | undefined } | undefined
}

/** The member of the Union whose goods stand for those of all: the partners of trade have the Union as one. */
const MEMBER = 'DE'

/** @throws {ParleyError} bad-input, naming the field */
export function averageDuties({ view, date }: Question, asked: AverageAsked, name: Name = sameName): AverageReport {
  const { by, versus } = asked
  const sigma = Number(asked.sigma ?? SIGMA)
  const from = asked.from === undefined ? undefined : checkDay(asked.from, name('from'))
  if (from !== undefined && from > date) fail('bad-input', `${from} is after ${date}`, name('from'))
  if (from !== undefined && from < FIRST) fail('bad-input', `${from}: the record of added duties begins on ${FIRST}`, name('from'))
  if (!(sigma > 0) || sigma === 1) fail('bad-input', `"${asked.sigma}": write a number above 0 that is not 1`, name('sigma'))
  const partners = [...new Set((asked.origins ?? PARTNERS).map((o) => partner(o.trim().toUpperCase(), name)))]
  const chapters = asked.chapters?.map((c) => chapter(c.trim(), name))
  const root = packageRoot()
  const classes = embeddedClasses(root, 'US', date)
  const own = linesOf(root)
  const then = versus?.ledger.asOf({ date: versus.date, ...(versus.known !== undefined && { known: versus.known }) })
  const views: View[] = [view, ...(then ? [then] : [])]
  const readings = openDuties(
    views.map((v) => compileRules(v, 'US')),
    classes,
    'US',
  )
  const trade = partners.map((p) => ({ origin: p === 'EU' ? MEMBER : p, trade: readUsImports(root, p) }))
  const series = readings.map((duties, i) => {
    const day = i === 0 ? date : (versus?.date ?? date)
    const days: [Day, Day] = from === undefined ? [day, day] : [from, date]
    const panel = buildPanel(duties, { days, origins: trade.map((t) => t.origin) })
    const weights = trade.map((t) => weightsOf(panel, t.origin, t.trade, own))
    const found = averages(panel, weights, { sigma, ...(by && { by }), ...(chapters && { chapters }) })
    return { found, noCode: weights.reduce((sum, w) => sum + w.noCode, 0) }
  })
  return {
    origins: partners,
    known: view.known,
    horizon: view.horizon,
    ...(by && { by }),
    sigma,
    no_code_usd: series[0]?.noCode ?? 0,
    series: [...(series[0]?.found ?? [])].map(([group, rows]) => ({
      group: by === 'origin' && group === MEMBER ? 'EU' : group,
      rows: asked.daily ? daily(rows) : rows,
    })),
    ...(versus &&
      then && {
        versus: {
          date: versus.date,
          known: then.known,
          scenario: versus.scenario,
          series: [...(series[1]?.found ?? [])].map(([group, rows]) => ({ group, rows })),
        },
      }),
  }
}

/** The first day of US duties on record that were added to the tariff: safeguards of 2018. */
const FIRST = '2018-01-01'

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
