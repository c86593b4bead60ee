/** Each scenario with its golden result beside it. `npm run golden` writes them anew; read the difference before you commit it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openLedger, record } from '../../src/index.js'
import { diff } from '../../src/scenarios/index.js'

/** The questions to which the golden files hold the answers: the eves of two deadlines, and the horizon. */
const ASKED = [
  { date: '2025-10-20', known: '2025-10-20' },
  { date: '2026-06-30', known: '2026-06-30' },
  { date: '2026-10-05', known: '2026-10-05' },
]

describe('golden results', () => {
  test.each(record.scenarios.map((s) => s.id))('%s', (id) => {
    const ledger = openLedger()
    const scenario = record.scenarios.find((s) => s.id === id)
    const answer = ASKED.map((asked) => {
      const laid = ledger.with(id).asOf(asked)
      const short = (list: ReturnType<typeof diff>): string[] =>
        list.map((d) => `${d.from}..${d.until ?? ''} ${d.measure} ${d.term}: ${said(d.without)} -> ${said(d.with)}`)
      return {
        ...asked,
        againstLedger: short(diff(ledger.asOf(asked), laid, asked.date)),
        ...(scenario?.against && {
          [`against ${scenario.against}`]: short(diff(ledger.with(scenario.against).asOf(asked), laid, asked.date)),
        }),
      }
    })
    const file = `scenarios/${id}.golden.json`
    const text = `${JSON.stringify(answer, null, 2)}\n`
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, text)
    expect(existsSync(file), `${file} is missing: npm run golden`).toBe(true)
    expect(text).toBe(readFileSync(file, 'utf8'))
  })
})

function said(r: ReturnType<typeof diff>[number]['with']): string {
  if (!r) return 'none'
  const value = typeof r.effective === 'object' && r.effective !== null ? JSON.stringify(r.effective) : String(r.effective)
  return r.state === 'in-force' ? value : r.effective === null ? r.state : `${value} (${r.state})`
}
