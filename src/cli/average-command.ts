/** The command `parley average`. */
import type { Command } from 'commander'
import { whyNoCountry } from '../base/countries.js'
import { addDays, type Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { embeddedClasses } from '../files/classes.js'
import { packageRoot } from '../files/root.js'
import { linesOf, readUsImports } from '../files/trade.js'
import { checkDay, type View } from '../ledger/index.js'
import { averages, buildPanel, type Grouping, openDuties, SIGMA, weightsOf } from '../panel/index.js'
import { compileRules } from '../rates/rules.js'
import { PARTNERS } from '../trade/index.js'
import { type Asked, asOf, type Context, question } from './asked.js'
import { type AverageReport, averageCsv, renderAverage } from './average.js'

interface AverageAsked extends Asked {
  origin?: string[]
  by?: string
  chapter?: string[]
  from?: string
  to?: string
  daily?: boolean
  csv?: boolean
  sigma?: string
  versusDate?: string
  versusKnown?: string
  versusScenario?: string
}

const GROUPINGS = ['authority', 'measure', 'chapter', 'section', 'origin'] as const
const many = (value: string, all: string[] = []): string[] => [...all, ...value.split(',')]
/** The member of the Union whose goods stand for those of all: the partners of trade have the Union as one. */
const MEMBER = 'DE'

/** Adds the command to the program. */
export function averageCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('average')
      .description('average US duties by origin and day, weighted with imports of 2024, simple, and as a model of trade needs them'),
  )
    .option('--origin <country>', 'origins, ISO two letters or EU (repeatable); default: the 51 partners on record together', many)
    .option('--by <grouping>', `${GROUPINGS.join(', ')}: by authority or measure the parts add up to the average`)
    .option('--chapter <nn>', 'only these chapters (repeatable)', many)
    .option('--from <day>', 'a series from this day on, every step')
    .option('--to <day>', 'to this day; default: the day asked')
    .option('--daily', 'a row for every day, not only for steps')
    .option('--sigma <number>', 'elasticity of substitution of the CES averages', String(SIGMA))
    .option('--versus-date <day>', 'compare with another day')
    .option('--versus-known <day>', 'compare with what was known on another day')
    .option('--versus-scenario <id>', 'compare with a scenario; "record" is the law as it stands')
    .option('--csv', 'as CSV')
    .action((asked: AverageAsked) => {
      const { ledger, view, date, known } = question({ ...asked, ...(asked.to !== undefined && { date: asked.to }) }, io)
      const by = asked.by === undefined ? undefined : grouping(asked.by)
      const from = asked.from === undefined ? undefined : checkDay(asked.from, '--from')
      const to = date
      if (from === undefined && asked.to !== undefined) fail('bad-input', 'there is no --from: a series needs both ends', '--to')
      if (from !== undefined && from > to) fail('bad-input', `${from} is after ${to}`, '--from')
      if (from !== undefined && from < FIRST) fail('bad-input', `${from}: the record of added duties begins on ${FIRST}`, '--from')
      const sigma = Number(asked.sigma)
      if (!(sigma > 0) || sigma === 1) fail('bad-input', `"${asked.sigma}": write a number above 0 that is not 1`, '--sigma')
      const partners = [...new Set((asked.origin ?? PARTNERS).map((o) => partner(o.trim().toUpperCase())))]
      const chapters = asked.chapter?.map((c) => chapter(c.trim()))

      const versus = asked.versusDate !== undefined || asked.versusKnown !== undefined || asked.versusScenario !== undefined
      if (versus && from !== undefined) fail('bad-input', 'a series is compared with nothing: leave out --from', '--versus-date')
      const otherDate = asked.versusDate === undefined ? date : checkDay(asked.versusDate, '--versus-date')
      const otherKnown = asked.versusKnown === undefined ? known : checkDay(asked.versusKnown, '--versus-known')
      const other =
        asked.versusScenario === undefined ? ledger : question({ ...asked, scenario: scenarios(asked.versusScenario) }, io).ledger

      const root = packageRoot()
      const classes = embeddedClasses(root, 'US', date)
      const own = linesOf(root)
      const views: View[] = [
        view,
        ...(versus ? [other.asOf({ date: otherDate, ...(otherKnown !== undefined && { known: otherKnown }) })] : []),
      ]
      const readings = openDuties(
        views.map((v) => compileRules(v, 'US')),
        classes,
        'US',
      )
      const trade = partners.map((p) => ({ origin: p === 'EU' ? MEMBER : p, trade: readUsImports(root, p) }))
      const series = readings.map((duties, i) => {
        const day = i === 0 ? date : otherDate
        const days: [Day, Day] = from === undefined ? [day, day] : [from, to]
        const panel = buildPanel(duties, { days, origins: trade.map((t) => t.origin) })
        const weights = trade.map((t) => weightsOf(panel, t.origin, t.trade, own))
        const found = averages(panel, weights, { sigma, ...(by && { by }), ...(chapters && { chapters }) })
        return { found, noCode: weights.reduce((sum, w) => sum + w.noCode, 0) }
      })
      const [first] = series
      if (!first) return
      const report: AverageReport = {
        origins: partners,
        known: view.known,
        horizon: view.horizon,
        ...(by && { by }),
        sigma,
        no_code_usd: first.noCode,
        series: [...first.found].map(([group, rows]) => ({
          group: by === 'origin' && group === MEMBER ? 'EU' : group,
          rows: asked.daily ? daily(rows) : rows,
        })),
        ...(versus && {
          versus: {
            date: otherDate,
            known: (views[1] as View).known,
            scenario: asked.versusScenario ?? (asked.scenario ?? []).join(', '),
            series: [...(series[1]?.found ?? [])].map(([group, rows]) => ({ group, rows })),
          },
        }),
      }
      if (asked.csv) io.out.write(averageCsv(report))
      else print(asked, report, () => renderAverage(report, style))
    })
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

const scenarios = (named: string): string[] => (named === 'record' ? [] : [named])

function grouping(text: string): Grouping {
  return GROUPINGS.find((g) => g === text) ?? fail('bad-input', `"${text}" is no grouping: ${GROUPINGS.join(', ')}`, '--by')
}

function partner(code: string): string {
  if (PARTNERS.includes(code)) return code
  const why = code === 'EU' ? '' : whyNoCountry(code)
  return fail('bad-input', why || `imports of 2024 from ${code} are not on record; there are: ${PARTNERS.join(' ')}`, '--origin')
}

function chapter(text: string): string {
  return /^\d\d$/.test(text) ? text : fail('bad-input', `"${text}" is no chapter; write two digits, e.g. 85`, '--chapter')
}
