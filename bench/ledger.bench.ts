/**
 * How long the record takes: from YAML, from its compiled form, a view, the whole command in a process of its own.
 * Peers in the same run: plain parsing of the same YAML without validation, and an empty Node process.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Bench } from 'tinybench'
import { parse } from 'yaml'
import { readCheckout, yamlBelow } from '../dist/src/files/sources.js'
import { openLedger, openLedgerData, openValidated } from '../dist/src/index.js'
import { truceReport } from '../dist/src/watch/index.js'

const texts = yamlBelow('.', 'ledger')
const compiled = readFileSync('dist/src/generated/record.js', 'utf8').slice('export default JSON.parse('.length, -2)
const ledger = openLedger()
const asked = { date: '2025-10-20', known: '2025-10-20' }
const node = (...argv: string[]): void => void execFileSync(process.execPath, argv, { stdio: 'ignore' })

const bench = new Bench({ time: 1500, warmupIterations: 3 })
  .add('YAML: parse, validate, cross-check the whole ledger', () => void readCheckout('.'))
  .add('  peer: parse the same YAML only', () => {
    for (const { text } of texts) parse(text)
  })
  .add('compiled record: parse and open', () => void openLedgerData(JSON.parse(JSON.parse(compiled))))
  .add('compiled record: parse, validate against the schema, open', () => void openValidated(JSON.parse(JSON.parse(compiled))))
  .add('as of two dates, every measure and event', () => {
    const view = ledger.asOf(asked)
    void view.measures.length
    void view.events().length
  })
  .add('truce report', () => void truceReport(ledger, asked))
  .add('the command: parley truce', () => node('bin/parley.js', 'truce', '--date', asked.date, '--known', asked.known))
  .add('  peer: an empty Node process', () => node('-e', ''))

await bench.run()
const ms = (name: string): number => {
  const result = bench.tasks.find((t) => t.name === name)?.result
  return result && 'latency' in result ? result.latency.p50 : Number.NaN
}
const row = (name: string, peer?: string): string =>
  `${name.padEnd(56)} ${ms(name).toFixed(2).padStart(9)} ms median${peer ? `   ${(ms(name) / ms(peer)).toFixed(2)} × peer` : ''}`
process.stdout.write(
  `${[
    `${texts.length} files, ${(texts.reduce((n, t) => n + t.text.length, 0) / 1e6).toFixed(2)} MB of YAML; ${(compiled.length / 1e6).toFixed(2)} MB compiled`,
    row('YAML: parse, validate, cross-check the whole ledger', '  peer: parse the same YAML only'),
    row('  peer: parse the same YAML only'),
    row('compiled record: parse and open'),
    row('compiled record: parse, validate against the schema, open'),
    row('as of two dates, every measure and event'),
    row('truce report'),
    row('the command: parley truce', '  peer: an empty Node process'),
    row('  peer: an empty Node process'),
  ].join('\n')}\n`,
)
