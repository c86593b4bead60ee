/**
 * Compares average US duties with published series (tradewartracker by day and by country, PIIE's average on China, the Treasury's
 * customs revenue) and writes the US part of `docs/comparison.md`. The series are read where they lie and are no part of the project.
 * What each rule of a series contributes to a difference is worked out: its rule is applied to the layers of every product, one after
 * another. Run by `npx tsx scripts/compare-us.ts <folder of the published series>` after a build.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDays } from '../src/base/dates.js'
import { fail } from '../src/base/errors.js'
import { embeddedClasses } from '../src/files/classes.js'
import { linesOf, readUsImports } from '../src/files/trade.js'
import { openLedger } from '../src/index.js'
import { averages, buildPanel, type Cell, type Duties, openDuties, type Weights, weightsOf } from '../src/panel/index.js'
import { compileRules } from '../src/rates/rules.js'
import { PARTNERS } from '../src/trade/index.js'
import { readTable } from './read-table.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the published series')
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const classes = embeddedClasses(root, 'US', '2026-01-01')
const rules = compileRules(openLedger().asOf({ date: '2026-01-01' }), 'US')
const [duties] = openDuties([rules], classes, 'US') as [Duties]
const [claiming] = openDuties([rules], classes, 'US', { claims: ['usmca'] }) as [Duties]
// From the day before the first list on, so that what was before it is known.
const days = ['2018-07-05', '2026-12-31'] as const
const [panel, claimed] = [buildPanel(duties, { days }), buildPanel(claiming, { days })]
const lines = linesOf(root)
const partner = (code: string): Weights => weightsOf(panel, code === 'EU' ? 'DE' : code, readUsImports(root, code), lines)
const china = partner('CN')
const all = PARTNERS.map(partner)

const start = '2025-01-01'
const two = (n: number): string => n.toFixed(2)
const signed = (n: number): string => `${n >= 0 ? '+' : ''}${n.toFixed(2)}`
const value = (name: string, file: string): Record<string, string>[] =>
  readTable(join(source, file)).filter((r) => !name || r.country === name)

/** The average of something over products with a total on the day and at the start, weighted with imports. */
function mean(weights: Weights, date: string, of: (now: Cell, then: Cell) => number, from = panel): number {
  const origin = from.origin(weights.origin)
  const [now, then] = [date, start].map((day) => from.stretch(origin, from.day(day)))
  let [sum, weight] = [0, 0]
  for (const row of weights.rows) {
    const [a, b] = [now, then].map((s) => from.cellOf(s as never, row.member, row.rate)) as [Cell, Cell]
    if (a.layersOpen || b.layersOpen) continue
    sum += row.value * of(a, b)
    weight += row.value
  }
  return weight === 0 ? 0 : sum / weight / 1e6
}
const layer = (cell: Cell, is: (measure: string) => boolean): number =>
  cell.layers.reduce((sum, l) => sum + (is(l.measure) ? l.rate : 0), 0)
const s301 = (m: string): boolean => m.startsWith('us.s301.') && m !== 'us.s301.forced-labour' && m !== 'us.s301.brazil'
const s232 = (m: string): boolean => m.startsWith('us.s232.')
const reciprocal = (m: string): boolean => m === 'us.ieepa.reciprocal.cn' || m === 'us.ieepa.reciprocal.baseline'
/** The rate of China's reciprocal duty on a day, by the acts. */
const RECIPROCAL: readonly (readonly [from: string, rate: number])[] = [
  ['2025-04-05', 10e6],
  ['2025-04-09', 84e6],
  ['2025-04-10', 125e6],
  ['2025-05-14', 10e6],
]
const ieepa = (m: string): boolean => m.startsWith('us.ieepa.')
const fentanyl = (m: string): boolean => m.startsWith('us.ieepa.fentanyl')

// ── China, against tradewartracker ──────────────────────────────────────────────────────────────────────────────────
/** The day whose law the series has on a day, where its dates are not those of the acts. */
function theirDay(date: string): { day: string; why: string } | undefined {
  const found = [
    { from: '2025-02-04', until: '2025-03-04', day: '2025-03-04', why: 'fentanyl at 20 from 4 February; the acts: 10 to 3 March' },
    { from: '2025-04-08', until: '2025-04-09', day: '2025-04-09', why: 'the 84 points from 8 April; the act: 9 April' },
    { from: '2025-04-09', until: '2025-04-10', day: '2025-04-10', why: 'the 125 points from 9 April; the act: 10 April' },
    { from: '2025-05-12', until: '2025-05-14', day: '2025-05-14', why: 'the Geneva cut from 12 May; the act: 14 May' },
    { from: '2025-06-03', until: '2025-06-04', day: '2025-06-04', why: 'metals at 50 from 3 June; the act: 4 June' },
    { from: '2025-11-01', until: '2025-11-10', day: '2025-11-10', why: 'fentanyl at 10 from 1 November; the act: 10 November' },
  ].find((s) => s.from <= date && date < s.until)
  return found
}

/** Their rules, applied one after another to the layers of a product: each changes what the one before gives. */
const STEPS: readonly (readonly [name: string, apply: (sum: number, now: Cell, date: string) => number])[] = [
  ['no step of Section 301 since 2024', (x, now) => x - layer(now, s301)],
  [
    'IEEPA void from the ruling of 20 February 2026; collected to the 23rd',
    (x, now, d) => (d >= '2026-02-20' && d < '2026-02-24' ? x - layer(now, ieepa) : x),
  ],
  [
    'the goods of Annex II not spared before 11 April (retroactive to 5 April)',
    (x, now, d) => {
      const rate = RECIPROCAL.findLast(([from]) => from <= (theirDay(d)?.day ?? d))?.[1] ?? 0
      const spared = layer(now, fentanyl) > 0 && layer(now, reciprocal) === 0 && layer(now, s232) === 0
      return d >= '2025-04-05' && d < '2025-04-11' && spared ? x + rate : x
    },
  ],
  [
    '34 points from 5 April; the acts: 10',
    (x, now, d) => (d >= '2025-04-05' && d < '2025-04-08' && layer(now, fentanyl) > 0 && layer(now, s232) === 0 ? x + 24e6 : x),
  ],
  ['Section 232 takes the place of all else on an article', (x, now) => (layer(now, s232) > 0 ? layer(now, s232) : x)],
  [
    '125 in all in April and May: fentanyl left out',
    (x, now, d) =>
      d >= '2025-04-09' && d < '2025-05-12' && layer(now, s232) === 0 && (d < '2025-04-11' || layer(now, reciprocal) > 0)
        ? x - layer(now, fentanyl)
        : x,
  ],
  [
    'no fentanyl duty on the goods of Annex II from 14 November',
    (x, now, d) =>
      d >= '2025-11-14' && d < '2026-02-20' && layer(now, reciprocal) === 0 && layer(now, s232) === 0 ? x - layer(now, fentanyl) : x,
  ],
]
const added = (cell: Cell): number => layer(cell, () => true)

const chinaRows = value('CHINA', 'redux_country_by_time.csv').map((r) => {
  const date = r.date as string
  const theirs = Number(r.increase_over_2024_pct)
  const ours = mean(china, date, (a, b) => added(a) - added(b))
  const other = theirDay(date)
  const day = other?.day ?? date
  const parts: [string, number][] = []
  let last = mean(china, day, (a, b) => added(a) - added(b))
  if (other) parts.push([other.why, last - ours])
  STEPS.forEach(([name], k) => {
    const next = mean(china, day, (a, b) => {
      const both = [a, b].map((cell, side) =>
        STEPS.slice(0, k + 1).reduce((x, [, apply]) => apply(x, cell, side === 0 ? date : start), added(cell)),
      ) as [number, number]
      return both[0] - both[1]
    })
    parts.push([name, next - last])
    last = next
  })
  return { date, theirs, ours, parts: parts.filter(([, p]) => Math.abs(p) >= 0.05), rest: theirs - last }
})

// ── all partners ────────────────────────────────────────────────────────────────────────────────────────────────────
const whole = all.reduce((sum, w) => sum + w.value, 0)
const over = (of: (w: Weights) => number): number => all.reduce((sum, w) => sum + (w.value / whole) * of(w), 0)
const northern = new Set(['CA', 'MX'])
const overall = value('', 'redux_daily_overall.csv').filter((r, i, rows) => i > 0 && r.us_avg_tariff_pct !== rows[i - 1]?.us_avg_tariff_pct)
const overallRows = overall.map((r) => {
  const date = r.date as string
  const theirs = Number(r.us_avg_tariff_pct) - 2.3
  const dayOf = (w: Weights): string => (w.origin === 'CN' ? (theirDay(date)?.day ?? date) : date)
  const plain = (w: Weights, d: string): number => mean(w, d, (a, b) => added(a) - added(b))
  const ours = over((w) => plain(w, date))
  const dated = over((w) => plain(w, dayOf(w)))
  const usmca = over((w) => (northern.has(w.origin) ? mean(w, date, (a, b) => added(a) - added(b), claimed) - plain(w, date) : 0))
  const replaced = over((w) =>
    w.origin === 'CN'
      ? mean(w, dayOf(w), (a, b) => {
          const both = [a, b].map((cell, i) => STEPS.reduce((x, [, apply]) => apply(x, cell, i === 0 ? date : start), added(cell))) as [
            number,
            number,
          ]
          return both[0] - both[1]
        }) - plain(w, dayOf(w))
      : 0,
  )
  return { date, theirs, ours, dated: dated - ours, usmca, replaced, rest: theirs - dated - usmca - replaced }
})

// ── China's average on fifteen days ─────────────────────────────────────────────────────────────────────────────────
const DAYS =
  '2018-07-06 2018-09-24 2019-05-10 2019-09-01 2020-02-14 2024-09-27 2025-02-04 2025-03-04 2025-04-10 2025-05-14 2025-08-18 2025-11-10 2026-02-24 2026-04-06 2026-07-24'.split(
    ' ',
  )
const titles: Record<string, string> = {
  base: 'base',
  'us.authority.s301': '301',
  'us.authority.s232': '232',
  'us.authority.s201': '201',
  'us.authority.ieepa-tariffs': 'IEEPA',
  'us.authority.s122': '122',
}
const series = averages(panel, [china], { by: 'authority' }).get('all') ?? []
const fifteen = DAYS.map((day) => series.findLast((r) => r.from <= day))
const names = [...new Set(fifteen.flatMap((r) => Object.keys(r?.parts ?? {})))]

// ── PIIE, Treasury ──────────────────────────────────────────────────────────────────────────────────────────────────
const on = (day: string) => series.findLast((r) => r.from <= day)
const piie = readTable(join(source, 'piie_us_average_tariff_on_china.csv')).map((r) => {
  const at = on(r.date as string)
  return { date: r.date as string, theirs: Number(r.avg_pct), weighted: at?.weighted_pct ?? 0, simple: at?.simple_pct ?? 0 }
})
const treasury = readTable(join(source, 'treasury_customs_revenue_monthly.csv'))
  .filter((r) => (r.date as string) >= start)
  .map((r) => {
    const day = addDays(r.date as string, 14)
    return {
      month: (r.date as string).slice(0, 7),
      theirs: Number(r.effective_rate_pct),
      ours: 2.3 + over((w) => mean(w, day, (a, b) => added(a) - added(b))),
    }
  })

const explained = chinaRows.filter((r) => Math.abs(r.theirs - r.ours) > 0.5)
const text = `## Average US duties

Weights are US imports for consumption of 2024 by origin and line; nothing is claimed, metal content counts as the full value. Lines of
which what is added is open are left out.

### China on fifteen days

Average duty on goods of China, in percent, as by all that is known now; the parts add up.

| from | ${names.map((n) => titles[n] ?? n).join(' | ')} | total |
|---|${names.map(() => '---:').join('|')}|---:|
${fifteen.map((r, i) => `| ${DAYS[i]} | ${names.map((n) => two(r?.parts?.[n] ?? 0)).join(' | ')} | ${two(r?.weighted_pct ?? 0)} |`).join('\n')}

### China, against tradewartracker

What is added since ${start}, in points. The series' rules are applied here to the layers of every product, one after another, and what
each does to the average is its amount; what is left is not explained.

| date | here | series | difference | by rule | not explained |
|---|---:|---:|---:|---|---:|
${explained
  .map(
    (r) =>
      `| ${r.date} | ${two(r.ours)} | ${two(r.theirs)} | ${signed(r.theirs - r.ours)} | ${r.parts.map(([name, p]) => `${name}: ${signed(p)}`).join('; ')} | ${signed(r.rest)} |`,
  )
  .join('\n')}

${chinaRows.length - explained.length} of ${chinaRows.length} steps differ by half a point or less. What is not explained is open: the lists of the
series (metals' derivatives, exempt goods) were not compared line by line. Who is right, by the acts: fentanyl was 10 from 4 February and 20 from 4 March 2025 (EO 14195,
14228), and 10 from 10 November (EO 14357); it stands beside Section 232 and beside the 125 points of April (EO 14195 names no exception
for either; EO 14289 does not name China's order). The reciprocal duty was 84 on 9 April, 125 from 10 April (EO 14259, 14266), 10 from
14 May (EO 14298). The steps of Section 301 of 2025 and 2026 are those of 89 FR 76581 and 89 FR 101682.

### All partners, against tradewartracker

What is added since ${start}, in points of imports of all ${PARTNERS.length} partners; of the series, its average less the 2.3 of its base. By rule: its days for China; all
goods of Canada and Mexico under USMCA (the other end of nothing claimed: what is claimed lies between); its rules for China as above.

| date | here | series | difference | days | USMCA claimed on all | China | not explained |
|---|---:|---:|---:|---:|---:|---:|---:|
${overallRows
  .map(
    (r) =>
      `| ${r.date} | ${two(r.ours)} | ${two(r.theirs)} | ${signed(r.theirs - r.ours)} | ${signed(r.dated)} | ${signed(r.usmca)} | ${signed(r.replaced)} | ${signed(r.rest)} |`,
  )
  .join('\n')}

What is not explained holds the share of the goods of Canada and Mexico that claims USMCA (the column is its upper end), the days of the
series for other partners, its masks of auto parts and metals, and exemptions for which nothing is claimed here. These are not worked out.

### China, against PIIE

Other weights (China's exports to the world), and the series counts exclusions; a comparison of levels only.

| date | here, weighted | here, simple | series |
|---|---:|---:|---:|
${piie.map((r) => `| ${r.date} | ${two(r.weighted)} | ${two(r.simple)} | ${two(r.theirs)} |`).join('\n')}

### Customs revenue over imports

Duties collected over imports by month (Treasury), and the law of the 15th on imports of 2024, with 2.3 for the base as the first series
has it. What is collected lies below the law: trade moved away from what is taxed, preferences were claimed, metal content declared, goods
were under way, and duties are paid a month later. The distance is shown, not explained.

| month | collected | law, nothing claimed |
|---|---:|---:|
${treasury.map((r) => `| ${r.month} | ${two(r.theirs)} | ${two(r.ours)} |`).join('\n')}
`

const [START, END] = ['<!-- US: written by scripts/compare-us.ts -->', '<!-- end of US -->']
const page = join(root, 'docs/comparison.md')
const old = readFileSync(page, 'utf8')
const part = `${START}\n\n${text}\n${END}\n`
const [first, last] = [old.indexOf(START), old.indexOf(END)]
writeFileSync(
  page,
  first >= 0 && last > first ? old.slice(0, first) + part + old.slice(last + END.length + 1) : `${old.trimEnd()}\n\n${part}`,
)
process.stdout.write(text)
