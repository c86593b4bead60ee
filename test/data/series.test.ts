/** Hygiene of the observed series: every point can be read, placed, traced, and is there once. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isDay } from '../../src/base/dates.js'
import { isDecimal } from '../../src/base/decimal.js'
import { readSeries } from '../../src/files/sources.js'
import { Topic } from '../../src/ledger/index.js'
import { daysOf, inOrder, lastDay, openSeries, readablePeriod, yearBefore } from '../../src/series/index.js'

const data = readSeries('.')
const book = openSeries(data)
const UNITS = new Set(
  '1000 t|t|kg|t REO|lb|deaths|%|calls|calls per year|calls in 12 months|TEU|million USD|million USD per year|million CNY|million bu|USD/t|USD/kg|USD/bu|USD/lb|USD/cwt|USD/head|USD/acre|USD/mtu WO3|CNY/t|CNY/kg'.split(
    '|',
  ),
)
const all = data.series.map((head) => ({ head, points: book.all(head.id) }))

describe('every series', () => {
  test('has its own id, a known unit and topics, a rule, and points', () => {
    expect(new Set(data.series.map((s) => s.id)).size).toBe(data.series.length)
    for (const { head, points } of all) {
      expect([...UNITS], head.id).toContain(head.unit)
      for (const topic of head.topics) expect(Topic.options, head.id).toContain(topic)
      expect(book.rule(head.id).text.length, head.id).toBeGreaterThan(20)
      expect(points.length, head.id).toBeGreaterThan(0)
    }
  })
  test('has points of well-formed period, value, day and source, in order, none twice', () => {
    for (const { head, points } of all) {
      const seen = new Set<string>()
      for (const p of points) {
        const at = `${head.id} ${p.period}`
        expect(daysOf(p.period), at).toBeDefined()
        expect(isDecimal(p.value), `${at}: ${p.value}`).toBe(true)
        expect(p.value, at).not.toMatch(/\.\d*0$/)
        expect(isDay(p.known), `${at}: ${p.known}`).toBe(true)
        expect(['reported', 'derived'], at).toContain(p.how)
        expect(['source', 'rule'], at).toContain(p.dated)
        expect(p.source.length, at).toBeGreaterThan(5)
        expect(p.source, at).not.toMatch(/shared|README/)
        expect(seen.has(`${p.period} ${p.known}`), `${at} stands twice`).toBe(false)
        seen.add(`${p.period} ${p.known}`)
      }
      expect([...points].sort(inOrder), head.id).toEqual(points)
    }
  })
  test('has observed figures that became known only when their period was over', () => {
    // Not observed: forecasts of a season, estimates of a year, payment rates, a day's own figure.
    for (const { head, points } of all)
      if (!/WASDE|estimate|expected|payment rate/.test(head.measure))
        for (const p of points)
          if (p.period.length !== 10) expect(p.known >= lastDay(p.period) || p.period.length === 4, `${head.id} ${p.period}`).toBe(true)
  })
  test('draws no line between two products, measures, partners or units', () => {
    const keys = data.series.map((s) => [s.product, s.measure, s.reporter, s.partner ?? '', s.unit, s.title].join('|'))
    expect(new Set(keys).size).toBe(keys.length)
  })
  test('all rows belong to a series of the index, and the files are those of the index', () => {
    const { files } = JSON.parse(readFileSync('data/series/index.json', 'utf8')) as {
      files: { subject: string; points: number; sha256: string }[]
    }
    for (const { subject, points, sha256 } of files) {
      const text = readFileSync(`data/series/${subject}.csv`, 'utf8')
      expect(createHash('sha256').update(text).digest('hex'), subject).toBe(sha256)
      const names = new Set(
        text
          .trimEnd()
          .split('\n')
          .slice(1)
          .map((row) => `${subject}.${row.slice(0, row.indexOf(','))}`),
      )
      for (const name of names) expect(() => book.head(name)).not.toThrow()
      expect(all.filter(({ head }) => head.id.startsWith(`${subject}.`)).reduce((n, { points: p }) => n + p.length, 0)).toBe(points)
    }
    const used = new Set(all.flatMap(({ points }) => points.map((p) => p.source)))
    expect(used).toEqual(new Set(Object.values(data.sources)))
  })
})

describe('figures that are known from elsewhere', () => {
  const sum = (id: string, year: string): number =>
    book
      .all(id)
      .filter((p) => p.period.startsWith(year))
      .reduce((n, p) => n + Number(p.value), 0)
  test.each([
    ['soybeans.cn-imports.world', '2020', 100_330, 5],
    ['soybeans.cn-imports.world', '2024', 105_030, 15],
    ['soybeans.us-exports.quantity', '2024', 27_059, 1],
    ['trade.us-cn.exports', '2018', 120_281, 1],
    ['trade.us-cn.imports-general-customs', '2025', 308_651.7, 1],
  ] as const)('%s of %s sums to the official year', (id, year, official, within) =>
    expect(Math.abs(sum(id, year) - official)).toBeLessThan(within),
  )
  test('the year that was no US soybeans: zero in September, October and November 2025', () => {
    for (const month of ['09', '10', '11'])
      expect(book.all('soybeans.cn-imports.us').find((p) => p.period === `2025-${month}`)?.value).toBe('0')
  })
})

describe('a reader of a day', () => {
  test('sees September on 20 October, and a day before it only August', () => {
    expect(book.latest('soybeans.cn-imports.us', '2025-10-20')).toMatchObject({ period: '2025-09', value: '0', dated: 'rule' })
    expect(book.latest('soybeans.cn-imports.us', '2025-10-19')?.period).toBe('2025-07')
  })
  test('of a figure worked out from a later source does not see it before', () => {
    expect(book.points('soybeans.cn-imports.us', '2025-12-19').some((p) => p.period === '2025-08')).toBe(false)
    expect(book.points('soybeans.cn-imports.us', '2025-12-20').find((p) => p.period === '2025-08')).toMatchObject({ how: 'derived' })
  })
  test('sees US trade of August 2025 only after the shutdown', () => {
    expect(book.latest('trade.us-cn.exports', '2025-11-18')?.period).toBe('2025-07')
    expect(book.latest('trade.us-cn.exports', '2025-11-19')?.period).toBe('2025-08')
  })
  test('of a season gets the newest report, and the same period a year before', () => {
    expect(book.latest('soybeans.us-balance.ending-stocks', '2025-10-20')).toMatchObject({
      period: 'MY2025/26',
      value: '300',
      known: '2025-09-12',
    })
    expect(book.yearBefore('soybeans.cn-imports.us', '2025-09', '2025-10-20')).toMatchObject({ period: '2024-09' })
    expect(book.yearBefore('soybeans.us-commitments', '2025-09-18', '2025-10-20')).toMatchObject({ period: '2024-09-19', value: '6810' })
  })
  test('and of what does not exist an error', () => expect(() => book.latest('soybeans.none', '2025-10-20')).toThrow(/there is no series/))
})

test('periods', () => {
  expect(daysOf('2025-02')).toEqual({ from: '2025-02-01', until: '2025-03-01' })
  expect(daysOf('FY2025')).toEqual({ from: '2024-10-01', until: '2025-10-01' })
  expect(daysOf('2025-01/2025-09')).toEqual({ from: '2025-01-01', until: '2025-10-01' })
  for (const wrong of ['2025-13', '2025-02-30', '2025-09/2025-01', '2025/2025-09', 'Q1 2025', ''])
    expect(daysOf(wrong), wrong).toBeUndefined()
  expect(yearBefore('2025-01/2025-09')).toBe('2024-01/2024-09')
  expect(yearBefore('MY2025/26')).toBe('MY2024/25')
  expect(yearBefore('FY2025')).toBe('FY2024')
  expect(['2025', '2025-09', '2025-09-18', '2025-01/2025-09', '2024-10/2025-01', 'FY2025', 'MY2025/26'].map(readablePeriod)).toEqual([
    '2025',
    'Sep 2025',
    '18 Sep 2025',
    'Jan to Sep 2025',
    'Oct 2024 to Jan 2025',
    'fiscal 2025',
    'season 2025/26',
  ])
})
