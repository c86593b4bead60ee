/** How long a market takes: one solve, one fixed flow, the homogeneous limit, the whole answer with a thousand draws. Peer: twenty solves of a market ten times as wide. */
import { Bench } from 'tinybench'
import { baseOf, type Market, noWedges, solve, solveHomogeneous, soybeans, wedgeOn } from '../dist/src/markets/index.js'
import markets from '../src/generated/markets.js'

const base = baseOf(markets, '2023/24')
const { market } = base
const E = { sigma: 7.8, epsilon: 16.9, eta: -0.2 }
const wide: Market = {
  exporters: Array.from({ length: 40 }, (_, i) => `r${i}`),
  importers: Array.from({ length: 20 }, (_, i) => `v${i}`),
  base: Array.from({ length: 40 }, (_, r) => Array.from({ length: 20 }, (_, v) => 1 + ((r * 7 + v * 3) % 11))),
}
const bench = new Bench({ time: 1000, warmupIterations: 200 })
  .add('solve: a duty, 4 exporters, 2 importers', () => void solve(market, E, { wedges: wedgeOn(market, 0, 0, 1.194) }))
  .add(
    'solve: a fixed flow',
    () => void solve(market, E, { wedges: noWedges(market), fixed: [{ exporter: 0, importer: 0, quantity: 12 }] }),
  )
  .add('solve: all goods alike', () => void solveHomogeneous(market, E, { wedges: wedgeOn(market, 0, 0, 1.194) }))
  .add('  peer: 40 exporters, 20 importers', () => void solve(wide, E, { wedges: wedgeOn(wide, 0, 0, 1.194) }))
  .add(
    'the answer on soybeans, 1,000 draws',
    () => void soybeans(markets, base, { setting: 'medium', duty: { us: 23, other: 3 }, price: 10 }),
  )
await bench.run()
const lines = bench.tasks.map(({ name, result }) => {
  const us = result && 'latency' in result ? result.latency.p50 * 1000 : Number.NaN
  return `${name.padEnd(58)} ${us.toFixed(1).padStart(11)} µs median`
})
process.stdout.write(`${lines.join('\n')}\n`)
