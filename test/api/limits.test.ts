/** Limits: each refuses with its status, its name, and when to come back. */
import { connect } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { AnswerCache } from '../../src/api/cache.js'
import { Clients } from '../../src/api/clients.js'
import { LIMIT_WORDS, LIMITS, limitsOf } from '../../src/api/limits.js'
import { Pool } from '../../src/api/pool.js'
import { line, NDJSON, problemIn, serve } from './service.js'

const held: { stop(): Promise<boolean> }[] = []
const service = async (limits: Parameters<typeof serve>[0]): ReturnType<typeof serve> => {
  const it = await serve(limits)
  held.push(it)
  return it
}
afterAll(() => Promise.all(held.map((it) => it.stop())))

/** A body that is sent without its end. */
const endless = (text: string): ReadableStream =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text))
    },
  })

describe('limits', () => {
  test('are read by name, and each is explained', () => {
    expect(limitsOf(['workers=3', 'lines=10'], '--limit')).toEqual({ ...LIMITS, workers: 3, lines: 10 })
    for (const wrong of ['workers', 'workers=x', 'nonsense=1', '__proto__=1', 'workers=0', 'workers=-1'])
      expect(() => limitsOf([wrong], '--limit'), wrong).toThrow('--limit')
    expect(Object.keys(LIMIT_WORDS)).toEqual(Object.keys(LIMITS))
  })

  test('413: a body that says or shows that it is too large', async () => {
    const { get } = await service({ bodyBytes: 1000 })
    const body = JSON.stringify(Array.from({ length: 20 }, (_, i) => line(i)))
    const headers = { 'content-type': 'application/json' }
    const said = await problemIn(await get('/v1/assess', { method: 'POST', body, headers }))
    const shown = await problemIn(await get('/v1/assess', { method: 'POST', body: endless(body), headers, duplex: 'half' } as RequestInit))
    for (const problem of [said, shown]) expect([problem.status, problem.detail]).toEqual([413, expect.stringContaining('bodyBytes')])
    const stream = await get('/v1/assess', { method: 'POST', body: JSON.stringify(line(1)), headers: NDJSON })
    expect(stream.status).toBe(200)
  })

  test('413: more lines in a list than are taken', async () => {
    const { get } = await service({ lines: 3 })
    const refused = await get('/v1/assess', { method: 'POST', body: '[1,2,3,4]', headers: { 'content-type': 'application/json' } })
    expect((await problemIn(refused)).status).toBe(413)
  })

  test('429 and 503: assessments under way', async () => {
    const { get, url } = await service({ streamsPerClient: 1 })
    const open = connect(Number(new URL(url).port), '127.0.0.1')
    open.write('POST /v1/assess HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n \r\n')
    await new Promise((go) => open.once('data', go))
    const refused = await get('/v1/assess', { method: 'POST', body: '', headers: NDJSON })
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await problemIn(refused)).toMatchObject({ status: 429, detail: expect.stringContaining('streamsPerClient') })
    open.destroy()
    await expect.poll(async () => (await get('/v1/assess', { method: 'POST', body: '', headers: NDJSON })).status).toBe(200)
    const clients = new Clients({ streams: 1, streamsPerClient: 5, requestsPerSecond: 0 })
    const end = clients.stream('a')
    expect(() => clients.stream('b')).toThrow(expect.objectContaining({ status: 503 }))
    end()
    end()
    clients.stream('b')
    expect(() => clients.stream('a')).toThrow(expect.objectContaining({ status: 503 }))
  })

  test('429: requests too fast, until the client has waited as long as it was told', () => {
    let now = 0
    const clients = new Clients({ streams: 1, streamsPerClient: 1, requestsPerSecond: 2 }, () => now)
    for (let i = 0; i < 20; i++) clients.request('a')
    let refused: { status?: number; headers?: Record<string, string> } = {}
    try {
      clients.request('a')
    } catch (error) {
      refused = error as typeof refused
    }
    expect([refused.status, refused.headers?.['Retry-After']]).toEqual([429, '1'])
    clients.request('b')
    now += 1000
    clients.request('a')
  })

  test('503: an answer that takes too long; the service goes on', async () => {
    const { get } = await service({ answerSeconds: 0.05 })
    const slow = await get('/v1/what-if?scenario=lapse&date=2025-10-20')
    expect(slow.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await problemIn(slow)).toMatchObject({ status: 503, detail: expect.stringContaining('answerSeconds') })
    expect((await get('/v1/hts?q=magnet')).status).toBe(200)
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 10_000 }).toBe(200)
  })

  test('503: more answers wait than may; light ones are given meanwhile', async () => {
    const { get } = await service({ queued: 2 })
    const heavy = [1, 2, 3, 4, 5, 6].map((day) => get(`/v1/what-if?scenario=lapse&date=2025-10-0${day}&chapter=85`))
    await new Promise((go) => setTimeout(go, 30))
    let done = 0
    for (const one of heavy) one.then(() => (done += 1))
    const light = await get('/v1/duty?hts=8505.11.00.70&origin=CN&date=2025-10-20')
    expect(light.status).toBe(200)
    // Refused are those for which there is no room; of the others none is done yet.
    expect(done).toBeLessThanOrEqual(3)
    const statuses = (await Promise.all(heavy)).map((r) => r.status)
    expect(statuses.filter((s) => s === 503).length).toBe(3)
    expect(statuses.filter((s) => s === 200).length).toBe(3)
  })

  test('a silent connection is closed', async () => {
    const { url } = await service({ idleSeconds: 1 })
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const begun = performance.now()
    await new Promise((go) => socket.once('close', go).once('error', go).resume())
    expect(performance.now() - begun).toBeLessThan(8000)
  })
})

describe('the pool', () => {
  test('gives up what waits when it is not wanted, and refuses when closed', async () => {
    const pool = new Pool({ size: 1, seconds: 10, queued: 10 })
    const stop = new AbortController()
    const task = { is: 'answer', path: '/v1/check', asked: {} } as const
    const first = pool.run(task)
    const second = pool.run(task, { signal: stop.signal })
    stop.abort()
    await expect(second).rejects.toMatchObject({ status: 503, message: 'the client went away' })
    expect(JSON.parse(new TextDecoder().decode(await first))).toMatchObject({ valid: true })
    await pool.close()
    await expect(pool.run(task)).rejects.toMatchObject({ status: 503 })
  })

  test('tells of a thread that breaks off, and begins another', { timeout: 60_000 }, async () => {
    const faults: Error[] = []
    const pool = new Pool({ size: 1, seconds: 60, queued: 10, megabytes: 160, fault: (error) => faults.push(error) })
    await pool.started
    expect(pool.ready).toBe(true)
    // A task that is none: the thread has no text to cut into lines.
    const broken = pool.run({ is: 'lines', first: 1, scenario: [], effects: false, between: '' } as never)
    await expect(broken).rejects.toThrow()
    // A task so large that its answer exceeds the memory of a thread.
    const text = '[]\n'.repeat(1_000_000)
    await expect(pool.run({ is: 'lines', first: 1, text, scenario: [], effects: false, between: '' })).rejects.toMatchObject({
      status: 503,
    })
    expect(faults.map((f) => f.message)).toEqual([expect.stringContaining('memory')])
    await expect(pool.run({ is: 'answer', path: '/v1/check', asked: {} })).resolves.toBeInstanceOf(Uint8Array)
    await pool.close()
  })

  test('does not let a request wait longer than an answer may take; lines of a stream wait', async () => {
    const pool = new Pool({ size: 1, seconds: 0.15, queued: 10 })
    const task = { is: 'lines', first: 1, text: '', scenario: [], effects: false, between: '' } as const
    // The thread is not ready yet.
    const stream = pool.run(task, { begun: true })
    await expect(pool.run(task)).rejects.toMatchObject({ status: 503, message: expect.stringContaining('no thread was free') })
    expect((await stream).length).toBe(0)
    await pool.close()
  })

  test('what goes wrong in a thread goes wrong here, and the thread goes on', async () => {
    const pool = new Pool({ size: 1, seconds: 10, queued: 10 })
    await expect(pool.run({ is: 'answer', path: '/v1/nonsense', asked: {} })).rejects.toThrow('no route /v1/nonsense')
    await expect(pool.run({ is: 'answer', path: '/v1/diff', asked: { date: '2025-10-20' } })).rejects.toMatchObject({ fault: 'bad-input' })
    await expect(pool.run({ is: 'answer', path: '/v1/check', asked: {} })).resolves.toBeInstanceOf(Uint8Array)
    await pool.close()
  })
})

describe('kept answers', () => {
  const bytes = (n: number): Uint8Array<ArrayBuffer> => new Uint8Array(n)
  const signal = new AbortController().signal

  test('are made once, for all who ask meanwhile, and forgotten when there are too many', async () => {
    const cache = new AnswerCache(100)
    let made = 0
    const make = async (): Promise<Uint8Array<ArrayBuffer>> => {
      made += 1
      return bytes(20)
    }
    await Promise.all([cache.get('a', make, signal), cache.get('a', make, signal)])
    await cache.get('a', make, signal)
    expect(made).toBe(1)
    for (const key of ['b', 'c', 'd', 'e', 'f']) await cache.get(key, make, signal)
    await cache.get('f', make, signal)
    expect(made).toBe(6)
    await cache.get('a', make, signal)
    expect(made).toBe(7)
  })

  test('a failure is not kept; making stops when nobody waits', async () => {
    const cache = new AnswerCache(100)
    await expect(cache.get('a', () => Promise.reject(new Error('no')), signal)).rejects.toThrow('no')
    await expect(cache.get('a', async () => bytes(1), signal)).resolves.toEqual(bytes(1))
    const [one, two] = [new AbortController(), new AbortController()]
    let stopped = false
    const make = (stop: AbortSignal): Promise<Uint8Array<ArrayBuffer>> =>
      new Promise((_, reject) =>
        stop.addEventListener('abort', () => {
          stopped = true
          reject(new Error('stopped'))
        }),
      )
    const both = [cache.get('b', make, one.signal), cache.get('b', make, two.signal)].map((p) => p.catch((e: Error) => e.message))
    one.abort()
    expect(stopped).toBe(false)
    two.abort()
    expect(await Promise.all(both)).toEqual(['stopped', 'stopped'])
  })
})
