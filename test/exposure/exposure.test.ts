/** What is told of controlled materials, on two days, to those who knew all and to those who knew what was out. */
import { describe, expect, test } from 'vitest'
import { CATALOGUE, type ExposureReport, exposure, exposureIndex, materialOf, rareEarthCut } from '../../src/exposure/index.js'
import { embeddedExposure, embeddedMarkets } from '../../src/files/generated.js'
import { readUsImports } from '../../src/files/trade.js'
import { openLedger } from '../../src/index.js'

const data = embeddedExposure()
const ledger = openLedger()
const of = (material: string, date: string, known?: string): ExposureReport =>
  exposure(ledger.asOf({ date, ...(known !== undefined && { known }) }), data, material)

const DAYS = ['2025-10-20', '2026-06-01']
const MATERIALS = ['dysprosium', 'gallium', 'magnets', 'graphite']

describe.each(MATERIALS)('%s', (material) => {
  test.each(DAYS)('on %s nothing is told that was published later', (date) => {
    for (const known of [undefined, date]) {
      const r = of(material, date, known)
      const last = known ?? r.known
      for (const row of [...r.shares, ...r.reliance, ...r.sources, ...r.uses, ...r.estimates])
        expect(row.known <= last, `${JSON.stringify(row)}`).toBe(true)
      for (const c of r.control.controls) expect(c.issued <= last).toBe(true)
      for (const row of [...r.shares, ...r.reliance, ...r.estimates]) expect(['seen', 'partly']).toContain(row.grade)
    }
  })
  test('what is left out on the earlier day is what came later', () => {
    const early = of(material, '2025-10-20', '2025-10-20')
    const late = of(material, '2025-10-20')
    expect(early.withheld).toBeGreaterThan(0)
    expect(late.withheld).toBe(0)
  })
})

describe('facts', () => {
  test('gallium: banned to the US in October 2025, under licence once the ban was suspended', () => {
    const r = of('gallium', '2025-10-20', '2025-10-20')
    expect(r.control.requirement).toBe('prohibited')
    expect(r.shares[0]).toMatchObject({ value: '99', year: '2024', grade: 'partly' })
    expect(r.reliance[0]?.value).toBe('100')
    expect(r.estimates.find((e) => e.outcome === 'US GDP' && e.material === 'gallium')).toMatchObject({
      central: '-3.1',
      low: '-8.2',
      high: '-1.7',
    })
    const later = of('gallium', '2026-06-01')
    expect(later.control.requirement).toBe('licence')
    expect(later.control.suspended).toBe(true)
    expect(later.shares[0]).toMatchObject({ value: '99', year: '2025', grade: 'seen' })
    expect(later.sources[0]?.shares.find((s) => s.country === 'China')?.pct).toBe('18')
  })
  test('dysprosium: no figure and no code of its own, and it says so', () => {
    const r = of('dysprosium', '2025-10-20')
    expect(r.silent).toContain("China's share of dysprosium alone")
    expect(r.imports?.only.codes).toBe(0)
    expect(r.reliance[0]).toMatchObject({ material: 'heavy rare earths', value: '100' })
    expect(r.control).toMatchObject({ requirement: 'licence', suspended: false })
    expect(r.estimates.find((e) => e.kind === 'rank')?.central).toBe('5')
    expect(r.estimates.find((e) => e.material === 'dysprosium' && e.kind === 'cut-off')).toMatchObject({
      central: '-1624',
      grade: 'partly',
    })
    expect(of('dysprosium', '2025-10-20', '2025-10-20').estimates.some((e) => e.central === '-1624')).toBe(false)
  })
  test('magnets: their own codes, under licence since April 2025', () => {
    const r = of('magnets', '2025-10-20')
    expect(r.imports?.only.codes).toBe(2)
    expect(r.imports?.only.china).toBe(readUsImportsOf('8505110070') + readUsImportsOf('8505110050'))
    expect(r.imports?.lines.find((l) => l.hts === '8505110070')?.china).toBe(readUsImportsOf('8505110070'))
    expect(r.control.requirement).toBe('licence')
    expect(of('magnets', '2025-03-01').control.requirement).toBe('none')
  })
  test('graphite: the survey’s text and its table are both told', () => {
    const r = of('graphite', '2026-06-01')
    expect(r.shares.filter((f) => f.material === 'graphite').map((f) => f.value)).toEqual(['82', '77.8'])
    expect(r.reliance[0]).toMatchObject({ value: '100', year: '2025e' })
    expect(r.sources[0]?.shares[0]).toEqual({ country: 'China', pct: '46' })
  })
  test('indium in gallium compounds is no ban on indium', () => {
    const r = of('indium', '2025-10-20')
    expect(r.control.requirement).toBe('licence')
    expect(r.control.inOthers.some((c) => c.requirement === 'prohibited')).toBe(true)
  })
  test('values that are no numbers stay as published', () => {
    expect(of('tungsten', '2026-06-01').reliance[0]?.value).toBe('>50')
    expect(of('molybdenum', '2026-06-01').reliance[0]?.value).toBe('E')
  })
  test('before the values of 2024 were final there are none', () => {
    expect(of('gallium', '2025-01-15', '2025-01-15').imports).toBeUndefined()
  })
})

const china = readUsImports('.', 'CN')
function readUsImportsOf(code: string): number {
  return china.codes.reduce((sum, c, i) => (c.startsWith(code) ? sum + (china.values[i] as number) : sum), 0)
}

describe('imports', () => {
  test('every code has the value that the trade files have', () => {
    for (const { hts, china: value } of data.imports) expect(readUsImportsOf(hts), hts).toBe(value)
  })
  test('sums count every code once, whatever materials share it', () => {
    for (const name of CATALOGUE) {
      const { imports } = of(name, '2026-06-01')
      if (!imports) throw new Error(`no imports of ${name}`)
      expect(new Set(imports.lines.map((l) => l.hts)).size).toBe(imports.lines.length)
      const all = imports.only.china + imports.others.china + imports.products.china
      const codes = imports.lines.map((l) => l.hts)
      const reached = china.codes.reduce((s, c, i) => (codes.some((code) => c.startsWith(code)) ? s + (china.values[i] as number) : s), 0)
      expect(all, name).toBe(reached)
    }
  })
  test('of rare earths as a family every code of headings 2846 and rare-earth metals is theirs', () => {
    const { imports } = of('rare earths', '2026-06-01')
    expect(imports?.only.china).toBeGreaterThan(112e6)
  })
})

describe('materials', () => {
  test('every element that China’s controls name is in the index', () => {
    const named = new Set(
      ledger.records.flatMap((r) =>
        'entries' in r && r.kind === 'export-control' && r.party === 'CN' && 'items' in r
          ? ((r.items ?? []) as { element?: string | string[] }[]).flatMap((i) => i.element ?? [])
          : [],
      ),
    )
    expect(named.size).toBeGreaterThan(20)
    const families = [
      'rare-earth equipment',
      'rare-earth raw and auxiliary materials',
      'rare-earth technology',
      'catch-all',
      'cathode materials',
    ]
    for (const element of named) if (!families.includes(element)) expect(CATALOGUE, element).toContain(element)
  })
  test('names, symbols and other spellings', () => {
    expect(materialOf('Dy').name).toBe('dysprosium')
    expect(materialOf(' Rare-Earths ').name).toBe('rare earths')
    expect(materialOf('NdFeB').name).toBe('magnets')
    expect(materialOf('wolfram').name).toBe('tungsten')
    expect(() => materialOf('galium')).toThrow(/near it: gallium/)
    expect(() => materialOf(' ')).toThrow(/empty/)
  })
  test('the index has a line for each', () => {
    const index = exposureIndex(ledger.asOf({ date: '2026-06-01' }), data)
    expect(index.map((m) => m.material)).toEqual(CATALOGUE)
    expect(index.find((m) => m.material === 'europium')?.control).toEqual({ requirement: 'none', suspended: true })
    expect(index.find((m) => m.material === 'gallium')?.refining?.value).toBe('99')
  })
})

describe('rare earths cut', () => {
  test('with the share that was published', () => {
    const at = (known: string): ReturnType<typeof rareEarthCut> =>
      rareEarthCut(ledger.asOf({ date: '2025-10-20', known }), embeddedMarkets(), data, 50)
    expect(at('2025-10-20').share).toMatchObject({ value: '70', year: '2020-23' })
    expect(at('2026-10-10').share).toMatchObject({ value: '71', year: '2021-24' })
    expect(at('2026-10-10').outcome.price_pct).toBeGreaterThan(at('2025-10-20').outcome.price_pct)
    for (const e of at('2025-10-20').beside) expect(e.known <= '2025-10-20').toBe(true)
    expect(() => at('2024-10-20')).toThrow(/January 2025/)
  })
  test('none changes nothing, and its range holds it', () => {
    const view = ledger.asOf({ date: '2025-10-20' })
    expect(rareEarthCut(view, embeddedMarkets(), data, 0).outcome.price_pct).toBeCloseTo(0, 8)
    const { outcome, range } = rareEarthCut(view, embeddedMarkets(), data, 50)
    expect(Math.min(...range.map((r) => r.price_pct))).toBeLessThan(outcome.price_pct)
    expect(Math.max(...range.map((r) => r.price_pct))).toBeGreaterThan(outcome.price_pct)
  })
})
