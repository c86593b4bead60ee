/**
 * How long an equilibrium takes: the 194-country scenario from a flat start, with the kernel at hand and made anew, in a fresh process;
 * NAFTA; draws. Peers in the same run: a textbook iteration of the same equations, and an empty Node process.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Bench } from 'tinybench'
import {
  applyTariffs,
  caliendoParroModel,
  configure,
  economyOfShares,
  Kernel,
  readWorld,
  rebase,
  reciprocal,
  scheduleChanges,
} from '../dist/src/effects/index.js'
import { drawIntervals } from '../dist/src/files/draws-pool.js'
import { openWorld } from '../dist/src/files/worlds.js'
import { solveTextbook } from './textbook.js'

const world = openWorld('.', 'world-2023')
const { economy, model } = configure(world)
const us = economy.countries.indexOf('USA')
const tariff = applyTariffs(world, economy, scheduleChanges(world, 'us-2025-04-02'))
const kernel = new Kernel(economy, model)
const textbook = {
  ...economy,
  passThrough: model.passThrough,
  epsilon: 4,
  psi: 0.67 / 4,
  kappa: 0.5,
}
const nafta = readWorld(gunzipSync(readFileSync('test/effects/fixtures/nafta-1993.bin.gz')))
const shares = economyOfShares(nafta)
const parameters = caliendoParroModel(nafta, shares)
const base = rebase(shares, new Kernel(shares, parameters).solve())
const naftaKernel = new Kernel(base, parameters)
const fresh = `import { openWorld } from 'parley/worlds'
import { applyTariffs, configure, Kernel, scheduleChanges } from 'parley/effects'
const world = openWorld('world-2023'); const { economy, model } = configure(world)
new Kernel(economy, model).solve({ tariff: applyTariffs(world, economy, scheduleChanges(world, 'us-2025-04-02')) })`

const SOLVE = '194 countries, tariffs of 2 April 2025, flat start'
const PEER = '  peer: textbook iteration with Anderson (memory 8)'
const DAMPED = '  peer: textbook iteration, damped'
const NAFTA = 'NAFTA: 31 × 40, flat start'
const FRESH = '194 countries in a fresh process'
const COMMAND = '  parley effects --schedule us-2025-04-02'
const EMPTY = '  peer: an empty Node process'
const bench = new Bench({ time: 2000, warmupIterations: 50 })
  .add(SOLVE, () => void kernel.solve({ tariff }))
  .add('  with reciprocal retaliation', () => void kernel.solve({ tariff: reciprocal(economy, tariff, us) }))
  .add('  with the base year calibrated and the kernel made anew', () => {
    const c = configure(world)
    new Kernel(c.economy, c.model).solve({ tariff })
  })
  .add(NAFTA, () => void naftaKernel.solve({ tariff: nafta.arrays['tariff-nafta'] as Float64Array }))
  .add('  and the base year before it', () => {
    const b = rebase(shares, new Kernel(shares, parameters).solve())
    new Kernel(b, parameters).solve({ tariff: nafta.arrays['tariff-nafta'] as Float64Array })
  })
await bench.run()
const slow = new Bench({ time: 1500, warmupIterations: 2 })
  .add(PEER, () => void solveTextbook(textbook, tariff, 8))
  .add(DAMPED, () => void solveTextbook(textbook, tariff))
await slow.run()

// Processes in turn, so that what else the machine does falls on all alike.
const processes: Readonly<Record<string, readonly string[]>> = {
  [FRESH]: ['--input-type=module', '-e', fresh],
  [COMMAND]: ['bin/parley.js', 'effects', '--schedule', 'us-2025-04-02'],
  [EMPTY]: ['-e', ''],
}
const times: Record<string, number[]> = Object.fromEntries(Object.keys(processes).map((name) => [name, []]))
for (let round = 0; round < 15; round++)
  for (const [name, argv] of Object.entries(processes)) {
    const start = performance.now()
    execFileSync(process.execPath, argv, { stdio: 'ignore' })
    times[name]?.push(performance.now() - start)
  }
const processRow = (name: string): string => {
  const sorted = (times[name] as number[]).sort((a, b) => a - b)
  const median = sorted[sorted.length >> 1] as number
  const empty = times[EMPTY] as number[]
  const peer = name === EMPTY ? '' : `   ${(median / (empty[empty.length >> 1] as number)).toPrecision(2)} × an empty process`
  return `${name.padEnd(58)} ${median.toFixed(1).padStart(9)} ms median, ${sorted.at(-1)?.toFixed(1)} at most of ${sorted.length}${peer}`
}

const ms = (name: string): number => {
  const result = [...bench.tasks, ...slow.tasks].find((t) => t.name === name)?.result
  return result && 'latency' in result ? result.latency.p50 : Number.NaN
}
const row = (name: string, peer?: string): string =>
  `${name.padEnd(58)} ${ms(name).toFixed(1).padStart(9)} ms median${peer ? `   ${(ms(name) / ms(peer)).toPrecision(2)} × peer` : ''}`
const china = openWorld('.', 'china-us-2017')
const plan = {
  changes: [
    { importer: 'US', exporter: 'CN', rate: 0.3 },
    { importer: 'CN', exporter: 'US', rate: 0.1 },
  ],
  seed: 1,
  draws: 1000,
}
const timed = async (threads: number): Promise<string> => {
  const start = performance.now()
  await drawIntervals(china, plan, 0.9, threads)
  return (
    `1,000 draws, 7 × 44, ${threads === 1 ? 'one thread' : `${threads} threads`}`.padEnd(58) +
    ` ${(performance.now() - start).toFixed(1).padStart(9)} ms`
  )
}
process.stdout.write(
  `${[
    row(SOLVE, PEER),
    row('  with reciprocal retaliation'),
    row('  with the base year calibrated and the kernel made anew'),
    row(PEER),
    row(DAMPED),
    processRow(EMPTY),
    processRow(FRESH),
    processRow(COMMAND),
    row(NAFTA),
    row('  and the base year before it'),
    await timed(1),
    await timed(2),
  ].join('\n')}\nmemory of this process at its end: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB\n`,
)
