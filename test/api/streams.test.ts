/** Streams of entry lines: their order, their pace, their bounds; over HTTP and in parts. */
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf, inOrder } from '../../src/api/streams.js'
import { line, NDJSON, served } from './service.js'

const service = served({ lineBytes: 2000, lines: 25_000, streamsPerClient: 2 })

/** One that takes long lines, and one that gives its threads hardly any time. */
const deep = served()
const hasty = served({ answerSeconds: 0.004 })

const text = (i: number): string => `${JSON.stringify(line(i))}\n`

/** A request whose body is written by the test while the answer comes in. */
async function open(): Promise<{ sent: ClientRequest; answer: Promise<IncomingMessage> }> {
  const sent = request(`${service.it.url}/v1/assess`, { method: 'POST', headers: { ...NDJSON, 'transfer-encoding': 'chunked' } })
  const answer = once(sent, 'response').then(([response]) => response as IncomingMessage)
  answer.catch(() => {})
  return { sent, answer }
}

async function linesIn(response: IncomingMessage): Promise<{ id?: string; line?: number; error?: string }[]> {
  let all = ''
  for await (const chunk of response) all += String(chunk)
  return all
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l))
}

describe('a stream of lines', () => {
  test('20,000 lines are answered in order, bad ones in their place', { timeout: 60_000 }, async () => {
    const count = 20_000
    const bad = (i: number): boolean => i % 997 === 5
    const { sent, answer } = await open()
    const answers = answer.then(linesIn)
    for (let i = 0; i < count; i++) {
      const taken = sent.write(bad(i) ? `{"id":"${i}", broken\n` : text(i))
      if (!taken) await once(sent, 'drain')
    }
    sent.end()
    const got = await answers
    expect(got.length).toBe(count)
    const wrong = got.filter((a, i) =>
      bad(i) ? a.line !== i + 1 || !a.error?.startsWith('not JSON') : a.id !== String(i) || a.error !== undefined,
    )
    expect(wrong.slice(0, 3)).toEqual([])
  })

  test('a line is answered before the next is sent', async () => {
    const { sent, answer } = await open()
    for (let i = 0; i < 5; i++) {
      sent.write(text(i))
      const [chunk] = (await once(await answer, 'data')) as [Buffer]
      expect(JSON.parse(String(chunk))).toMatchObject({ id: String(i) })
      // Drops the line's end, if it comes apart.
      await new Promise((go) => setTimeout(go, 20))
      ;(await answer).removeAllListeners('data')
    }
    sent.end()
    ;(await answer).resume()
    await once(await answer, 'end')
  })

  test('a client that does not read is not read from', { timeout: 60_000 }, async () => {
    const { sent, answer } = await open()
    // Lines so long that no buffer of the system holds them all: 24 MB, and their answers more.
    const block = Array.from({ length: 100 }, (_, i) => `${JSON.stringify({ ...line(i), id: 'x'.repeat(1500) })}\n`).join('')
    let written = 0
    const writing = (async () => {
      for (let i = 0; i < 150; i++) {
        written += 1
        if (!sent.write(block)) await once(sent, 'drain')
      }
      sent.end()
    })()
    const response = await answer
    let before = -1
    while (before !== written) {
      before = written
      await new Promise((go) => setTimeout(go, 700))
    }
    expect(written).toBeLessThan(150)
    const all = await linesIn(response)
    await writing
    expect(all.length).toBe(15_000)
  })

  test('a line that is too long is told and passed over; lines beyond the limit end the stream', { timeout: 60_000 }, async () => {
    const send = async (body: string): Promise<{ id?: string; line?: number; error?: string }[]> => {
      const response = await service.it.get('/v1/assess', { method: 'POST', body, headers: NDJSON })
      return (await response.text())
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l))
    }
    const long = await send(`${text(0)}${'x'.repeat(500_000)}\n\n${text(3)}${'y'.repeat(2001)}`)
    expect(long.map((a) => a.id ?? `${a.line}: ${a.error}`)).toEqual([
      '0',
      '2: the line is longer than 2000 bytes (limit: lineBytes)',
      '3',
      '5: the line is longer than 2000 bytes (limit: lineBytes)',
    ])
    const many = await send('{}\n'.repeat(25_010))
    expect(many.length).toBe(25_001)
    expect(many.at(-1)).toEqual({ line: 25_001, error: 'no more than 25000 lines are taken at a time (limit: lines)' })
  })

  test('a line that is nested without end has an error record, as a line and in a list', async () => {
    const send = (body: string, type: string): Promise<Response> =>
      deep.it.get('/v1/assess', { method: 'POST', body, headers: { 'content-type': type } })
    const nested = (key: string): string => `{"${key}":${'['.repeat(30_000)}${']'.repeat(30_000)}}`
    for (const key of ['id', 'hts', 'claims', 'facts']) {
      const response = await send(`${nested(key)}\n${text(1)}`, 'application/x-ndjson')
      const answers = (await response.text())
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l))
      expect([answers.length, typeof answers[0].error, answers[1].id], key).toEqual([2, 'string', '1'])
      const list = await send(`[${nested(key)}]`, 'application/json')
      expect([200, 400]).toContain(list.status)
      await list.text()
    }
    expect(deep.it.faults).toEqual([])
  })

  test('lines whose thread breaks off have error records in their place', { timeout: 30_000 }, async () => {
    const body = Array.from({ length: 300 }, (_, i) => text(i)).join('')
    const response = await hasty.it.get('/v1/assess?effects=true', { method: 'POST', body, headers: NDJSON })
    const answers = (await response.text())
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l))
    expect(answers.length).toBe(300)
    const broken = answers.flatMap((a, i) => (a.error === undefined ? [] : [[i + 1, a.line, a.error]]))
    expect(broken.length).toBeGreaterThan(0)
    for (const [place, line, error] of broken) expect([place, error]).toEqual([line, expect.stringContaining('answerSeconds')])
  })

  test('a client that goes away gives its place free', { timeout: 30_000 }, async () => {
    service.it.log.length = 0
    for (let i = 0; i < 6; i++) {
      const { sent, answer } = await open()
      sent.on('error', () => {})
      sent.write(text(1))
      const response = await answer
      expect(response.statusCode).toBe(200)
      response.on('error', () => {})
      await once(response, 'data')
      sent.destroy()
      await expect.poll(() => service.it.log.length).toBe(i + 1)
    }
    expect(service.it.log.every((entry) => entry.lost === true)).toBe(true)
    expect(service.it.faults).toEqual([])
  })
})

describe('blocks of lines', () => {
  const limits = { lineBytes: 12, lines: 30 }
  test('are the lines that were sent, however they are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '好', '{', ' ', '\r'), maxLength: 8 }), { maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.boolean(),
        async (lines, cuts, ended) => {
          const whole = Buffer.from(lines.join('\n') + (ended ? '\n' : ''))
          async function* chunks(): AsyncGenerator<Uint8Array> {
            for (let at = 0, i = 0; at < whole.length; i++) {
              const size = cuts[i % cuts.length] as number
              yield whole.subarray(at, at + size)
              at += size
            }
          }
          const expected = whole.toString().split('\n')
          if (expected.at(-1) === '') expected.pop()
          const got: string[] = []
          for await (const block of blocksOf(chunks(), limits)) {
            expect(block.first).toBe(got.length + 1)
            if ('problem' in block) got.push(block.problem)
            else got.push(...block.text.replace(/\n$/, '').split('\n'))
          }
          expect(got).toEqual(
            expected.slice(0, 31).map((l, i) => {
              if (i === 30) return 'no more than 30 lines are taken at a time (limit: lines)'
              return Buffer.byteLength(l) > 12 ? 'the line is longer than 12 bytes (limit: lineBytes)' : l
            }),
          )
        },
      ),
      { numRuns: 300 },
    ))
})

describe('work in order', () => {
  async function* numbers(count: number, taken: (n: number) => void = () => {}): AsyncGenerator<number> {
    for (let i = 0; i < count; i++) {
      taken(i)
      yield i
    }
  }

  test('is given back in order, whichever is done first, no more at a time than said', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        async (delays, most) => {
          let working = 0
          let highest = 0
          const results: number[] = []
          const work = async (i: number): Promise<number> => {
            working += 1
            highest = Math.max(highest, working)
            await new Promise((go) => setTimeout(go, delays[i]))
            working -= 1
            return i
          }
          for await (const result of inOrder(numbers(delays.length), most, work)) results.push(result)
          expect(results).toEqual(delays.map((_, i) => i))
          expect(highest).toBeLessThanOrEqual(most)
        },
      ),
      { numRuns: 60 },
    ))

  test('takes nothing ahead of a reader that waits, and stops with it', async () => {
    let last = -1
    const results = inOrder(
      numbers(100, (n) => {
        last = n
      }),
      3,
      async (n) => n,
    )
    await results.next()
    await new Promise((go) => setTimeout(go, 20))
    expect(last).toBeLessThanOrEqual(4)
    await results.return(undefined)
    expect(last).toBeLessThanOrEqual(4)
  })

  test('fails where the work fails, after what came before', async () => {
    const got: number[] = []
    const failing = async (): Promise<void> => {
      for await (const n of inOrder(numbers(5), 3, async (i) => (i === 2 ? Promise.reject(new Error('two')) : i))) got.push(n)
    }
    await expect(failing()).rejects.toThrow('two')
    expect(got).toEqual([0, 1])
  })
})
