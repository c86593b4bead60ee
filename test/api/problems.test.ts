/** What is refused says so as problem details, with the field that is wrong; nothing that a client sends is a fault of the service. */
import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROUTES } from '../../src/api/routes.js'
import { NDJSON, problemIn, served } from './service.js'

const service = served()
const post = (body: BodyInit, headers: Record<string, string>, query = ''): Promise<Response> =>
  service.it.get(`/v1/assess${query}`, { method: 'POST', body, headers })

describe('refusals', () => {
  test.each([
    ['/v1/truce?date=tomorrow', 400, 'date'],
    ['/v1/truce?date=2025-10-20&date=2025-10-21', 400, 'date'],
    ['/v1/truce?date=2025-02-30', 400, 'date'],
    ['/v1/truce?known=2025-13-01', 400, 'known'],
    ['/v1/truce?scenario=', 400, 'scenario'],
    ['/v1/truce?scenario=../../ledger/horizon.yaml', 422, 'scenario'],
    ['/v1/timeline?actor=EU', 400, 'actor'],
    ['/v1/timeline?from=2025-10-20&to=2025-10-01', 422, 'to'],
    ['/v1/measures/no.such.record', 404, 'id'],
    ['/v1/measures/us.s122.surcharge?known=2025-01-01', 404, 'id'],
    ['/v1/hts', 400, 'q'],
    ['/v1/hts?q=magnet&most=1000', 400, 'most'],
    ['/v1/hts?q=8505.99.99', 404, 'q'],
    ['/v1/duty?hts=8505.11.00.70', 422, 'origin'],
    ['/v1/duty?hts=8505.11.00.70&origin=XX', 422, 'origin'],
    ['/v1/duty?hts=8505.11.00.70&origin=CN&value_usd=-1', 422, 'value_usd'],
    ['/v1/duty?hts=85&origin=CN', 422, 'hts'],
    ['/v1/duty?hts=8505.11.00.70&origin=CN&facts=nonsense', 422, 'facts'],
    ['/v1/duty?hts=8505.11.00.70&origin=CN&quantity=many', 422, 'quantity'],
    ['/v1/controls?code=8505.11&from=CN&to=CN', 422, 'to'],
    ['/v1/port-fee?built=CN', 400, 'port'],
    ['/v1/port-fee?port=US&netTons=heavy', 422, 'netTons'],
    ['/v1/port-fee?port=US&ownerShare=half', 422, 'ownerShare'],
    ['/v1/what-if?scenario=nonsense', 422, 'scenario'],
    ['/v1/what-if?scenario=lapse&against=nonsense', 422, 'against'],
    ['/v1/what-if?scenario=lapse&chapter=999', 422, 'chapter'],
    ['/v1/market/soybeans?purchases=some', 422, 'purchases'],
    ['/v1/diff', 422, 'scenario'],
  ])('%s: %i, %s', async (address, status, field) => {
    const response = await service.it.get(address)
    const problem = await problemIn(response)
    expect([problem.status, problem.errors?.[0]?.field]).toEqual([status, field])
    expect(problem.detail.length).toBeGreaterThan(10)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test.each(['10000000', '-1', '1.5', '1', 'x'])('/v1/effects?draws=%s says what is possible', async (draws) => {
    const { status, detail } = await problemIn(await service.it.get(`/v1/effects?scenario=lapse&draws=${draws}`))
    expect([status, detail]).toEqual([400, expect.stringMatching(/^draws: .*from 2 to 200$/)])
  })

  test.each([
    ['DELETE', '/v1/truce', 'GET, HEAD'],
    ['POST', '/v1/measures/us.ieepa', 'GET, HEAD'],
    ['GET', '/v1/assess', 'POST'],
    ['PUT', '/openapi.json', 'GET, HEAD'],
  ])('%s %s: 405', async (method, address, allow) => {
    const response = await service.it.get(address, { method })
    expect((await problemIn(response)).status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
  })

  test('no such address', async () => {
    for (const address of ['/v1', '/v1/', '/v2/truce', '/v1/truce/more', '/favicon.ico', '/%2e%2e/%2e%2e/etc/passwd', '/v1/%ff'])
      expect((await problemIn(await service.it.get(address))).status, address).toBe(404)
  })

  test('types that are not read, or not given', async () => {
    expect((await problemIn(await post('hts,origin\n', { 'content-type': 'text/csv' }))).status).toBe(415)
    expect((await problemIn(await service.it.get('/v1/assess', { method: 'POST' }))).errors?.[0]?.field).toBe('Content-Type')
    expect((await problemIn(await service.it.get('/v1/truce', { headers: { accept: 'text/html' } }))).status).toBe(406)
    expect((await problemIn(await service.it.get('/v1/truce', { headers: { accept: 'application/json;q=0' } }))).status).toBe(406)
    expect((await problemIn(await post('[]', { 'content-type': 'application/json', accept: 'image/png' }))).status).toBe(406)
    for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.1', ''])
      expect((await service.it.get('/v1/check', { headers: { accept } })).status, accept).toBe(200)
  })

  test('bodies that are no list of lines', async () => {
    const json = { 'content-type': 'application/json; charset=utf-8' }
    for (const body of ['', '{', '[1,', 'null', '"x"', '{"hts":"8505.11.00.70"}'])
      expect((await problemIn(await post(body, json))).errors?.[0]?.field, body).toBe('body')
    expect(await (await post('[]', { ...json, accept: 'application/json' })).json()).toEqual([])
    expect(await (await post('', NDJSON)).text()).toBe('')
    expect((await problemIn(await post('[]', json, '?known=soon'))).errors?.[0]?.field).toBe('known')
    expect((await problemIn(await post('[]', json, '?scenario=nonsense'))).errors?.[0]?.field).toBe('scenario')
  })

  test('what is no HTTP, or too long, is told in the same form', async () => {
    const raw = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let answer = ''
        const socket = connect(Number(new URL(service.it.url).port), '127.0.0.1', () => socket.write(text))
        socket
          .on('data', (d) => (answer += String(d)))
          .on('end', () => resolve(answer))
          .on('error', reject)
      })
    const found = [
      await raw('nonsense\r\n\r\n'),
      await raw(`GET /v1/hts?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`),
      await raw('GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'),
      await raw('GET /v1/hts?q=x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'),
    ]
    expect(found.map((f) => f.slice(9, 12))).toEqual(['400', '431', '400', '400'])
    for (const answer of found)
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ status: Number(answer.slice(9, 12)) })
  })
})

describe('whatever is asked', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '2025-10-20',
      '2025-02-30',
      'CN',
      'US',
      '8505.11',
      '8505.11.00.70',
      '85',
      'lapse',
      'record',
      '1',
      '-1',
      '1e9',
      'true',
      'US=30',
      '500kg',
      'Dy',
      '__proto__',
      'constructor',
      '%',
      '\u0000',
      '9'.repeat(40),
    ),
  )
  const known = ROUTES.map((route) =>
    fc.record({
      route: fc.constant(route),
      id: value,
      query: fc.array(fc.tuple(fc.constantFrom(...Object.keys(route.query), 'nonsense', '__proto__'), value), { maxLength: 5 }),
      // Half of the time what is asked could be answered but for what is added.
      example: fc.boolean(),
    }),
  )

  test('a GET is answered, or refused with a parameter of the route', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(...known), async ({ route, id, query, example }) => {
        const parameters = example ? new URL(route.example, service.it.url).searchParams : new URLSearchParams()
        for (const [name, text] of query) parameters.append(name, text)
        const response = await service.it.get(`${route.path.replace(/\{\w+\}/, encodeURIComponent(id) || 'x')}?${parameters}`)
        const { status } = response
        if (status === 200) return void (await response.json())
        const problem = await problemIn(response)
        expect([400, 404, 422], JSON.stringify(problem)).toContain(status)
        const fields = new Set([...Object.keys(route.query), ...Object.keys(route.params ?? {}), ...parameters.keys()])
        for (const { field } of problem.errors ?? [])
          if (field !== undefined) expect([...fields], JSON.stringify(problem)).toContain(field.split('.')[0])
      }),
      { numRuns: 1500 },
    )
    expect(service.it.faults).toEqual([])
  })

  test('any method, address and headers', { timeout: 60_000 }, async () => {
    const token = fc.stringMatching(/^[A-Z]{3,7}$/).filter((m) => !['CONNECT', 'TRACE', 'TRACK'].includes(m))
    const header = fc.stringMatching(/^[ -~]{0,40}$/)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(token, fc.constant('GET')),
        fc.webPath({ size: 'small' }),
        header,
        header,
        async (method, path, accept, tag) => {
          const headers = { accept, 'if-none-match': tag, 'content-type': accept }
          const response = await service.it.get(`/v1${path}`, { method, headers }).catch((error: unknown) => {
            throw new Error(`${method} ${path}`, { cause: error })
          })
          await response.arrayBuffer()
          expect(response.status).toBeLessThan(500)
        },
      ),
      { numRuns: 300 },
    )
    expect(service.it.faults).toEqual([])
  })

  test('any body has an answer for each of its lines, in their order', { timeout: 60_000 }, async () => {
    const entry = fc.record(
      {
        id: fc.string(),
        hts: value,
        origin: value,
        to: value,
        entry_date: value,
        value_usd: fc.oneof(value, fc.double()),
        claims: fc.array(value),
        facts: fc.dictionary(value, value),
        quantity: fc.dictionary(value, value),
      },
      { requiredKeys: [] },
    )
    const anything = fc.oneof(entry, fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            anything.map((v) => JSON.stringify(v)),
            fc.string(),
          ),
          { maxLength: 20 },
        ),
        fc.boolean(),
        async (lines, effects) => {
          const text = lines.map((l) => l.replaceAll('\n', ' ')).join('\n')
          const response = await post(text, NDJSON, effects ? '?effects=true' : '')
          const answers = (await response.text()).split('\n').filter(Boolean)
          expect(response.status).toBe(200)
          expect(answers.length).toBe(text.split('\n').filter((l) => l.trim() !== '').length)
          for (const answer of answers) JSON.parse(answer)
        },
      ),
      { numRuns: 150 },
    )
    expect(service.it.faults).toEqual([])
  })
})
