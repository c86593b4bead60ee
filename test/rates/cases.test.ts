/** The table of reference cases: official messages, notices and rules, each with its source. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { assess, type EntryInput } from '../../src/rates/index.js'
import { book } from './book.js'

interface Case extends Omit<EntryInput, 'value_usd'> {
  id: string
  why: string
  source: string
  known?: string
  value_usd?: string
  expect: {
    rate_pct?: string
    duty_usd?: string
    base_rate_pct?: string
    incomplete?: boolean
    layers?: { heading: string; status: string; rate_pct?: string; basis_usd?: string; amount_usd?: string }[]
    absent?: string[]
    fees?: Record<string, string>
  }
}

const files = readdirSync('test/rates/cases').filter((f) => f.endsWith('.yaml'))

test('there are at least sixty cases', () => {
  expect(files.flatMap((f) => parse(readFileSync(`test/rates/cases/${f}`, 'utf8'))).length).toBeGreaterThanOrEqual(60)
})

describe.each(files)('%s', (file) => {
  const cases = parse(readFileSync(`test/rates/cases/${file}`, 'utf8')) as Case[]
  test.each(cases.map((c) => [c.id, c] as const))('%s', (_, c) => {
    const { why, source, known, expect: expected, ...entry } = c
    expect(source).not.toBe('')
    const a = assess(book(known), { value_usd: '10000.00', ...entry })
    const told = `${c.id}: ${why}\n${a.layers.map((l) => `  ${l.heading} ${l.rate_pct}% on ${l.basis_usd}: ${l.amount_usd} ${l.status} (${l.reason}) [${l.measure}]`).join('\n')}\n  base ${a.base.rate} ${a.base.amount_usd} ${(a.incomplete ?? []).join('; ')}`
    if (expected.rate_pct !== undefined) expect(a.rate_pct, told).toBe(Number(expected.rate_pct))
    if (expected.duty_usd !== undefined) expect(a.duty_usd, told).toBe(expected.duty_usd)
    if (expected.incomplete) expect(a.duty_usd, told).toBeUndefined()
    if (expected.base_rate_pct !== undefined)
      expect(Number(a.base.amount_usd) / Number(a.value_usd), told).toBeCloseTo(Number(expected.base_rate_pct) / 100, 6)
    for (const layer of expected.layers ?? []) {
      const found = a.layers.filter((l) => l.heading === layer.heading)
      expect(
        found.map((l) => l.status),
        `${layer.heading}\n${told}`,
      ).toContain(layer.status)
      const same = found.find((l) => l.status === layer.status)
      if (layer.rate_pct !== undefined) expect(same?.rate_pct, told).toBe(Number(layer.rate_pct))
      if (layer.basis_usd !== undefined) expect(same?.basis_usd, told).toBe(layer.basis_usd)
      if (layer.amount_usd !== undefined) expect(same?.amount_usd, told).toBe(layer.amount_usd)
    }
    for (const heading of expected.absent ?? []) {
      expect(
        a.layers.filter((l) => l.heading === heading && l.status === 'applies'),
        told,
      ).toEqual([])
    }
    for (const [fee, amount] of Object.entries(expected.fees ?? {})) {
      expect(a.fees.find((f) => f.fee === `us.fee.${fee}`)?.amount_usd, told).toBe(amount)
    }
  })
})
