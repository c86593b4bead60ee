/** The product lists: what the index says of each file is so, the files are well formed, and their counts are those of the law. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isDay } from '../../src/base/dates.js'

interface Entry {
  readonly id: string
  readonly title: string
  readonly rows: number
  readonly sha256: string
  readonly source: string
  readonly grade: string
  readonly caveat?: string
}

const folder = 'data/lists'
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Entry[]
const text = (id: string): string => readFileSync(join(folder, `${id}.csv`), 'utf8')
const rows = (id: string): string[][] =>
  text(id)
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(','))
const codes = (id: string): string[] => rows(id).map(([code]) => code as string)
/** Whether a list reaches a code: a row is a prefix of it. */
const reaches = (id: string, code: string): boolean => codes(id).some((prefix) => code.startsWith(prefix))
const notes = (id: string, code: string): string[] => rows(id).flatMap(([c, , , note]) => (c === code ? [note as string] : []))
const family = (start: string): string[] => index.map((e) => e.id).filter((id) => id.startsWith(start))

describe('the index', () => {
  test('names every file, each once, in order', () => {
    const ids = index.map((e) => e.id)
    const files = readdirSync(folder).flatMap((f) => (f.endsWith('.csv') ? [f.slice(0, -4)] : []))
    expect(new Set(files)).toEqual(new Set(ids))
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test.each(index)('$id: rows and digest are those of the file', ({ id, rows: count, sha256, title, source, grade }) => {
    expect(rows(id)).toHaveLength(count)
    expect(createHash('sha256').update(text(id)).digest('hex')).toBe(sha256)
    expect(title).not.toBe('')
    expect(source).not.toBe('')
    expect(['seen', 'partly', 'recalled']).toContain(grade)
  })

  test('an empty list says why', () => {
    const empty = index.filter((e) => e.rows === 0)
    expect(empty.map((e) => e.id)).toEqual(['cn.retaliation.list-4b.tier-10', 'cn.retaliation.list-4b.tier-5'])
    for (const { caveat } of empty) expect(caveat).toMatch(/empty/)
  })
})

describe('every file', () => {
  test.each(index)('$id is well formed: codes, days, order, no line twice', ({ id }) => {
    const lines = text(id).split('\n')
    expect(lines[0]).toBe('code,from,until,note')
    expect(lines.at(-1)).toBe('')
    const body = lines.slice(1, -1)
    expect(body).toEqual([...new Set(body)].sort())
    for (const row of rows(id)) {
      expect(row).toHaveLength(4)
      const [code, from, until] = row as [string, string, string, string]
      expect(code).toMatch(/^(\d\d){1,5}$/)
      for (const day of [from, until]) if (day !== '') expect(isDay(day)).toBe(true)
      if (from !== '' && until !== '') expect(until > from).toBe(true)
    }
  })

  test('together they stay small', () => {
    const bytes = readdirSync(folder).reduce((sum, f) => sum + readFileSync(join(folder, f)).length, 0)
    expect(bytes).toBeLessThan(1_500_000)
  })
})

describe('counts known from the law', () => {
  test.each([
    ['us.s301.list-4-hts10', 52],
    ['us.s301.review.9903-91-02', 2],
    ['us.s301.review.9903-91-03', 10],
    ['us.s301.review.9903-91-05', 18],
    ['us.s301.review.9903-91-06', 5],
    ['us.s301fl.part-a', 863],
    ['us.s301fl.part-a-articles', 16],
    ['us.s301fl.part-a-aircraft', 541],
    ['us.s301fl.part-a-pharma', 700],
    ['us.s301fl.part-n', 152],
    ['us.s301fl.part-o', 1737],
    ['us.s122.exempt', 1098],
    ['us.s122.exempt-described', 11],
    ['us.s122.civil-aircraft', 546],
    ['us.s232.steel-derivatives.2025-06', 11],
    ['us.s232.steel-derivatives.2025-08', 392],
    ['us.s232.aluminum-derivatives.2025-08', 122],
    ['us.s232.autos', 17],
    ['us.s232.buses', 10],
    ['us.ieepa.agricultural', 237],
    ['us.ieepa.brazil.annex-i.2025-11', 238],
    ['us.ieepa.brazil.civil-aircraft', 565],
    ['cn.retaliation.list-1', 545],
    ['cn.retaliation.list-2', 333],
    ['cn.retaliation.list-3.tier-25', 2493],
    ['cn.retaliation.list-3.tier-20', 1078],
    ['cn.retaliation.list-3.tier-10', 974],
    ['cn.retaliation.list-3.tier-5', 662],
    ['cn.farm.mar-2025.tier-15', 29],
    ['cn.farm.mar-2025.tier-10', 711],
    ['cn.mfn.autos-2018.cars', 139],
    ['cn.mfn.autos-2018.parts', 79],
  ] as const)('%s has %i rows', (id, count) => expect(rows(id)).toHaveLength(count))

  test.each([
    ['cn.retaliation.list-3.', 5207],
    ['cn.retaliation.s232-2018.', 128],
    ['cn.retaliation.autos.', 211],
  ] as const)('%s… together %i', (start, count) => expect(family(start).flatMap(codes)).toHaveLength(count))

  test('annex II of 2 April 2025 had 1,039 numbers', () =>
    expect([...codes('us.ieepa.annex-ii'), ...family('us.ieepa.annex-ii.removed-').flatMap(codes)]).toHaveLength(1039))

  test('annex II on forced labour names 4,070 different codes, as CBP counts', () =>
    expect(new Set(family('us.s301fl.').flatMap(codes)).size).toBe(4070))

  test('the exclusions alive in 2026 are 178 items', () => {
    const items = ['69', '70'].flatMap((n) => rows(`us.s301.exclusions.9903-88-${n}`).map((row) => `${n} ${row[3]?.replace(/^\w+: /, '')}`))
    expect(new Set(items).size).toBe(178)
  })
})

describe('lines that the law takes in part', () => {
  test('8517.62.00 goes by number: modems and switches on list 3, the rest on list 4A, none on both', () => {
    for (const number of ['8517620010', '8517620020']) {
      expect(reaches('us.s301.list-3', number)).toBe(true)
      expect(reaches('us.s301.list-4a', number)).toBe(false)
    }
    expect(reaches('us.s301.list-3', '8517620090')).toBe(false)
    expect(reaches('us.s301.list-4a', '8517620090')).toBe(true)
  })
  test('an excepted number is not on its list', () => {
    expect(reaches('us.s301.list-4a', '4901990040')).toBe(false)
    expect(reaches('us.s301.list-4a', '4901990010')).toBe(true)
    expect(reaches('us.s301.list-4b', '9403704031')).toBe(false)
  })
  test('no whole line is on two of the lists 1, 2, 3, 4A', () => {
    const all = ['1', '2', '3', '4a'].flatMap((n) => codes(`us.s301.list-${n}`))
    expect(all).toHaveLength(new Set(all).size)
  })
  test('they are marked', () => {
    expect(notes('us.s301.review.9903-91-14', '84261900')).toEqual(['ex: ship-to-shore gantry cranes'])
    expect(rows('us.s122.exempt-described').every((row) => row[3] === 'ex')).toBe(true)
    for (const id of family('us.s301.exclusions.'))
      for (const row of rows(id)) expect(row[3]).toMatch(/^(whole_number|described): 9903\.88\./)
  })
})
