/** The service without its socket: addresses, and what stands before and after every one. */
import { createHash } from 'node:crypto'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { Shelf } from '../answers/shelf.js'
import { assessLines, assessRoute } from './assess.js'
import { AnswerCache } from './cache.js'
import { Clients } from './clients.js'
import { docsPage } from './docs.js'
import type { Env } from './env.js'
import type { Limits } from './limits.js'
import { type Log, logged } from './log.js'
import { accepted, has } from './negotiate.js'
import { INFO, reference, refusals, schemaName, schemas } from './openapi.js'
import type { Pool } from './pool.js'
import { invalid, named, problem, problemOf } from './problem.js'
import { ROUTES, type Route } from './routes.js'
import type { Site } from './site.js'
import { perform, warm } from './tasks.js'

/** What the service is made of. */
export interface Parts {
  readonly pool: Pool
  readonly limits: Limits
  readonly version: { readonly version: string; readonly data: string }
  readonly log: Log
  /** The day that is asked where none is named. */
  readonly today: () => string
  readonly site?: Site | undefined
  readonly stopping?: () => boolean
}

/** An answer of a day that is named changes only with the data; one of today changes at midnight. */
const NAMED_SECONDS = 3600
const TODAY_SECONDS = 60

/** The description of a route. */
const described = (route: Route) =>
  createRoute({
    method: 'get',
    path: route.path,
    summary: route.summary,
    request: { query: z.strictObject(route.query), ...(route.params && { params: z.object(route.params) }) },
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: reference(schemaName(route.path)) } } },
      304: { description: 'The client has it already' },
      ...refusals(400, 404, 406, 422, 429, 503),
    },
  })

export function createApp(parts: Parts): OpenAPIHono<Env> {
  const { pool, limits, version, log, today, site, stopping = () => false } = parts
  const shelf = warm(new Shelf())
  const cache = new AnswerCache(limits.cacheBytes)
  const clients = new Clients(limits)
  const app = new OpenAPIHono<Env>({ defaultHook: (result, c) => (result.success ? undefined : invalid(c, result.error)) })
  const clientOf = (c: Context<Env>): string => c.env?.incoming?.socket.remoteAddress ?? ''

  app.use(logged(log))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problem(c, 405, `${c.req.method} is not for this address; it takes ${methods.join(', ')}`, undefined, {
          Allow: methods.join(', '),
        }),
    }),
  )
  app.use(async (c, next) => {
    await next()
    if (stopping()) c.header('Connection', 'close')
  })
  app.get('/healthz', (c) => c.json({ status: 'ok', ...version }, 200, { 'Cache-Control': 'no-store' }))
  app.get('/readyz', (c) => {
    const ready = pool.ready && !stopping()
    return c.json({ ready }, ready ? 200 : 503, { 'Cache-Control': 'no-store', ...(!ready && { 'Retry-After': '2' }) })
  })

  app.use('/v1/*', async (c, next) => {
    clients.request(clientOf(c))
    await next()
  })
  for (const route of ROUTES)
    app.openapi(described(route), async (c) => {
      accepted(c, ['application/json'])
      const parameters: Record<string, unknown> = {
        ...c.req.valid('query'),
        ...(route.params && (c.req.valid as (of: string) => object)('param')),
      }
      const asked = { date: today(), ...parameters }
      const key = `${route.path} ${JSON.stringify(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1)))}`
      const etag = `"${createHash('sha256').update(`${version.version} ${version.data} ${key}`).digest('hex').slice(0, 22)}"`
      const headers = {
        ETag: etag,
        'Cache-Control': `public, max-age=${'date' in parameters ? NAMED_SECONDS : TODAY_SECONDS}`,
        'X-Content-Type-Options': 'nosniff',
      }
      if (has(c, etag)) return c.body(null, 304, headers)
      const task = { is: 'answer', path: route.path, asked } as const
      const bytes = await cache.get(
        key,
        async (signal) => {
          try {
            return route.heavy ? await pool.run(task, { signal }) : perform(shelf, task)
          } catch (error) {
            throw named(error, route.names)
          }
        },
        c.req.raw.signal,
      )
      return c.body(bytes, 200, { ...headers, 'Content-Type': 'application/json' }) as never
    })
  app.openapi(assessRoute, (c) => assessLines(c, c.req.valid('query'), { pool, shelf, limits, clients, client: clientOf(c) }) as never)

  for (const [name, schema] of Object.entries(schemas(ROUTES))) app.openAPIRegistry.registerComponent('schemas', name, schema)
  const document = app.getOpenAPI31Document(INFO(version.version))
  const examples = Object.fromEntries(ROUTES.map(({ path, example }) => [path, path.replace('{id}', 'us.ieepa.reciprocal.cn') + example]))
  const page = docsPage(document as never, examples)
  app.get('/openapi.json', (c) => c.json(document, 200, { 'Cache-Control': 'public, max-age=60' }))
  app.get('/docs', (c) =>
    c.html(page, 200, {
      'Cache-Control': 'public, max-age=60',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    }),
  )

  app.notFound((c) => {
    const found = c.req.path.startsWith('/v1/') ? undefined : site?.(c)
    if (found) return found
    if (c.req.path === '/' && !site) return c.redirect('/docs')
    return problem(c, 404, `there is nothing at ${c.req.path.slice(0, 200)}; /docs lists what there is`)
  })
  app.onError((error, c) => problemOf(c, error, (fault) => log.fault(c.get('requestId'), fault)))
  return app
}
