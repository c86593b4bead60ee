/** The two-sided lapse, seen from two days, with its golden result beside the scenario; and what `parley what-if` must always hold. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WhatIfOutput } from '../../src/answers/what-if-schemas.js'
import { embeddedClasses } from '../../src/files/classes.js'
import { readChinaTariff } from '../../src/files/schedule.js'
import { readMetalContents, readUsExportsToChina, readUsImports } from '../../src/files/trade.js'
import { assess, openRates } from '../../src/rates/index.js'
import { compileRules } from '../../src/rates/rules.js'
import { Opened, tradeEffects } from '../../src/scenarios/index.js'
import { parley } from '../cli/run.js'
import { ledger, lists, schedule } from '../rates/book.js'

const report = async (...args: string[]) => WhatIfOutput.parse(JSON.parse((await parley('what-if', ...args, '--json')).out))
type Report = Awaited<ReturnType<typeof report>>

/** What of an answer the golden file keeps: every term, and the sums of each pair with its chapters. */
const kept = ({ on, changes, trade }: Report) => ({
  on,
  changes: changes.flatMap(({ party, authority, differences }) =>
    differences.map(
      (d) =>
        `${party} ${authority}: ${d.measure} ${d.term} ${JSON.stringify(d.without?.effective ?? null)} -> ${JSON.stringify(d.with?.effective ?? null)} ${d.from}..${d.until ?? ''}`,
    ),
  ),
  trade: trade.map(
    ({ importer, origin, year, value_usd, covered_usd, open_usd, before_pct, after_pct, added_duty_usd, chapters, products }) => ({
      pair: `${importer} from ${origin}, ${year}`,
      sums: [value_usd, covered_usd, open_usd, before_pct, after_pct, added_duty_usd],
      chapters: chapters.map(
        (c) => `${c.chapter}: ${c.before_pct?.toFixed(3)} -> ${c.after_pct?.toFixed(3)}, ${c.added_duty_usd.toFixed(0)}`,
      ),
      first: products.slice(0, 3).map((p) => `${p.code}: ${p.before_pct} -> ${p.after_pct}`),
    }),
  ),
})

describe('the lapse', () => {
  test.each([
    ['2025-10-20', '2025-11-10'],
    ['2026-06-30', '2026-11-10'],
  ])('seen from %s comes on %s, as the golden file has it', async (known, on) => {
    const answer = await report('lapse', '--date', known, '--known', known)
    expect(answer.on).toBe(on)
    const file = `scenarios/lapse.what-if.${known}.golden.json`
    const text = `${JSON.stringify(kept(answer), null, 2)}\n`
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, text)
    expect(text).toBe(readFileSync(file, 'utf8'))
  })

  test('of 2025 moves both sides by the 24 suspended points, and soybeans from 23 to 47', async () => {
    const { trade } = await report('lapse', '--date', '2025-10-20', '--known', '2025-10-20')
    const china = trade.find((t) => t.importer === 'CN')
    expect(china?.products[0]).toMatchObject({ code: '120190', before_pct: 23, after_pct: 47, change_points: 24 })
    // Where the duty is on the metal in goods, 24 points are on the rest of the value.
    for (const { products } of trade)
      for (const p of products)
        if (p.estimated) expect(p.change_points).toBeLessThan(24)
        else expect(p.change_points).toBeCloseTo(24, 5)
  })

  test('of 2026 brings back controls and port fees of both sides, and no duty under IEEPA', async () => {
    const { changes } = await report('lapse', '--date', '2026-06-30', '--known', '2026-06-30')
    const ids = changes.flatMap((c) => c.differences.map((d) => d.measure))
    for (const id of [
      'cn.reciprocal',
      'cn.export-control.ann-57-2025',
      'cn.port-dues',
      'us.port-fee.annex-1',
      'us.export-control.affiliates-rule',
    ])
      expect(ids).toContain(id)
    expect(ids.filter((id) => id.startsWith('us.ieepa'))).toEqual([])
  })
})

describe('what-if', () => {
  test.each(['lapse', 'ieepa-void', 'threat-100'])('%s: what the authorities add is the averages', async (scenario) => {
    const { trade } = await report(scenario, '--date', '2025-10-20', '--known', '2025-10-20')
    expect(trade.length).toBeGreaterThan(0)
    for (const { authorities, before_pct, after_pct } of trade) {
      const sum = (of: 'before_pct' | 'after_pct'): number => authorities.reduce((total, a) => total + a[of], 0)
      expect(authorities[0]).toMatchObject({ authority: 'base', title: 'Base duty of the tariff' })
      expect(sum('before_pct')).toBeCloseTo(before_pct as number, 4)
      expect(sum('after_pct')).toBeCloseTo(after_pct as number, 4)
    }
  })

  test('where something else differs first, the figures are those of the first day on which a duty does', async () => {
    const { on, tariffs_on, trade } = await report('busan', '--date', '2025-10-20', '--known', '2025-10-20')
    expect([on, tariffs_on]).toEqual(['2025-11-07', '2025-11-10'])
    expect(trade.find((t) => t.importer === 'US' && t.origin === 'CN')?.covered_usd).toBeGreaterThan(1e11)
    expect(trade.find((t) => t.importer === 'CN')?.covered_usd).toBeGreaterThan(1e10)
  })

  test('a reading opened once gives what one opened for each comparison gives', () => {
    const classes = embeddedClasses('.', 'US', '2025-11-10')
    const dates = { date: '2025-10-20', known: '2025-10-20' }
    const before = compileRules(ledger.asOf(dates), 'US')
    const opened = new Opened(before, classes, 'US')
    const imports = [{ origin: 'CN', trade: readUsImports('.', 'CN') }]
    for (const scenario of ['threat-100', 'ieepa-void', 'extend-one-year']) {
      const after = compileRules(ledger.with(scenario).asOf(dates), 'US')
      const readings = { importer: 'US', before, after, days: { before: '2025-11-10', after: '2025-11-10' }, classes } as const
      expect(tradeEffects({ ...readings, opened }, imports)).toEqual(tradeEffects(readings, imports))
    }
  })

  test('against itself nothing differs', async () => {
    const { changes, trade, on } = await report('lapse', '--against', 'lapse', '--date', '2025-10-20', '--known', '2025-10-20')
    expect([changes, trade, on]).toEqual([[], [], undefined])
  })
  test('turned round it is the same with the sign turned', async () => {
    const there = await report('lapse', '--against', 'extend-one-year', '--date', '2025-10-20', '--known', '2025-10-20')
    const back = await report('extend-one-year', '--against', 'lapse', '--date', '2025-10-20', '--known', '2025-10-20')
    there.trade.forEach((t, i) => {
      expect(back.trade[i]?.added_duty_usd).toBeCloseTo(-t.added_duty_usd, 0)
      expect(back.trade[i]?.before_pct).toBeCloseTo(t.after_pct as number, 6)
    })
  })
  test('the parts are the whole: chapters add up to the pair', async () => {
    const { trade } = await report('threat-100', '--date', '2025-10-20', '--known', '2025-10-20')
    expect(trade.length).toBeGreaterThan(0)
    for (const t of trade) {
      const sum = (of: (c: (typeof t.chapters)[number]) => number): number => t.chapters.reduce((s, c) => s + of(c), 0)
      expect(sum((c) => c.value_usd)).toBeCloseTo(t.value_usd, 0)
      expect(sum((c) => c.added_duty_usd)).toBeCloseTo(t.added_duty_usd, 0)
      expect(sum((c) => c.covered_usd)).toBeCloseTo(t.covered_usd, 0)
    }
  })
  test('each product is what assess says of it', () => {
    const known = '2025-10-20'
    const days = { before: '2025-11-10', after: '2025-11-10' }
    const other = ledger.with('lapse')
    const base = ledger.with('extend-one-year')
    const us = [openRates(base, schedule, lists, known), openRates(other, schedule, lists, known)] as const
    const [effect] = tradeEffects(
      { importer: 'US', before: us[0].rules, after: us[1].rules, days, classes: embeddedClasses('.', 'US', days.after) },
      [{ origin: 'CN', trade: readUsImports('.', 'CN') }],
    )
    const content = readMetalContents('.')
    const metalOf = (code: string) =>
      Object.fromEntries(content(code)?.map((share, i) => [`${['steel', 'aluminum', 'copper'][i]}_value_pct`, String(share / 100)]) ?? [])
    expect(effect?.products.filter((p) => p.estimated).length).toBeGreaterThan(300)
    effect?.products
      .filter((_, i) => i % 61 === 0)
      .forEach((p) => {
        const facts = p.estimated ? metalOf(p.code) : {}
        const entry = { hts: p.code, origin: 'CN', entry_date: days.after, value_usd: '1000000.00', facts }
        const [a, b] = us.map((book) => assess(book, entry))
        expect([p.code, p.before_pct, p.after_pct]).toEqual([p.code, a?.rate_pct, b?.rate_pct])
      })
    const cn = readChinaTariff('.')
    const china = [openRates(base, cn, lists, known), openRates(other, cn, lists, known)] as const
    const [exports] = tradeEffects(
      { importer: 'CN', before: china[0].rules, after: china[1].rules, days, classes: embeddedClasses('.', 'CN', days.after) },
      [{ origin: 'US', trade: readUsExportsToChina('.', 2024) }],
    )
    exports?.products
      .filter((p, i) => i % 17 === 0 && !p.averaged)
      .forEach((p) => {
        const a = assess(china[0], { hts: p.code, origin: 'US', entry_date: days.after, value_usd: '10000.00' })
        if (a.rate_pct !== undefined) expect([p.code, p.before_pct]).toEqual([p.code, a.rate_pct])
      })
  })
  test('filters by chapter and product, and gives rows', async () => {
    const { out } = await parley('what-if', 'lapse', '--date', '2025-10-20', '--known', '2025-10-20', '--chapter', '12', '--csv')
    const [header, ...rows] = out.trim().split('\n')
    expect(header).toBe('importer,origin,year,code,value_usd,before_pct,after_pct,change_points,added_duty_usd,averaged,estimated')
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.every((r) => r.split(',')[3]?.startsWith('12'))).toBe(true)
    const one = await report('lapse', '--date', '2025-10-20', '--known', '2025-10-20', '--product', '1201.90')
    expect(one.trade.flatMap((t) => t.products.map((p) => p.code.slice(0, 6)))).toContain('120190')
    expect(one.trade.flatMap((t) => t.chapters.map((c) => c.chapter)).every((c) => c === '12')).toBe(true)
  })
  test.each([
    [['nothing'], 'nothing'],
    [['lapse', '--chapter', '8517'], '--chapter'],
    [['lapse', '--product', 'soybeans'], '--product'],
    [['lapse', '--year', '2019'], '--year'],
    [['lapse', '--against', 'nobody'], 'nobody'],
  ])('%s is refused', async (args, why) => {
    const { code, err } = await parley('what-if', ...args)
    expect(code).toBeGreaterThanOrEqual(2)
    expect(err).toContain(why)
  })
  test('text of no line over 80 columns', async () => {
    const { out } = await parley('what-if', 'lapse', '--date', '2026-06-30', '--known', '2026-06-30')
    for (const line of out.split('\n')) if (!line.includes('http')) expect(line.length).toBeLessThanOrEqual(80)
    expect(out).toContain('added duty')
  })
})
