/** What an entry line may say, and what is refused with a reason. */
import { describe, expect, test } from 'vitest'
import { ParleyError } from '../../src/base/errors.js'
import { assess, type EntryInput } from '../../src/rates/index.js'
import { book } from './book.js'

const line = { hts: '3924.10.40.00', origin: 'CN', entry_date: '2025-10-20', value_usd: '1000.00' }
const run = (more: object) => assess(book(), { ...line, ...more } as EntryInput)
const problems = (more: object) => {
  try {
    run(more)
  } catch (error) {
    if (error instanceof ParleyError) return error.problems.map((p) => `${p.field}: ${p.message}`)
    throw error
  }
  return []
}

describe('an entry line', () => {
  test('names a country of origin', () => {
    expect(problems({ origin: 'UK' })).toEqual([expect.stringMatching(/^origin: .*GB/)])
    expect(problems({ origin: 'EU' })).toEqual([expect.stringMatching(/^origin: .*member/)])
    expect(problems({ origin: 'XX' })).toHaveLength(1)
    expect(problems({ facts: { melt_country: 'ZZ' } })).toEqual([expect.stringMatching(/^facts\.melt_country/)])
  })

  test('does not have more metal than value', () => {
    expect(problems({ facts: { steel_value_pct: 60, aluminum_value_pct: 60 } })).toEqual([expect.stringMatching(/120%/)])
    expect(problems({ facts: { steel_value_pct: 60, aluminum_value_pct: 40 } })).toEqual([])
  })

  test('may leave out what it need not say, also as null or empty text', () => {
    const left = { id: null, to: '', loaded_date: null, quantity: null, base_rate: '', claims: null, denies: null, facts: null }
    expect(run(left)).toEqual(run({}))
    expect(problems({ id: { a: 1 } })).toEqual([expect.stringMatching(/^id/)])
  })

  test('may give a base rate in the words of the schedule, within reason', () => {
    expect(run({ base_rate: 'free' }).base.amount_usd).toBe('0.00')
    expect(problems({ base_rate: '99999999999999999999%' })).toEqual([expect.stringMatching(/^base_rate/)])
  })

  test('is told of a claim that nothing reads', () => {
    expect(run({ claims: ['informational'] }).base.notes).toBeUndefined()
    expect(run({ claims: ['cusma'] }).base.notes).toEqual([expect.stringContaining('"cusma"')])
  })

  test('is told of a fact that decides nothing by itself', () => {
    const { notes } = run({ facts: { end_use: 'repair', us_metal_pct: 98 } }).base
    expect(notes).toEqual([expect.stringMatching(/^end_use/), expect.stringMatching(/^us_metal_pct/)])
  })

  test('splits into metals and the rest, which come to the value to the cent', () => {
    const split = assess(book(), {
      hts: '8418.10.00.10',
      origin: 'JP',
      entry_date: '2025-10-20',
      value_usd: '1234.56',
      facts: { steel_value_pct: 30, aluminum_value_pct: 10 },
    })
    const bases = split.layers.filter((l) => l.status === 'applies').map((l) => Number(l.basis_usd.replace('.', '')))
    expect(bases.reduce((sum, b) => sum + b, 0)).toBe(123_456)
  })

  test('asks for the value that chapter 98 leaves dutiable', () => {
    expect(run({ claims: ['9802.00.50'] }).questions.map((q) => q.key)).toContain('facts.repair_value_usd')
    expect(run({ claims: ['9802.00.50'], facts: { repair_value_usd: '10.00' } }).questions.map((q) => q.key)).not.toContain(
      'facts.repair_value_usd',
    )
  })
})
