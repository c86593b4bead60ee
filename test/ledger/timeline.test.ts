/** The grammar of entries on small made-up measures: painting, suspension, extension, ends, voids. */
import { describe, expect, test } from 'vitest'
import type { Entry, VoidEntry } from '../../src/ledger/entry.js'
import { type Segment, segmentOn, timeline } from '../../src/ledger/timeline.js'

const paper = (known: string) => ({ known, instrument: `act of ${known}`, sources: ['a gazette'], grade: 'seen' as const })
let index = 0
const at = (known: string) => ({ ...paper(known), measure: 'm', index: index++ })
const rate = (known: string, value: string, from: string, until?: string): Entry => ({
  ...at(known),
  verb: 'set',
  terms: { rate: value },
  from,
  ...(until && { until }),
})
const suspend = (known: string, from: string, until?: string, points?: string): Entry => ({
  ...at(known),
  verb: 'suspend',
  label: 'pause',
  from,
  ...(until && { until }),
  ...(points && { points }),
})
const extend = (known: string, until: string): Entry => ({ ...at(known), verb: 'extend', label: 'pause', until })
const voided = (known: string, from: string): VoidEntry => ({ ...paper(known), authority: 'a', from })

const line = (entries: readonly Entry[], voids: readonly VoidEntry[] = []): readonly Segment[] => timeline(entries, voids).get('rate') ?? []
const short = (segments: readonly Segment[]): unknown[] => segments.map((s) => [s.from, s.until ?? null, s.state, s.effective])

describe('set', () => {
  test('of two entries with the same first day the later known prevails', () => {
    expect(short(line([rate('2025-04-02', '34%', '2025-04-09'), rate('2025-04-08', '84%', '2025-04-09')]))).toEqual([
      ['2025-04-09', null, 'in-force', '84%'],
    ])
  })
  test('the order in the file does not matter, the day of publication does', () => {
    expect(short(line([rate('2025-04-08', '84%', '2025-04-09'), rate('2025-04-02', '34%', '2025-04-09')]))).toEqual([
      ['2025-04-09', null, 'in-force', '84%'],
    ])
  })
  test('steps published together follow each other', () => {
    expect(short(line([rate('2024-09-18', '25%', '2024-09-27'), rate('2024-09-18', '50%', '2026-01-01')]))).toEqual([
      ['2024-09-27', '2026-01-01', 'in-force', '25%'],
      ['2026-01-01', null, 'in-force', '50%'],
    ])
  })
  test('a retroactive act changes the past, a term of days gives way again', () => {
    expect(short(line([rate('2025-01-01', '10%', '2025-01-01'), rate('2025-03-01', '0%', '2025-02-01', '2025-02-10')]))).toEqual([
      ['2025-01-01', '2025-02-01', 'in-force', '10%'],
      ['2025-02-01', '2025-02-10', 'in-force', '0%'],
      ['2025-02-10', null, 'in-force', '10%'],
    ])
  })
})

describe('suspend', () => {
  const base = rate('2025-04-02', '34%', '2025-04-09')
  test('points come back by themselves at the end', () => {
    expect(short(line([base, suspend('2025-05-12', '2025-05-14', '2025-08-12', '24')]))).toEqual([
      ['2025-04-09', '2025-05-14', 'in-force', '34%'],
      ['2025-05-14', '2025-08-12', 'in-force-in-part', '10%'],
      ['2025-08-12', null, 'in-force', '34%'],
    ])
  })
  test('an extension moves the end, and the whole suspension is told with the end now known', () => {
    const segments = line([base, suspend('2025-05-12', '2025-05-14', '2025-08-12', '24'), extend('2025-08-11', '2025-11-10')])
    expect(short(segments)).toEqual([
      ['2025-04-09', '2025-05-14', 'in-force', '34%'],
      ['2025-05-14', '2025-11-10', 'in-force-in-part', '10%'],
      ['2025-11-10', null, 'in-force', '34%'],
    ])
    expect(segmentOn(segments, '2025-06-01')?.suspensions[0]?.until).toBe('2025-11-10')
  })
  test('an extension after a lapse leaves the days between in force', () => {
    const late: Entry = { ...at('2025-09-01'), verb: 'extend', label: 'pause', from: '2025-09-01', until: '2025-10-01' }
    expect(short(line([base, suspend('2025-05-12', '2025-05-14', '2025-08-12'), late])).slice(1)).toEqual([
      ['2025-05-14', '2025-08-12', 'suspended', null],
      ['2025-08-12', '2025-09-01', 'in-force', '34%'],
      ['2025-09-01', '2025-10-01', 'suspended', null],
      ['2025-10-01', null, 'in-force', '34%'],
    ])
  })
  test('an end that is moved forward shortens it', () => {
    expect(short(line([base, suspend('2025-05-12', '2025-05-14', '2025-08-12'), extend('2025-06-01', '2025-07-01')])).at(-1)).toEqual([
      '2025-07-01',
      null,
      'in-force',
      '34%',
    ])
  })
  test('what had not begun is suspended before its first day, and begins at the end', () => {
    expect(short(line([rate('2025-10-09', '5%', '2025-11-08'), suspend('2025-11-07', '2025-11-07', '2026-11-10')]))).toEqual([
      ['2025-11-08', '2026-11-10', 'suspended', null],
      ['2026-11-10', null, 'in-force', '5%'],
    ])
  })
  test('resume ends it early', () => {
    const resume: Entry = { ...at('2025-06-01'), verb: 'resume', label: 'pause', from: '2025-06-10' }
    expect(short(line([base, suspend('2025-05-12', '2025-05-14', '2025-08-12'), resume]))).toEqual([
      ['2025-04-09', '2025-05-14', 'in-force', '34%'],
      ['2025-05-14', '2025-06-10', 'suspended', null],
      ['2025-06-10', null, 'in-force', '34%'],
    ])
  })
  test('a rate changed under a suspension comes back changed', () => {
    expect(
      short(line([base, suspend('2025-05-12', '2025-05-14', '2025-08-12', '24'), rate('2025-07-01', '40%', '2025-07-10')])).slice(-2),
    ).toEqual([
      ['2025-07-10', '2025-08-12', 'in-force-in-part', '16%'],
      ['2025-08-12', null, 'in-force', '40%'],
    ])
  })
})

describe('end and void', () => {
  const base = rate('2025-04-02', '34%', '2025-04-09')
  test('end is for good; a suspension brings nothing back', () => {
    const end: Entry = { ...at('2025-06-01'), verb: 'end', term: 'all', from: '2025-07-01' }
    expect(short(line([base, suspend('2025-05-12', '2025-05-14', '2025-08-12'), end]))).toEqual([
      ['2025-04-09', '2025-05-14', 'in-force', '34%'],
      ['2025-05-14', '2025-07-01', 'suspended', null],
    ])
  })
  test('a void authority leaves the value set and nothing owed, from its day on', () => {
    const segments = line([base, suspend('2025-05-12', '2025-05-14', '2026-11-10', '24')], [voided('2026-02-20', '2026-02-24')])
    expect(short(segments).slice(-2)).toEqual([
      ['2026-02-24', '2026-11-10', 'void', null],
      ['2026-11-10', null, 'void', null],
    ])
    expect(segments.at(-1)?.value).toBe('34%')
  })
  test('a term by origin is one term an origin, and ending the rate ends them all', () => {
    const set: Entry = { ...at('2025-01-01'), verb: 'set', terms: { 'rate.CN': '10%', 'rate.VN': '5%' }, from: '2025-01-01' }
    const end: Entry = { ...at('2025-02-01'), verb: 'end', term: 'rate', from: '2025-03-01' }
    const both = timeline([set, end], [])
    expect([...both.keys()]).toEqual(['rate.CN', 'rate.VN'])
    for (const segments of both.values()) expect(segments.at(-1)?.until).toBe('2025-03-01')
  })
})
