/**
 * How long the panel takes, and against what: each part in a process of its own, so that it is as cold as for a person.
 * Run by `npm run bench:panel`. Peers: every cell of one origin and day by `assess`, the same engine cell by cell; DuckDB reading one day's
 * column from the compiled tables.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { embeddedClasses } from '../dist/src/files/classes.js'
import { embeddedLists, embeddedRecord } from '../dist/src/files/generated.js'
import { readSchedule } from '../dist/src/files/schedule.js'
import { linesOf, readUsImports } from '../dist/src/files/trade.js'
import { openLedgerData } from '../dist/src/ledger/index.js'
import { averages, buildPanel, type Duties, openDuties, panelDiff, weightsOf } from '../dist/src/panel/index.js'
import { assess, openRates } from '../dist/src/rates/index.js'
import { compileRules } from '../dist/src/rates/rules.js'
import { tradeEffects } from '../dist/src/scenarios/index.js'
import { PARTNERS } from '../dist/src/trade/index.js'

const say = (what: string, figure: string): void => void process.stdout.write(`${what.padEnd(66)} ${figure}\n`)
const ms = (n: number): string => `${n < 10 ? n.toFixed(2) : n.toFixed(0)} ms`
const timed = <T>(what: () => T): [T, number] => {
  const start = performance.now()
  const value = what()
  return [value, performance.now() - start]
}
const best = (runs: number, what: () => void): number => Math.min(...Array.from({ length: runs }, () => timed(what)[1]))
const open = () => {
  const ledger = openLedgerData(embeddedRecord())
  const classes = embeddedClasses('.', 'US', '2026-01-01')
  return { ledger, classes, rules: compileRules(ledger.asOf({ date: '2026-01-01' }), 'US') }
}

{
  const cold = fileURLToPath(new URL('panel-cold.mjs', import.meta.url))
  const builds = Array.from({ length: 7 }, () => execFileSync(process.execPath, [cold], { encoding: 'utf8' }).split(' ').map(Number))
  const [build, all] = [0.5, 1].map((at) => builds.map(([t = 0]) => t).sort((x, y) => x - y)[Math.ceil(at * builds.length) - 1])
  const empty = best(3, () => execFileSync(process.execPath, ['-e', '']))
  say(
    'full panel from a cold process, median (worst of 7)',
    `${ms(build as number)} (${ms(all as number)}), ${Math.max(...builds.map(([, m = 0]) => m)).toFixed(0)} MB at most`,
  )
  say('  peer: an empty process', ms(empty))

  const { ledger, classes, rules } = open()
  const [duties] = openDuties([rules], classes, 'US', {}, 'estimate') as [Duties]
  const [panel] = timed(() => buildPanel(duties))
  const count = 1_000_000
  const [lines, origins, days] = [classes.codes.length, panel.origins.length, 3101].map((n) =>
    Int32Array.from({ length: count }, () => Math.random() * n),
  ) as [Int32Array, Int32Array, Int32Array]
  const cell =
    best(3, () => {
      for (let i = 0; i < count; i++)
        if ((classes.members[lines[i] as number] as number) >= 0) panel.total(lines[i] as number, origins[i] as number, days[i] as number)
    }) / count
  say('a random cell', `${(cell * 1e6).toFixed(0)} ns`)

  const asked = { date: '2025-10-20', known: '2025-10-20' }
  const [a, b] = ['lapse', 'extend-one-year'].map((s) => compileRules(ledger.with(s).asOf(asked), 'US')) as [typeof rules, typeof rules]
  const trade = PARTNERS.map((origin) => ({ origin, trade: readUsImports('.', origin) }))
  const [base] = openDuties([b], classes, 'US', {}, 'estimate') as [Duties]
  const before = buildPanel(base)
  const recompiled = (): void => {
    const scenario = compileRules(ledger.with('lapse').asOf(asked), 'US')
    const found = panelDiff(before, buildPanel(base.beside(scenario)))
    if (found.length === 0) throw new Error('the lapse changes nothing')
  }
  recompiled()
  say('a scenario compiled anew: its full panel and the diff, warm', ms(best(7, recompiled)))
  const effects = (): void =>
    void tradeEffects({ importer: 'US', before: b, after: a, days: { before: '2025-11-10', after: '2025-11-10' }, classes }, trade)
  effects()
  say('  the same told by product for all 51 partners on one day', ms(best(5, effects)))
  say(
    '  two full panels from nothing, warm',
    ms(best(3, () => void openDuties([b, a], classes, 'US', {}, 'estimate').map((d) => buildPanel(d)))),
  )

  const book = openRates(ledger, readSchedule('.'), embeddedLists())
  const codes = [...linesOf('.')].filter((c) => !c.startsWith('98'))
  const column = (): void => {
    const cells = (openDuties([rules], classes, 'US') as [Duties])[0].column('CN', '2025-10-20')
    for (let i = 0; i < classes.codes.length; i++) cells.at(i)
  }
  const cells = (): void => {
    for (const hts of codes) assess(book, { hts, origin: 'CN', entry_date: '2025-10-20', value_usd: '10000' })
  }
  cells()
  const [own, control] = [best(5, column), best(3, cells)]
  say("China's column of one day, from nothing", ms(own))
  say('  peer: assess, cell by cell, warm', `${ms(control)} = ${(control / own).toFixed(1)} × as long`)
  const series = timed(() => averages(panel, [weightsOf(panel, 'CN', readUsImports('.', 'CN'), new Set(codes))], { by: 'authority' }))[1]
  say("China's averages of all days by authority", ms(series))

  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const command = (...argv: string[]): number =>
    best(3, () => execFileSync(process.execPath, ['bin/parley.js', ...argv], { stdio: 'ignore' }))
  say('parley panel --out, the class form', ms(command('panel', '--out', folder)))
  say('  on disk', `${(readdirSync(folder).reduce((sum, f) => sum + statSync(join(folder, f)).size, 0) / 1e6).toFixed(2)} MB`)
  say('parley panel --out cn.parquet --origin CN, long rows', ms(command('panel', '--out', join(folder, 'cn.parquet'), '--origin', 'CN')))
  const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  const sql = readFileSync(join(folder, 'panel.sql'), 'utf8').replaceAll(/from '(\w+\.parquet)'/g, (_, f) => `from '${join(folder, f)}'`)
  for (const statement of sql.split(/;\n/)) if (statement.includes('create')) await db.run(statement)
  const query = `select avg(total_pct) from pieces where origin = 'CN' and "from" <= date '2025-10-20' and until > date '2025-10-20'`
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const start = performance.now()
    await db.runAndReadAll(query)
    times.push(performance.now() - start)
  }
  const duck = Math.min(...times)
  const warm = best(5, () => {
    const [origin, day] = [panel.origin('CN'), panel.day('2025-10-20')]
    for (const code of codes) panel.total(panel.line(code), origin, day)
  })
  say(
    "  peer: DuckDB reads one day's China column from the tables",
    `${ms(duck)}; the panel, warm: ${ms(warm)} = 1/${(duck / warm).toFixed(1)}`,
  )
  const truce = command('truce', '--date', '2025-10-20', '--known', '2025-10-20')
  const whatIf = command('what-if', 'lapse', '--date', '2025-10-20', '--known', '2025-10-20')
  say('parley what-if lapse', `${ms(whatIf)} = ${(whatIf / truce).toFixed(2)} × parley truce (${ms(truce)})`)
  rmSync(folder, { recursive: true })
}
