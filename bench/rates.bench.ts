/**
 * How long a duty takes: one line assessed in a warm process, with and without the effects of its questions; a stream of
 * lines; the command in a process of its own. Peers in the same run: a book opened anew for each line, and an empty Node process.
 */
import { execFileSync } from 'node:child_process'
import { Bench } from 'tinybench'
import { readSchedule } from '../dist/src/files/schedule.js'
import { openLedger } from '../dist/src/index.js'
import { assess, type EntryInput, openRates } from '../dist/src/rates/index.js'
import lists from '../src/generated/lists.js'

const ledger = openLedger()
const schedule = readSchedule('.')
const book = openRates(ledger, schedule, lists)
/** A portfolio of some 500 products from all chapters. */
const codes = schedule
  .codes()
  .filter((c) => c.length === 10)
  .filter((_, i) => i % 40 === 0)
const origins = ['CN', 'HK', 'DE', 'JP', 'KR', 'CA', 'MX', 'VN', 'IN', 'BR']
const days = ['2018-10-01', '2020-03-01', '2025-04-10', '2025-10-20', '2026-01-15', '2026-05-01', '2026-09-01']
let n = 0
const next = (): EntryInput => {
  n += 1
  return {
    hts: codes[(n * 7919) % codes.length] as string,
    origin: origins[n % origins.length] as string,
    entry_date: days[n % days.length] as string,
    value_usd: '12345.67',
    quantity: { kg: '100', 'No.': '10' },
  }
}
for (let i = 0; i < codes.length * origins.length * days.length; i++) assess(book, next())
const one: EntryInput = { hts: '8505110070', origin: 'CN', entry_date: '2025-10-20', value_usd: '10000.00' }
const node = (...argv: string[]): void => void execFileSync(process.execPath, argv, { stdio: 'ignore' })

const ASSESS = 'assess: 500 products, ten origins, seven days, in turn'
const bench = new Bench({ time: 2000, warmupIterations: 500 })
  .add(ASSESS, () => void assess(book, next()))
  .add('assess: one line, a magnet of China', () => void assess(book, one))
  .add('assess with the effect of each question', () => void assess(book, one, { effects: true }))
await bench.run()
const slow = new Bench({ time: 1500, warmupIterations: 1 })
  .add('  peer: the rules compiled anew for each line', () => void assess(openRates(ledger, schedule, lists), one))
  .add('the command: parley duty', () => node('bin/parley.js', 'duty', '8505.11.00.70', '--origin', 'CN', '--date', '2025-10-20'))
  .add('  peer: an empty Node process', () => node('-e', ''))
await slow.run()

const us = (name: string): number => {
  const result = [...bench.tasks, ...slow.tasks].find((t) => t.name === name)?.result
  return result && 'latency' in result ? result.latency.p50 * 1000 : Number.NaN
}
const row = (name: string, peer?: string): string =>
  `${name.padEnd(58)} ${us(name).toFixed(1).padStart(11)} µs median${peer ? `   ${(us(name) / us(peer)).toPrecision(3)} × peer` : ''}`
process.stdout.write(
  `${[
    row(ASSESS, '  peer: the rules compiled anew for each line'),
    row('assess: one line, a magnet of China'),
    row('assess with the effect of each question'),
    row('  peer: the rules compiled anew for each line'),
    row('the command: parley duty', '  peer: an empty Node process'),
    row('  peer: an empty Node process'),
  ].join('\n')}\n`,
)
