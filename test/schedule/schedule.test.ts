import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ParleyError } from '../../src/base/errors.js'
import { renderChoices, renderHits, renderLine } from '../../src/cli/hts.js'
import { styleFor } from '../../src/cli/text.js'
import { readChapter, readSchedule } from '../../src/files/schedule.js'
import { openSchedule } from '../../src/schedule/index.js'
import { changes, line, schedule } from './open.js'

describe('the compiled data', () => {
  const index = JSON.parse(readFileSync('data/schedule/us/index.json', 'utf8'))
  test('counts', () => {
    expect(index.counts).toEqual({
      rateLines: 11859,
      rateLinesOfChapters1To97: 11413,
      statisticalLines: 19731,
      statisticalLinesOfChapters1To97: 19613,
    })
    // 20,204: every statistical line, and 473 rate lines without one (95 of chapter 91, 378 of chapter 98).
    expect(schedule.counts).toEqual({ lines: 20204, statisticalLines: 19731, rateLines: 11859 })
    expect(schedule.chapters).toHaveLength(97)
  })
  test('is whole: checksums, size, and the lines in order', () => {
    let bytes = 0
    for (const { chapter, sha256 } of index.chapters) {
      const text = readFileSync(`data/schedule/us/${chapter}.json`)
      bytes += text.length
      expect(createHash('sha256').update(text).digest('hex'), chapter).toBe(sha256)
    }
    expect(bytes).toBeLessThan(2_500_000)
    const codes = [...schedule.lines()].map(({ code }) => code)
    expect(codes).toEqual([...codes].sort())
  })
  test('words come back whole', () => {
    expect(line('8505.11.00.70').description).toEqual([
      expect.stringMatching(/^Electromagnets; permanent magnets/),
      'Permanent magnets and articles intended to become permanent magnets after magnetization:',
      'Of metal',
      'Sintered neodymium-iron-boron',
    ])
    for (const { description, code } of schedule.lines()) expect(description.every(Boolean) && description.length > 0, code).toBe(true)
  })
})

describe('find', () => {
  test.each(['8505110070', '8505.11.00.70', ' 8505 11 00 70 ', '8505.11.0070', '8505-11-00-70'])('one line: %s', (code) => {
    const found = schedule.find(code)
    expect(found).toMatchObject({
      status: 'line',
      line: {
        code: '8505110070',
        dotted: '8505.11.00.70',
        rateCode: '85051100',
        units: ['No.', 'kg'],
        general: { raw: '2.1%' },
        column2: { raw: '45%' },
      },
    })
  })
  test('a rate line with one statistical number is that line; with several, a choice', () => {
    expect(schedule.find('0101.30.00')).toMatchObject({ status: 'line', line: { code: '0101300000' } })
    for (const code of ['8505.11.00', '8505.11', '8505']) {
      const found = schedule.find(code)
      expect(found.status === 'choose' && found.lines.every((l) => l.code.startsWith(code.replaceAll('.', '')))).toBe(true)
    }
  })
  test('a rate line without statistical numbers is a line of eight digits', () => {
    expect(schedule.find('9101.11.40')).toMatchObject({ status: 'line', line: { code: '91011140', units: [] } })
    expect(schedule.find('9101.11.40.10')).toMatchObject({ status: 'unknown', rateCode: '91011140', near: [{ code: '91011140' }] })
  })
  test('a number that a later revision began, and one that it ended', () => {
    const began = schedule.find('0901.11.00.35')
    expect(began).toMatchObject({ status: 'unknown', rateCode: '09011100', changed: { old: ['0901110045', '0901110055'] } })
    expect(began.status === 'unknown' && began.why).toContain('revision 16 of 2025')
    expect(schedule.rateLine('09011100')).toMatchObject({ code: '09011100', general: { raw: 'Free' } })
    expect(schedule.rateLine('09011199')).toBeUndefined()
    expect(line('0901110045').changed).toMatchObject({ new: expect.arrayContaining(['0901110035']) })
    expect(line('8505110070').changed).toBeUndefined()
  })
  test('a line that only other editions have', () => {
    const found = schedule.find('4420.19.00.00')
    expect(found).toMatchObject({ status: 'unknown', changed: { general: [{ general: '3.2%' }, {}, { edition: '2025' }] } })
    expect(found.status === 'unknown' && found.why).toContain('4420.19.00 is not a line of the basic edition of 2025')
    expect(schedule.find('0306.19.00')).toMatchObject({ status: 'unknown', changed: { general: [{ edition: '2017', general: 'Free' }] } })
  })
  test.each([
    ['8505.11.99', 'No line begins with 8505.11.99'],
    ['8505.11.00.71', '8505.11.00 is a line, but has no statistical number 71'],
    ['9903.88.01', 'ledger'],
    ['7701', 'reserved'],
    ['0001', 'no chapter 00'],
  ])('unknown: %s', (code, why) => {
    const found = schedule.find(code)
    expect(found.status === 'unknown' && found.why).toContain(why)
    if (code.startsWith('8505')) expect(found.status === 'unknown' && found.near.length).toBeGreaterThan(0)
  })
  test('a chapter that is not loaded says so', () => {
    const some = readSchedule('.', ['85', '99'])
    expect(some.chapters).toEqual(['85'])
    expect(some.find('8505.11.00.70').status).toBe('line')
    expect(some.find('1201.90.00')).toMatchObject({ status: 'unknown', why: 'Chapter 12 is not loaded.' })
    expect(() => readChapter('.', '77')).toThrow(ParleyError)
    expect(() => readChapter('.', '../85')).toThrow(ParleyError)
  })
  test.each([
    ['abc', 'is no code: write 4 to 10 digits'],
    ['', 'is no code'],
    ['85', 'has 2 digits'],
    ['850511007', 'if a leading zero was lost, write 0850.51.10.07'],
    ['85051100701', 'has 11 digits'],
    ['8505.11.00.70; drop', 'is no code'],
  ])('what is no code: "%s"', (code, message) => {
    expect(() => schedule.find(code)).toThrow(ParleyError)
    expect(() => schedule.find(code)).toThrow(message)
  })
})

describe('the general rate on a day', () => {
  test.each<[string, string, string, boolean, string]>([
    ['8505.11.00.70', '2026-03-01', '2.1%', true, ''],
    ['8505.11.00.70', '2026-12-01', '2.1%', false, 'The last edition known is that of 9 Aug 2026'],
    ['8505.11.00.70', '2021-01-01', '2.1%', true, 'Between two editions that have the same rate'],
    ['8505.11.00.70', '2012-01-01', '2.1%', false, 'Before the first edition known'],
    ['3923.10.20', '2017-03-01', '2.2%', true, ''],
    ['3923.10.20', '2017-07-15', '1.5%', true, ''],
    ['3923.10.20', '2018-09-01', '1.5%', false, 'edition of October 2023 (Free)'],
    ['3215.11.10', '2016-08-01', '1.3%', true, 'By the dates that the edition of 2017 gives'],
    ['9613.10.00', '2019-01-01', '8%', false, 'From memory'],
    ['9028.30.00', '2017-01-01', '12¢ each + 1.1%', true, ''],
    ['6505.00.01', '2024-05-05', '6.4%', true, ''],
    ['6505.00.01', '2024-09-01', '6.4%', false, '(9.4%): when it changed is not known'],
    ['6505.00.01', '2025-01-01', '9.4%', true, ''],
    ['8704.42.00', '2024-05-05', '25%', true, ''],
    ['0306.19.01', '2017-05-01', 'Free', false, 'does not have this line'],
    ['9801.00.11', '2026-04-01', 'Free', true, ''],
    ['9801.00.11', '2026-07-01', 'Free', false, 'The last edition known'],
    ['9801.00.11', '2020-07-01', 'Free', false, 'not compared'],
  ])('%s on %s', (code, day, raw, sure, why) => {
    const rate = line(code).generalOn(day)
    expect([rate.raw, rate.sure]).toEqual([raw, sure])
    if (why) expect(rate.why).toContain(why)
    else expect(rate.why).toBeUndefined()
  })
  test('what is no day, and no comparison', () => {
    expect(() => line('8505110070').generalOn('2025-02-30')).toThrow('date: "2025-02-30" is no day')
    const found = openSchedule([readChapter('.', '85')]).find('8505110070')
    expect(found.status === 'line' && found.line.generalOn('2025-05-01').sure).toBe(false)
  })
  test('editions differ in what was checked', () => {
    expect(Object.keys(changes.rates)).toHaveLength(96)
    expect(changes.absent['2017']).toHaveLength(993)
  })
})

describe('search', () => {
  const codes = (words: string, limit?: number) => schedule.search(words, limit).map(({ line: l }) => l.code)
  test.each([
    ['magnets', '8505'],
    ['permanent magnet', '8505'],
    ['lithium-ion batteries', '8507600'],
    ['smartphones', '8517130000'],
    ['tomatoes', '0702'],
    ['cobalt ores', '2605'],
    ['mate', '0903'],
    ['neodymium iron boron', '8505110070'],
    ['magnets 8505.11', '850511'],
    ['8505.11', '85051100'],
    ['sintered neodym', '8505110070'],
    ['MAGNETS!', '8505'],
  ])('%s', (words, prefix) => expect(codes(words)[0]).toMatch(new RegExp(`^${prefix}`)))
  test('soybeans, and a code in order', () => {
    expect(codes('soybeans', 5).filter((c) => c.startsWith('1201')).length).toBeGreaterThanOrEqual(3)
    expect(codes('8505', 3)).toEqual(['8505110010', '8505110030', '8505110050'])
    expect(codes('8505.11.00.70')).toEqual(['8505110070'])
  })
  test('some words where no line has all; nothing where none', () => {
    expect(schedule.search('quantum magnets', 3).map((h) => h.words)).toEqual(['some', 'some', 'some'])
    expect(schedule.search('permanent magnets', 1)[0]?.words).toBe('all')
    expect(codes('zzyzx')).toEqual([])
    expect(() => schedule.search(' … ')).toThrow(ParleyError)
  })
  test('is built and answers fast', () => {
    const fresh = readSchedule('.')
    const start = performance.now()
    fresh.search('magnets')
    // Aim: 250 ms. The bound is wide, for machines that are busy.
    expect(performance.now() - start).toBeLessThan(1500)
  })
})

describe('text for a terminal', () => {
  const style = styleFor({}, {})
  const narrow = (text: string) => expect(Math.max(...text.split('\n').map((l) => l.length)), text).toBeLessThanOrEqual(80)
  test('a line, with what its words mean', () => {
    const text = renderLine(line('9101.11.40'), style)
    expect(text).toContain('$0.51/No. + 6.25% of the value of the case')
    expect(text).toContain('no statistical number')
    narrow(text)
    narrow(renderLine(line('0406.10.18'), style))
    expect(renderLine(line('0901110045'), style)).toContain('! With revision 16 of 2025')
  })
  test('choices share their words', () => {
    const found = schedule.find('8505.11')
    const text = found.status === 'choose' ? renderChoices('8505.11', found.lines, style) : ''
    expect(text).toContain('8505.11 stands for 5 lines: choose one.')
    expect(text).toMatch(/8505\.11\.00\.70 {2}Sintered neodymium-iron-boron +2\.1%\n/)
    narrow(text)
  })
  test('hits, and none', () => {
    for (const words of ['magnets', 'sugar', 'watches', 'womens cotton trousers', '98'])
      narrow(renderHits(words, schedule.search(words, 40), style))
    expect(renderHits('zzyzx', [], style)).toContain('Nothing in the schedule')
  })
})
