/** The panel as a whole: its cells, its averages, and its tables as a query engine reads them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, test } from 'vitest'
import { embeddedClasses } from '../../src/files/classes.js'
import { writeClassForm, writeParquet } from '../../src/files/panel.js'
import { packageRoot } from '../../src/files/root.js'
import { linesOf, readUsImports } from '../../src/files/trade.js'
import { openLedger } from '../../src/index.js'
import {
  averages,
  buildPanel,
  classTables,
  type Duties,
  longRows,
  longTable,
  openDuties,
  openPanel,
  panelDiff,
  streamRows,
  weightsOf,
} from '../../src/panel/index.js'
import { compileRules } from '../../src/rates/rules.js'
import { random } from './random.js'

const root = packageRoot()
const classes = embeddedClasses(root, 'US', '2026-01-01')
const ledger = openLedger()
const dates = { date: '2025-10-20', known: '2025-10-20' }
const [duties, lapsed, extended] = openDuties(
  [ledger.asOf({ date: '2026-01-01' }), ledger.with('lapse').asOf(dates), ledger.with('extend-one-year').asOf(dates)].map((v) =>
    compileRules(v, 'US'),
  ),
  classes,
  'US',
  {},
  'estimate',
) as [Duties, Duties, Duties]
const panel = buildPanel(duties)
const lines = [...linesOf(root)]
const folder = mkdtempSync(join(tmpdir(), 'parley-panel-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('cells', () => {
  test('are those of single columns, on random lines, origins and days', () => {
    const next = random(3)
    for (let k = 0; k < 60; k++) {
      const origin = Math.floor(next() * panel.origins.length)
      const day = Math.floor(next() * 3101)
      const date = new Date(Date.UTC(2018, 6, 6 + day)).toISOString().slice(0, 10)
      const column = duties.column(panel.origins[origin] as string, date)
      for (let m = 0; m < 100; m++) {
        const line = Math.floor(next() * classes.codes.length)
        const cell = panel.cellAt(line, origin, day)
        expect(cell, `${classes.codes[line]} of ${panel.origins[origin]} on ${date}`).toEqual(column.at(line))
        if (cell) expect(panel.total(line, origin, day)).toBe(cell.total ?? Number.NaN)
      }
    }
  })

  test('a day or an origin outside has no place', () => {
    expect(panel.day('2018-07-05')).toBe(-1)
    expect(panel.day('2018-07-06')).toBe(0)
    expect(panel.day('2026-12-31')).toBe(3100)
    expect(panel.origin('US')).toBe(-1)
    expect(panel.line('9999999999')).toBe(-1)
  })
})

describe('averages', () => {
  const china = readUsImports(root, 'CN')
  const own = new Set(lines)
  const on = (of: Duties, day: string, by?: 'authority' | 'measure' | 'chapter') => {
    const one = buildPanel(of, { days: [day, day], origins: ['CN'] })
    return averages(one, [weightsOf(one, 'CN', china, own)], { ...(by && { by }) })
  }

  test('by authority the parts add up', () => {
    for (const day of ['2018-09-24', '2020-02-14', '2025-04-10', '2025-10-20', '2026-08-01']) {
      const [row] = on(duties, day, 'authority').get('all') ?? []
      const sum = Object.values(row?.parts ?? {}).reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(row?.weighted_pct as number, 9)
      expect(Object.keys(row?.parts ?? {}).length).toBeGreaterThan(1)
    }
  })

  test('chapters add up to the whole', () => {
    const all = on(duties, '2025-10-20').get('all')?.[0]
    const chapters = [...on(duties, '2025-10-20', 'chapter').values()].map((rows) => rows[0])
    const closed = chapters.map((c) => (c ? c.value_usd - c.open_usd : 0))
    const sum = chapters.reduce((total, c, i) => total + (c?.weighted_pct ?? 0) * (closed[i] as number), 0)
    expect(sum / closed.reduce((a, b) => a + b, 0)).toBeCloseTo(all?.weighted_pct as number, 9)
  })

  test('a prohibitive duty counts less by price and revenue than by weight', () => {
    const row = on(duties, '2025-04-10').get('all')?.[0]
    expect(row?.weighted_pct).toBeGreaterThan(row?.ces_pct as number)
    expect(row?.ces_pct).toBeGreaterThan(row?.revenue_pct as number)
  })

  test('the lapse means 24 points more where the reciprocal duty is owed, seen from 20 October 2025', () => {
    const [a, b] = [extended, lapsed].map((d) => on(d, '2025-11-10', 'measure').get('all')?.[0]?.parts?.['us.ieepa.reciprocal.cn'])
    // 10 points of 34 are collected until it lapses.
    expect((b as number) / (a as number)).toBeCloseTo(3.4, 9)
  })
})

describe('the diff of two panels', () => {
  test('finds what single cells find', () => {
    const [a, b] = [buildPanel(extended), buildPanel(lapsed)]
    const found = panelDiff(a, b)
    expect(new Set(found.flatMap((d) => d.origins))).toEqual(new Set(['CN', 'HK', 'MO']))
    expect(found.every((d) => d.from >= '2025-11-10')).toBe(true)
    const next = random(5)
    for (let k = 0; k < 4000; k++) {
      const origin = a.origin(['CN', 'HK', 'MO', 'DE'][Math.floor(next() * 4)] as string)
      const day = Math.floor(next() * 3101)
      const line = Math.floor(next() * classes.codes.length)
      const date = new Date(Date.UTC(2018, 6, 6 + day)).toISOString().slice(0, 10)
      const [x, y] = [a.cellAt(line, origin, day), b.cellAt(line, origin, day)]
      const differs = found.some(
        (d) =>
          d.origins.includes(a.origins[origin] as string) &&
          d.from <= date &&
          date < d.until &&
          d.members.includes(classes.members[line] as number),
      )
      expect(JSON.stringify(x) !== JSON.stringify(y), `${classes.codes[line]} ${a.origins[origin]} ${date}`).toBe(differs)
    }
  })
})

describe('tables', () => {
  test('the view over the class form reads as the long rows', async () => {
    writeClassForm(folder, classTables(panel, lines))
    const asked = { lines, origins: ['CN', 'DE', 'CA', 'RU'], chapters: ['72', '85', '87', '98'] }
    const table = longTable(panel, asked)
    writeParquet(join(folder, 'long.parquet'), table)
    const size = readdirSync(folder)
      .filter((f) => f !== 'long.parquet')
      .reduce((sum, f) => sum + statSync(join(folder, f)).size, 0)
    expect(size).toBeLessThan(5_000_000)
    const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
    const sql = readFileSync(join(folder, 'panel.sql'), 'utf8').replaceAll(/from '(\w+\.parquet)'/g, (_, f) => `from '${join(folder, f)}'`)
    for (const statement of sql.split(/;\n/)) if (statement.includes('create')) await db.run(statement)
    const one = async (query: string): Promise<unknown[]> => (await db.runAndReadAll(query)).getRows()[0] as unknown[]
    const long = `'${join(folder, 'long.parquet')}'`
    expect(await one(`select count(*) from ${long}`)).toEqual([BigInt(table[0]?.data.length as number)])
    const [compared, different] = await one(`
      select count(*), count(*) filter (where p.total_pct is distinct from q.total_pct and coalesce(abs(p.total_pct - q.total_pct) > 1e-9, true))
      from panel p join ${long} q on p.hts = q.hts and p.origin = q.origin and p."from" >= q."from" and p."from" < q.until
      where p.origin in ('CN', 'DE', 'CA', 'RU') and substr(p.hts, 1, 2) in ('72', '85', '87', '98')`)
    expect(compared as bigint).toBeGreaterThan(40_000n)
    expect(different).toBe(0n)
    const [, query = '', printed = ''] = /```sql\n(.*?)```\n+```\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? []
    const told = (await db.runAndReadAll(query)).getRowsJson().map(([from, until, base, total, layers]) => {
      const numbers = [base, total].map((n) => String(n).padStart(5)).join('  ')
      return `${from}  ${until} ${numbers}  ${layers}\n`
    })
    expect(told.join('')).toBe(printed)
    // Row for row, too: neighbouring days of the same are joined.
    const rows = `where origin in ('CN', 'DE', 'CA', 'RU') and substr(hts, 1, 2) in ('72', '85', '87', '98')`
    expect(await one(`select count(*) from panel ${rows}`)).toEqual([BigInt(table[0]?.data.length as number)])
    expect(await one(`select count(*) from (select * from panel ${rows} except select * from ${long})`)).toEqual([0n])
  }, 120_000)

  test('rows of nobody, of no chapter, or of days before the record are refused', () => {
    const rows = (asked: object) => () => [...longRows(panel, { lines, ...asked })]
    expect(rows({ origins: ['XX'] })).toThrow('the panel has no goods of "XX"')
    expect(rows({ origins: ['CN'], chapters: ['8'] })).toThrow('"8" is no chapter')
    expect(panel.total(panel.line('9999999999'), 0, 0)).toBeNaN()
    const open = (asked: object) => () => openPanel(ledger, classes, { origins: ['CN'], ...asked })
    expect(open({ days: ['2017-01-01', '2026-01-01'] })).toThrow('the record of added duties begins on 2018-01-01')
    expect(open({ days: ['2026-01-02', '2026-01-01'] })).toThrow('2026-01-02 is after 2026-01-01')
    expect(open({ metal: 'half' })).toThrow('"half": write all, estimate, none')
  })

  test('a stream has the rows of the list, and lets others go on', async () => {
    const asked = { lines, origins: ['CN'], chapters: ['94'] }
    const seen: unknown[] = []
    let turns = 0
    const timer = setInterval(() => turns++, 0)
    for await (const row of streamRows(panel, asked)) seen.push(row)
    clearInterval(timer)
    expect(seen).toEqual([...longRows(panel, asked)])
    expect(turns).toBeGreaterThan(0)
    expect(seen.some((row) => (row as { estimated?: true }).estimated)).toBe(true)
  })

  test('rows of a line have no gaps and end with the panel', () => {
    const rows = [...longRows(panel, { lines: ['8504408500'].filter((l) => lines.includes(l)).concat('8505110070'), origins: ['CN'] })]
    expect(rows.length).toBeGreaterThan(10)
    rows.forEach((row, i) => {
      const next = rows[i + 1]
      expect(row.until).toBe(next && next.hts === row.hts ? next.from : '2027-01-01')
    })
    expect(rows.find((r) => r.hts === '8505110070' && r.from <= '2026-09-30' && r.until > '2026-09-30')?.total_pct).toBe(27.1)
  })
})
