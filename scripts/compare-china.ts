/**
 * Compares China's duties on goods of the US with a published series (WTO-IMF tariff tracker, by six-digit subheading at nine days)
 * and writes the China part of `docs/comparison.md`. The series is read where it lies and is no part of the project.
 * Run by `npx tsx scripts/compare-china.ts <folder of the published series>`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail, ParleyError } from '../src/base/errors.js'
import { readChinaTariff } from '../src/files/schedule.js'
import lists from '../src/generated/lists.js'
import { openLedger } from '../src/index.js'
import { type Assessment, assess, openRates } from '../src/rates/index.js'
import { dottedCode } from '../src/schedule/index.js'
import { readTable } from './read-table.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the published series')
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const book = openRates(openLedger(), readChinaTariff(root), lists)
const rows = readTable(join(source, 'wto_cn_on_us_hs6_2025_2026.csv'))
const days = Object.keys(rows[0] ?? {}).slice(1)

/** Half a unit of the last digit of the series, and the noise of its averages. */
const NEAR = 0.011

const added = (a: Assessment): number => a.layers.filter((l) => l.status === 'applies').reduce((sum, l) => sum + l.rate_pct, 0)

interface Step {
  readonly code: string
  readonly day: string
  readonly theirs: number
  readonly ours: number
  readonly at: Assessment
  readonly before: Assessment
}

const steps: Step[] = []
const unknown: string[] = []
let uniform = 0
const levels = { near: 0, higher: 0, lower: 0 }
for (const row of rows) {
  const hts = row.hs_code as string
  try {
    const all = days.map((entry_date) => assess(book, { hts, origin: 'US', entry_date, value_usd: '100' }))
    if (!all[0]?.incomplete) uniform += 1
    all.forEach((at, i) => {
      const before = all[i - 1]
      const day = days[i] as string
      if (before)
        steps.push({
          code: hts,
          day,
          theirs: Number(row[day]) - Number(row[days[i - 1] as string]),
          ours: added(at) - added(before),
          at,
          before,
        })
    })
    const last = all.at(-1)
    const theirs = Number(row[days.at(-1) as string])
    if (last?.rate_pct !== undefined)
      levels[Math.abs(last.rate_pct - theirs) <= 0.5 ? 'near' : last.rate_pct > theirs ? 'higher' : 'lower'] += 1
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    unknown.push(`${dottedCode(hts)}: ${error.message}`)
  }
}

/** Why a step differs, by what stands in the two answers. */
function why({ at, before, code, theirs, ours }: Step): string {
  const owed = (measure: string): boolean => [at, before].some((a) => a.layers.some((l) => l.measure === measure && l.status === 'applies'))
  const partly = [at, before].some((a) =>
    a.questions.some((q) => /Only a part of this line/.test(q.ask) && /feb-2025|mar-2025/.test(q.measure) && owed(q.measure)),
  )
  // Film, heading 3702: part of its lines bear a duty by area.
  if (code.startsWith('3702') && theirs === 0)
    return 'Film, on which China sets duties by area. The series leaves these subheadings without the added duty on all goods; Announcement 2025 No. 4 spares no product.'
  // An average over lines of which some are listed lies between nothing and the whole.
  if (partly && theirs * ours > 0 && Math.abs(theirs) < Math.abs(ours))
    return 'The list names some of the national lines under the subheading. The series averages over all of them; the answer here is that for goods on the list, and asks whether they are.'
  if (owed('cn.antidumping.pom-2024')) return 'An anti-dumping duty, which the series does not count and the answer here does.'
  return 'Open.'
}

const differing = steps.filter((s) => Math.abs(s.theirs - s.ours) > NEAR)
const causes = new Map<string, Step[]>()
for (const step of differing) causes.set(why(step), [...(causes.get(why(step)) ?? []), step])

const count = (of: readonly Step[]): string => [...new Set(of.map((s) => dottedCode(s.code)))].join(', ')
const text = `## China's duties on goods of the US

Against the WTO-IMF tariff tracker: total ad valorem rates by six-digit subheading at ${days.length} days (${days[0]} to ${days.at(-1)}), averages of
national lines, ${rows.length} subheadings. The series' base of 1 January 2025 holds some of the answers of 2018-2019 and it does not say how it
treats exclusions, so changes from day to day are compared first: they isolate the measures of 2025.

| step to | subheadings | equal | differ |
|---|---:|---:|---:|
${days
  .slice(1)
  .map((day) => {
    const of = steps.filter((s) => s.day === day)
    const off = differing.filter((s) => s.day === day).length
    return `| ${day} | ${of.length} | ${of.length - off} | ${off} |`
  })
  .join('\n')}

Every difference:

| why | subheadings | steps |
|---|---|---:|
${[...causes].map(([cause, of]) => `| ${cause} | ${count(of)} | ${of.length} |`).join('\n')}

${unknown.length === 0 ? '' : `Not a subheading of the nomenclature here: ${unknown.join('; ')}.\n\n`}Of ${rows.length} subheadings ${uniform} have a total here: their lines of 2018 were treated alike. The others have lines of different rates or lists,
or begin with the nomenclature of 2022; at six digits the answer is open and asks for the code of 2018. Their changes are compared all the same.

Levels on ${days.at(-1)}, where a total exists: ${levels.near} within half a point of the series, ${levels.higher} higher here, ${levels.lower} lower. They are left open: the answers here
count the duties of 2018-2019 in full unless an exclusion is claimed, and take the most-favoured-nation rate of 2019 for that of today;
the series averages over lines, knows the rates of 2025, and does not say how it treats exclusions.
`

const START = '<!-- China: written by scripts/compare-china.ts -->'
const END = '<!-- end of China -->'
const page = join(root, 'docs/comparison.md')
const old = existsSync(page)
  ? readFileSync(page, 'utf8')
  : '# Comparison with published series\n\nWhere a published figure and ours differ, the law decides who is right. Regenerate with the scripts named below.\n'
const part = `${START}\n\n${text}\n${END}\n`
const [first, rest] = [old.indexOf(START), old.indexOf(END)]
writeFileSync(
  page,
  first >= 0 && rest > first ? old.slice(0, first) + part + old.slice(rest + END.length + 1) : `${old.trimEnd()}\n\n${part}`,
)
process.stdout.write(text)
