/** Every route answers as the OpenAPI document says. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '../../src/api/routes.js'
import { line, NDJSON, problemIn, served } from './service.js'

const service = served()

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Record<string, unknown> }[]
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string; items?: { $ref: string } } }> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}
const document = async (): Promise<Document> => (await (await service.it.get('/openapi.json')).json()) as Document

/** The schema that the document gives a name, as a check. What it refers to lies below it. */
function checkOf({ components }: Document, ref: string | undefined): z.ZodType {
  const name = (ref ?? '').replace('#/components/schemas/', '')
  const schema = components.schemas[name]
  if (!schema) throw new Error(`the document has no schema "${name}"`)
  const own = JSON.parse(JSON.stringify(schema).replaceAll(`#/components/schemas/${name}`, '#'))
  return z.fromJSONSchema(own as never) as unknown as z.ZodType
}

describe('the OpenAPI document', () => {
  test('is of 3.1 and has every route, and no other', async () => {
    const { openapi, paths } = await document()
    expect(openapi).toBe('3.1.0')
    expect(Object.keys(paths).sort()).toEqual([...ROUTES.map((r) => r.path), '/v1/assess'].sort())
  })

  test('refers only to what it has', async () => {
    const whole = await document()
    const refs = [...JSON.stringify(whole).matchAll(/"\$ref":"#([^"]+)"/g)].map((m) => m[1] as string)
    expect(refs.length).toBeGreaterThan(20)
    for (const ref of new Set(refs)) {
      const found = ref
        .split('/')
        .slice(1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], whole)
      expect(found, ref).toBeDefined()
    }
  })

  test('can be read as a page that asks nothing of another host', async () => {
    const response = await service.it.get('/docs')
    const html = await response.text()
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const { path, summary } of ROUTES) {
      expect(html).toContain(`GET ${path}`)
      expect(html).toContain(summary)
    }
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(html).not.toContain('<script')
  })

  test('a check made from it refuses what is not so', async () => {
    const check = checkOf(await document(), '#/components/schemas/Check')
    const body = (await (await service.it.get('/v1/check')).json()) as object
    expect(check.safeParse(body).success).toBe(true)
    expect(check.safeParse({ ...body, records: 'many' }).success).toBe(false)
    expect(check.safeParse({ ...body, more: 1 }).success).toBe(false)
  })
})

describe('every route', () => {
  test.each(ROUTES.map((r) => [r.path, r] as const))('%s answers its example by its schema', async (path, route) => {
    const operation = (await document()).paths[path]?.get as Operation
    const response = await service.it.get(route.example)
    expect(response.status, await response.clone().text()).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const ref = operation.responses['200']?.content?.['application/json']?.schema.$ref
    const body = await response.json()
    expect(checkOf(await document(), ref).safeParse(body).error?.issues ?? []).toEqual([])
    expect(route.output.safeParse(body).error?.issues ?? []).toEqual([])
  })

  test.each(ROUTES.map((r) => [r.path, r] as const))(
    '%s takes the parameters that the document names, and no other',
    async (path, route) => {
      const parameters = (await document()).paths[path]?.get?.parameters ?? []
      expect(
        parameters
          .filter((p) => p.in === 'query')
          .map((p) => p.name)
          .sort(),
      ).toEqual(Object.keys(route.query).sort())
      const other = `${route.example}${route.example.includes('?') ? '&' : '?'}nonsense=1`
      const problem = await problemIn(await service.it.get(other))
      expect([problem.status, problem.errors?.[0]?.field]).toEqual([400, 'nonsense'])
      for (const { name } of parameters.filter((p) => p.required && p.in === 'query')) {
        const url = new URL(service.it.url + route.example)
        url.searchParams.delete(name)
        const missing = await problemIn(await fetch(url))
        expect([missing.status, missing.errors?.[0]?.field]).toEqual([400, name])
      }
    },
  )

  const more = [
    ['/v1/measures/us-farm-aid-delay-2025', '/v1/measures/{id}'],
    ['/v1/measures/us.authority.s301', '/v1/measures/{id}'],
    ['/v1/hts?q=permanent%20magnets&most=3', '/v1/hts'],
    ['/v1/hts?q=8505.11', '/v1/hts'],
    ['/v1/duty?hts=8504.40.85.00&origin=CN&history=true', '/v1/duty'],
    ['/v1/duty?hts=8505.11.00.70&compare=CN&compare=VN&date=2025-10-20', '/v1/duty'],
    ['/v1/duty?hts=1201.90&origin=US&to=CN&date=2025-10-20&known=2025-10-20', '/v1/duty'],
    ['/v1/duty?hts=7216.61.00.00&origin=CN&facts=steel_value_pct=40&claims=donation&quantity=500kg', '/v1/duty'],
    ['/v1/controls?element=Dy&listings=true', '/v1/controls'],
    ['/v1/port-fee?port=CN&ownerShare=US=30&dwt=60000', '/v1/port-fee'],
    ['/v1/diff?scenario=lapse&scenario=threat-100&against=busan', '/v1/diff'],
    ['/v1/topics/rare-earths?scenario=lapse&date=2025-12-01', '/v1/topics/{name}'],
    ['/v1/averages?origin=CN&origin=EU&by=origin&from=2025-04-01&date=2025-05-20', '/v1/averages'],
    ['/v1/effects?scenario=lapse&against=record&date=2025-10-20&known=2025-10-20&draws=3', '/v1/effects'],
    ['/v1/effects?scenario=record&date=2025-10-20', '/v1/effects'],
    ['/v1/market/soybeans?purchases=25&setting=short&homogeneous=true&draws=20', '/v1/market/soybeans'],
    ['/v1/market/soybeans?purchases=none&draws=20&date=2025-10-20', '/v1/market/soybeans'],
    ['/v1/exposure/magnets?scenario=lapse', '/v1/exposure/{material}'],
    ['/v1/market/soybeans?purchases=pledged&draws=20&date=2025-11-20', '/v1/market/soybeans'],
    ['/v1/truce?scenario=lapse&date=2025-12-01', '/v1/truce'],
  ] as const
  test.each(more)('%s answers by its schema', async (address, path) => {
    const whole = await document()
    const ref = whole.paths[path]?.get?.responses['200']?.content?.['application/json']?.schema.$ref
    const response = await service.it.get(address)
    const body = await response.json()
    expect(response.status, JSON.stringify(body)).toBe(200)
    expect(checkOf(whole, ref).safeParse(body).error?.issues ?? []).toEqual([])
  })

  test('POST /v1/assess answers by its schema, as lines and as a list', async () => {
    const whole = await document()
    const check = checkOf(whole, '#/components/schemas/AssessedLine')
    const body = JSON.stringify([line(1), line(2), { hts: 'x' }])
    const send = (accept: string): Promise<Response> =>
      service.it.get('/v1/assess', { method: 'POST', body, headers: { 'content-type': 'application/json', accept } })
    const list = (await (await send('application/json')).json()) as object[]
    const lines = (await (await send('*/*')).text())
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as object)
    expect(lines).toEqual(list)
    expect(list.map((l) => 'error' in l)).toEqual([false, false, true])
    for (const one of list) expect(check.safeParse(one).error?.issues ?? []).toEqual([])
    const input = checkOf(whole, '#/components/schemas/EntryLine')
    expect([input.safeParse(line(1)).success, input.safeParse({ hts: 1 }).success]).toEqual([true, false])
  })

  test('an answer is what the command line prints', async () => {
    const { parley } = await import('../cli/run.js')
    const printed = await parley('duty', '8505.11.00.70', '--origin', 'CN', '--date', '2025-10-20', '--json')
    const answered = await service.it.get('/v1/duty?hts=8505.11.00.70&origin=CN&date=2025-10-20')
    expect(await answered.json()).toEqual(JSON.parse(printed.out))
    const shown = await parley('port-fee', '--port', 'us', '--built', 'CN', '--net-tons', '5000', '--date', '2025-10-20', '--json')
    expect(await (await service.it.get('/v1/port-fee?port=US&built=CN&netTons=5000&date=2025-10-20')).json()).toEqual(JSON.parse(shown.out))
    const days = ['--date', '2025-10-20', '--known', '2025-10-20', '--json']
    const query = 'date=2025-10-20&known=2025-10-20'
    for (const [command, address] of [
      [['topic', 'soybeans'], '/v1/topics/soybeans?'],
      [['average', '--origin', 'CN'], '/v1/averages?origin=CN&'],
      [['effects', 'lapse', '--draws', '4'], '/v1/effects?scenario=lapse&draws=4&'],
      [['market', 'soybeans', '--draws', '20'], '/v1/market/soybeans?draws=20&'],
      [['market', 'soybeans', '--purchases', 'none', '--draws', '20'], '/v1/market/soybeans?purchases=none&draws=20&'],
      [['exposure'], '/v1/exposure?'],
      [['exposure', 'Ga'], '/v1/exposure/Ga?'],
      [['what-if', 'lapse', '--chapter', '85'], '/v1/what-if?scenario=lapse&chapter=85&'],
    ] as const) {
      const { out } = await parley(...command, ...days)
      expect(await (await service.it.get(address + query)).json(), address).toEqual(JSON.parse(out))
    }
  })
})

describe('around the routes', () => {
  test('health, readiness, and the way in', async () => {
    expect(await (await service.it.get('/healthz')).json()).toMatchObject({ status: 'ok', data: expect.stringMatching(/^[0-9a-f]{16}$/) })
    expect((await service.it.get('/readyz')).status).toBe(200)
    const root = await service.it.get('/', { redirect: 'manual' })
    expect([root.status, root.headers.get('location')]).toEqual([302, '/docs'])
  })

  test('the same request has the same tag, and is not sent twice', async () => {
    const first = await service.it.get('/v1/timeline?topic=soybeans&known=2025-11-20')
    const tag = first.headers.get('etag') as string
    expect(first.headers.get('cache-control')).toBe('public, max-age=60')
    const again = await service.it.get('/v1/timeline?known=2025-11-20&topic=soybeans', { headers: { 'if-none-match': `"x", W/${tag}` } })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
    const other = await service.it.get('/v1/timeline?topic=soybeans&known=2025-11-21', { headers: { 'if-none-match': tag } })
    expect(other.status).toBe(200)
    expect(other.headers.get('etag')).not.toBe(tag)
    const dated = await service.it.get('/v1/truce?date=2026-11-24')
    const today = await service.it.get('/v1/truce')
    expect(today.headers.get('etag')).toBe(dated.headers.get('etag'))
    expect([today, dated].map((r) => r.headers.get('cache-control'))).toEqual(['public, max-age=60', 'public, max-age=3600'])
  })

  test('HEAD says what GET would, without the body', async () => {
    const head = await service.it.get('/v1/check', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe((await service.it.get('/v1/check')).headers.get('etag'))
  })

  test('the log has a line a request, without parameters or bodies', async () => {
    service.it.log.length = 0
    await (await service.it.get('/v1/hts?q=secret')).text()
    await (await service.it.get('/v1/assess', { method: 'POST', body: '{"id":"secret"}', headers: NDJSON })).text()
    await expect.poll(() => service.it.log.length).toBe(2)
    expect(service.it.log).toMatchObject([
      { method: 'GET', path: '/v1/hts', status: 200, request: expect.any(String), ms: expect.any(Number) },
      { method: 'POST', path: '/v1/assess', status: 200 },
    ])
    expect(JSON.stringify(service.it.log)).not.toContain('secret')
  })
})
