/**
 * The HTTP API as it is shipped, from another process: 200 connections that ask without pause for 30 seconds, what is lost and what is
 * not as it should be; then a stream of a million entry lines, and the most memory that the server takes for it. Ends with 1 if a request
 * is lost or wrong, or either takes 400 MB. Shorter: BENCH_SECONDS=5 BENCH_LINES=50000. Other limits: BENCH_LIMIT='workers=4'.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'

const CONNECTIONS = 200
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30)
const LINES = Number(process.env.BENCH_LINES ?? 1_000_000)
const MOST_MB = 400

async function server(): Promise<{ child: ChildProcess; url: string; peakMb: () => number }> {
  // All connections come from one address here: no limit for one client alone.
  const options = [
    'serve',
    '--port',
    '0',
    '--no-log',
    '--limit',
    `streamsPerClient=${CONNECTIONS}`,
    ...(process.env.BENCH_LIMIT?.split(' ').flatMap((l) => ['--limit', l]) ?? []),
  ]
  const child = spawn(process.execPath, ['bin/parley.js', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [shown] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  const url = /http:\/\/\S+?:\d+/.exec(String(shown))?.[0] as string
  let peak = 0
  const look = (): number => {
    const status = `/proc/${child.pid}/status`
    // The system's own high-water mark, where it keeps one.
    const kb = existsSync(status)
      ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })
    peak = Math.max(peak, Number(kb) / 1024)
    return peak
  }
  const clock = setInterval(look, 500)
  child.once('exit', () => clearInterval(clock))
  return { child, url, peakMb: look }
}

/** Numbers that look like chance and are the same in every run. */
let seed = 20251020
const chance = (below: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const any = <T>(list: readonly T[]): T => list[chance(list.length)] as T
const CODES = ['8505.11.00.70', '8504.40.85.00', '6109.10.00.12', '8471.30.01.00', '9403.60.80.81', '7318.15.20.55', '2844.10.20.10']
const ORIGINS = ['CN', 'VN', 'MX', 'DE', 'JP', 'IN', 'BR', 'CA']
const day = (): string => new Date(Date.UTC(2025, 3, 1) + chance(500) * 86_400_000).toISOString().slice(0, 10)
const month = (): string => `2025-${String(1 + chance(12)).padStart(2, '0')}-15`
const entry = (i: number): string =>
  JSON.stringify({
    id: String(i),
    hts: CODES[i % CODES.length],
    origin: ORIGINS[(i * 5) % ORIGINS.length],
    entry_date: '2025-10-20',
    value_usd: '12345.67',
  })

interface Ask {
  readonly name: string
  readonly path: string
  readonly body?: string
  readonly status: number
}
/** What is asked, each as often as its share in a hundred. */
const MIX: readonly (readonly [share: number, ask: () => Ask])[] = [
  [40, () => ({ name: 'duty', path: `/v1/duty?hts=${any(CODES)}&origin=${any(ORIGINS)}&date=${day()}`, status: 200 })],
  [12, () => ({ name: 'hts', path: `/v1/hts?q=${any(['magnet', 'steel bolts', 'soybeans', '8505.11', 'cotton shirts'])}`, status: 200 })],
  [10, () => ({ name: 'timeline', path: `/v1/timeline?known=${day()}&topic=soybeans`, status: 200 })],
  [8, () => ({ name: 'measures', path: `/v1/measures/${any(['us.ieepa.reciprocal.cn', 'cn.reciprocal'])}?date=${month()}`, status: 200 })],
  [8, () => ({ name: 'truce', path: `/v1/truce?date=${month()}&known=${month()}`, status: 200 })],
  [5, () => ({ name: 'controls', path: `/v1/controls?code=8505.11&from=CN&date=${month()}`, status: 200 })],
  [5, () => ({ name: 'port-fee', path: `/v1/port-fee?port=US&built=CN&netTons=${1000 * (1 + chance(20))}&date=2025-10-20`, status: 200 })],
  [1, () => ({ name: 'what-if', path: `/v1/what-if?scenario=lapse&date=2025-10-20&chapter=${any(['85', '84', '94'])}`, status: 200 })],
  [6, () => ({ name: 'assess', path: '/v1/assess', body: Array.from({ length: 20 }, (_, i) => entry(i)).join('\n'), status: 200 })],
  [
    5,
    () => ({ name: 'refused', path: any(['/v1/duty?hts=85&origin=CN', '/v1/duty?hts=8505.11.00.70&origin=XX', '/v1/diff']), status: 422 }),
  ],
]
const next = (): Ask => {
  let left = chance(100)
  for (const [share, ask] of MIX) {
    left -= share
    if (left < 0) return ask()
  }
  throw new Error('the shares do not add up to 100')
}

function send(url: string, agent: Agent, { path, body }: Ask): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/x-ndjson' }
    request(url + path, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (d: string) => {
        text += d
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text })).on('error', reject)
    })
      .on('error', reject)
      .end(body)
  })
}

/** Whether an answer is whole and as expected. */
const right = ({ status, body }: Ask, got: { status: number; text: string }): boolean => {
  if (got.status !== status) return false
  const lines = body === undefined ? [got.text] : got.text.trimEnd().split('\n')
  if (body !== undefined && lines.length !== 20) return false
  return (
    lines.every((l, i) => body === undefined || JSON.parse(l).id === String(i)) && (body !== undefined || JSON.parse(got.text) !== null)
  )
}

async function mixed(): Promise<boolean> {
  const { child, url, peakMb } = await server()
  const times = new Map<string, number[]>()
  let sent = 0
  let lost = 0
  let wrong = 0
  const until = performance.now() + SECONDS * 1000
  const connection = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (performance.now() < until) {
      const ask = next()
      const begun = performance.now()
      sent += 1
      try {
        const got = await send(url, agent, ask)
        if (!right(ask, got)) {
          wrong += 1
          if (wrong <= 3) process.stdout.write(`wrong: ${ask.path}: ${got.status} ${got.text.slice(0, 200)}\n`)
        }
        times.set(ask.name, [...(times.get(ask.name) ?? []), performance.now() - begun])
      } catch (error) {
        lost += 1
        if (lost <= 3) process.stdout.write(`lost: ${ask.path}: ${String(error)}\n`)
      }
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  const peak = peakMb()
  const at = (list: number[], share: number): string =>
    `${(list[Math.floor((list.length - 1) * share)] ?? Number.NaN).toFixed(0)} ms`.padStart(9)
  process.stdout.write(
    `${CONNECTIONS} connections for ${SECONDS} s: ${sent} requests (${Math.round(sent / SECONDS)} a second), ${lost} lost, ${wrong} wrong; at most ${peak.toFixed(0)} MB\n` +
      `  ${'asked'.padEnd(10)}${'requests'.padStart(9)}${'median'.padStart(9)}${'95 %'.padStart(9)}${'99 %'.padStart(9)}\n`,
  )
  for (const [name, list] of [...times].sort(([a], [b]) => (a < b ? -1 : 1))) {
    list.sort((a, b) => a - b)
    process.stdout.write(`  ${name.padEnd(10)}${String(list.length).padStart(9)}${at(list, 0.5)}${at(list, 0.95)}${at(list, 0.99)}\n`)
  }
  return (await stopped(child)) && lost === 0 && wrong === 0 && peak < MOST_MB
}

async function stream(): Promise<boolean> {
  const { child, url, peakMb } = await server()
  const idle = peakMb()
  const begun = performance.now()
  const sent = request(`${url}/v1/assess`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } })
  const answer = once(sent, 'response').then(async ([response]) => {
    let lines = 0
    let bytes = 0
    for await (const chunk of response as IncomingMessage as AsyncIterable<Buffer>) {
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
    }
    return { lines, bytes }
  })
  for (let i = 0; i < LINES; i += 100) {
    const block = Array.from({ length: Math.min(100, LINES - i) }, (_, k) => `${entry(i + k)}\n`).join('')
    if (!sent.write(block)) await once(sent, 'drain')
  }
  sent.end()
  const { lines, bytes } = await answer
  const seconds = (performance.now() - begun) / 1000
  const peak = peakMb()
  process.stdout.write(
    `a stream of ${LINES} entry lines: ${lines} answers (${(bytes / 1e9).toFixed(2)} GB) in ${seconds.toFixed(1)} s, ${Math.round(lines / seconds)} lines a second; ` +
      `at most ${peak.toFixed(0)} MB (${idle.toFixed(0)} MB before it)\n`,
  )
  return (await stopped(child)) && lines === LINES && peak < MOST_MB
}

async function stopped(child: ChildProcess): Promise<boolean> {
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  if (code !== 0) process.stdout.write(`the server ended with ${code}\n`)
  return code === 0
}

const good = [await mixed(), await stream()].every(Boolean)
process.exitCode = good ? 0 : 1
