/** The daily series against the law here: by partner and for all, every step of the series, with what each rule contributes. */
import { join } from 'node:path'
import { readUsImports } from '../../src/files/trade.js'
import { PARTNERS, type Trade } from '../../src/trade/index.js'
import { readTable } from '../read-table.js'
import { type Step, stepOf } from './attribute.js'
import { root } from './law.js'
import { Redux } from './redux.js'
import { RULES, type Rule } from './rules.js'
import { nameOf, signed, table, two } from './text.js'

/** How the series names a partner. */
const theirName = (partner: string): string => (partner === 'KR' ? 'Korea, South' : nameOf(partner)).replace(' & ', ' and ').toUpperCase()
/** How many partners have a table of their own. */
const LARGEST = 20
/** What is explained: differences above this. */
const SMALL = 0.5
const NAMED = Object.keys(RULES) as Rule[]

/** Who is right, as it is said before what the acts say. */
const verdict = (rule: Rule): string =>
  ({ 'the acts': '*The acts*', 'the series': '*The series*', between: '*Between*', neither: '*Neither*' })[RULES[rule].right]

interface Row extends Omit<Step, 'headings'> {
  readonly published: number
}

/** What of a row no rule explains. */
const rest = (row: Row): number => row.published - row.here - [...row.parts.values()].reduce((sum, part) => sum + part, 0)

/** The comparison, as text. @param series the folder of the published series @param data the folder of the lists */
export function reduxReport(series: string, data: string): string {
  const redux = new Redux(data)
  const published = new Map(
    readTable(join(series, 'redux_country_by_time.csv')).map((r) => [`${r.country} ${r.date}`, Number(r.increase_over_2024_pct)]),
  )
  const dates = [...new Set([...published.keys()].map((key) => key.slice(-10)))].filter((date) => date.startsWith('20')).sort()
  const trades = PARTNERS.map((partner) => ({ partner, trade: readUsImports(root, partner) }))
  const sized = trades
    .map(({ partner, trade }) => ({ partner, trade, value: trade.values.reduce((sum, usd) => sum + usd, 0) }))
    .sort((a, b) => b.value - a.value)
  const steps = sized.map((of) => ({ ...of, rows: rowsOf(redux, of.partner, of.trade, dates, published) }))
  const overall = overallOf(join(series, 'redux_daily_overall.csv'), steps, dates)
  const left = steps.map(({ partner, rows }) => ({ partner, most: Math.max(...rows.map((row) => Math.abs(rest(row)))) }))
  const worst = left.reduce((a, b) => (b.most > a.most ? b : a))
  const most = Math.max(worst.most, ...overall.map((row) => Math.abs(rest(row))))
  const used = NAMED.filter((rule) =>
    [overall, ...steps.slice(0, LARGEST).map(({ rows }) => rows)].some((rows) =>
      rows.some(({ parts }) => Math.abs(parts.get(rule) ?? 0) >= NAMED_FROM),
    ),
  )
  const china = steps.find(({ partner }) => partner === 'CN') ?? steps[0]
  const others = steps.slice(0, LARGEST).filter((of) => of !== china)
  return `### Tradewartracker: how it is compared

The series gives what is added since ${dates[0]}, by partner and day. Its rules were read in its notebook and README (repository
tradewartracker/trade-war-redux-2025, 23 July 2026), and they and its lists applied to each ten-digit number of US imports of 2024. One figure was
taken from what it publishes instead: South Africa at 10 on 5 and 8 April 2025, where its file has 31. What the rules give is
within ${most.toFixed(2)} points of what it publishes on every step, of all ${steps.length} partners and of their average: nothing else is in it.
On each number, then, the rate of the series is set against the duties of the acts, kind by kind, and each difference is put to the rule
that makes it. Figures are points of a partner’s imports. A row adds up: here, the rules, what is not explained make the series.

Steps on which the difference is half a point or less are not shown, nor is a step that changes nothing; *smaller* is what rules of less
than ${NAMED_FROM} points contribute. The rules, and who is right by the acts, stand below the tables.

### China, against tradewartracker

${partnerTable(china?.rows ?? [])}

### All partners, against tradewartracker

In points of imports of all ${steps.length} partners; of the series, its average less the 2.3 of its base. The rules lead from the first line to the last.

${overallTable(overall)}

### The ${LARGEST - 1} other largest partners, against tradewartracker

${others.map(({ partner, rows }) => `#### ${nameOf(partner)}\n\n${partnerTable(rows)}`).join('\n\n')}

### The ${steps.length - LARGEST} smaller partners, against tradewartracker

Of each, the step that differs most.

${smallerTable(steps.slice(LARGEST))}

### What the rules are, and who is right

By the name under which it stands in the tables: what the series does; who is right, and by what. *Between*: the series
and the count here are two ends, or each is right in part.

${used.map((rule) => `- **${rule}**: ${RULES[rule].series}. ${verdict(rule)}: ${RULES[rule].acts}.`).join('\n')}

The goods behind the lists, on imports of all partners on ${SHOWN}: the headings of the largest amounts, in points of all imports.

${headingsTable(redux, sized)}`
}

function rowsOf(redux: Redux, partner: string, trade: Trade, dates: readonly string[], published: ReadonlyMap<string, number>): Row[] {
  return dates.map((date) => {
    const { here, series, parts } = stepOf(redux, partner, trade, date)
    return { date, here, series, parts, published: published.get(`${theirName(partner)} ${date}`) ?? Number.NaN }
  })
}

/** Rows of all partners together, on the days on which the published average changes. */
function overallOf(
  file: string,
  partners: readonly { readonly value: number; readonly rows: readonly Row[] }[],
  dates: readonly string[],
): Row[] {
  const daily = new Map(readTable(file).map((r) => [r.date as string, Number(r.us_avg_tariff_pct) - 2.3]))
  const whole = partners.reduce((sum, { value }) => sum + value, 0)
  return dates.map((date, i) => {
    const parts = new Map<Rule, number>()
    let [here, series] = [0, 0]
    for (const { value, rows } of partners) {
      const row = rows[i] as Row
      const weight = value / whole
      here += weight * row.here
      series += weight * row.series
      for (const [rule, part] of row.parts) parts.set(rule, (parts.get(rule) ?? 0) + weight * part)
    }
    return { date, here, series, parts, published: daily.get(date) ?? Number.NaN }
  })
}

/** A part that is named in a row; smaller ones are put together. */
const NAMED_FROM = 0.05

/** The steps that differ by more than half a point and are not as the step before, with what each rule contributes, largest first. */
function partnerTable(rows: readonly Row[]): string {
  const shown = stepsOf(rows)
  const near = rows.filter((row) => !isFar(row)).length
  return `${table(
    ['date', 'here', 'series', 'difference', 'by rule', 'not explained'],
    shown.map((row) => [row.date, two(row.here), two(row.published), signed(row.published - row.here), byRule(row), signed(rest(row))]),
    [0, 4],
  )}

${near} of ${rows.length} steps differ by half a point or less.`
}

const isFar = (row: Row): boolean => Math.abs(row.published - row.here) > SMALL

function stepsOf(rows: readonly Row[]): Row[] {
  const close = (a: number, b: number): boolean => Math.abs(a - b) < 0.02
  const alike = (a: Row, b: Row): boolean =>
    close(a.published, b.published) && close(a.here, b.here) && NAMED.every((rule) => close(a.parts.get(rule) ?? 0, b.parts.get(rule) ?? 0))
  const far = rows.filter(isFar)
  return far.filter((row, i) => i === 0 || !alike(far[i - 1] as Row, row))
}

function byRule({ parts }: Row): string {
  const all = [...parts].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  const named = all.filter(([, part]) => Math.abs(part) >= NAMED_FROM)
  const smaller = all.slice(named.length).reduce((sum, [, part]) => sum + part, 0)
  const said = named.map(([rule, part]) => `${rule} ${signed(part)}`)
  return [...said, ...(Math.abs(smaller) >= 0.005 ? [`smaller ${signed(smaller)}`] : [])].join(', ')
}

/** Of each partner, the step that differs most. */
function smallerTable(partners: readonly { readonly partner: string; readonly rows: readonly Row[] }[]): string {
  const size = (row: Row): number => Math.abs(row.published - row.here)
  return table(
    ['partner', 'date', 'here', 'series', 'difference', 'by rule', 'not explained'],
    partners.map(({ partner, rows }) => {
      const row = rows.reduce((a, b) => (size(b) > size(a) ? b : a))
      return [
        nameOf(partner),
        row.date,
        two(row.here),
        two(row.published),
        signed(row.published - row.here),
        byRule(row),
        signed(rest(row)),
      ]
    }),
    [0, 1, 5],
  )
}

/** The steps of all partners, a rule in each line: two tables, as they are many. */
function overallTable(rows: readonly Row[]): string {
  const shown = stepsOf(rows)
  const half = Math.ceil(shown.length / 2)
  return [shown.slice(0, half), shown.slice(half)].map(rulesTable).join('\n\n')
}

function rulesTable(rows: readonly Row[]): string {
  const named = NAMED.filter((rule) => rows.some((row) => Math.abs(row.parts.get(rule) ?? 0) >= NAMED_FROM))
  const smaller = (row: Row): number => [...row.parts].reduce((sum, [rule, part]) => sum + (named.includes(rule) ? 0 : part), 0)
  const blank = (n: number): string => (Math.abs(n) < 0.005 ? '' : signed(n))
  const line = (name: string, of: (row: Row) => string): string[] => [name, ...rows.map(of)]
  return table(
    ['', ...rows.map(({ date }) => date)],
    [
      line('here', (row) => two(row.here)),
      ...named.map((rule) => line(rule, (row) => blank(row.parts.get(rule) ?? 0))),
      line('smaller', (row) => blank(smaller(row))),
      line('not explained', (row) => signed(rest(row))),
      line('series', (row) => two(row.published)),
    ],
  )
}

/** The day on which most of the rules about lists are at work. */
const SHOWN = '2025-10-14'
const OF_LISTS: readonly Rule[] = ['ten digits', 'derivatives', 'two metals', 'metals', 'autos', 'amended', 'lists', 'chapter 98']

function headingsTable(
  redux: Redux,
  partners: readonly { readonly partner: string; readonly trade: Trade; readonly value: number }[],
): string {
  const whole = partners.reduce((sum, { value }) => sum + value, 0)
  const sums = new Map<Rule, Map<string, number>>()
  for (const { partner, trade, value } of partners) {
    for (const [rule, headings] of stepOf(redux, partner, trade, SHOWN).headings) {
      const of = sums.get(rule) ?? new Map<string, number>()
      sums.set(rule, of)
      for (const [heading, part] of headings) of.set(heading, (of.get(heading) ?? 0) + (part * value) / whole)
    }
  }
  return table(
    ['rule', 'headings'],
    OF_LISTS.map((rule) => {
      const all = [...(sums.get(rule) ?? [])]
        .filter(([, part]) => Math.abs(part) >= 0.005)
        .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
        .slice(0, 6)
      return [rule, all.map(([heading, part]) => `${heading.slice(0, 2)}.${heading.slice(2)} ${signed(part)}`).join(', ')]
    }),
    [0, 1],
  )
}
