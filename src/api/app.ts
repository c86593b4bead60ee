/** The service without its socket: addresses, and what stands before and after every one. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { Shelf } from '../answers/shelf.js'
import { askRoutes } from './ask.js'
import { assessLines, assessRoute } from './assess.js'
import { Clients } from './clients.js'
import { type Described, docsPage } from './docs.js'
import type { Env } from './env.js'
import type { Limits } from './limits.js'
import { type Log, logged } from './log.js'
import { info, schemas } from './openapi.js'
import type { Pool } from './pool.js'
import { invalid, problem, problemOf } from './problem.js'
import { ROUTES } from './routes.js'
import type { Site } from './site.js'
import { warm } from './tasks.js'

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

/** The whole service, to be put on a socket or asked directly. */
export function createApp(parts: Parts): OpenAPIHono<Env> {
  const { pool, limits, version, log, today, site, stopping = () => false } = parts
  const shelf = warm(new Shelf())
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
  askRoutes(app, { pool, shelf, cacheBytes: limits.cacheBytes, version, today })
  app.openapi(assessRoute, (c) => {
    const fault = (error: unknown): void => log.fault(c.get('requestId'), error)
    return assessLines(c, c.req.valid('query'), { pool, shelf, limits, clients, client: clientOf(c), fault }) as never
  })

  describeAt(app, version.version)

  app.notFound((c) => {
    const found = c.req.path.startsWith('/v1/') ? undefined : site?.(c)
    if (found) return found
    if (c.req.path === '/' && !site) return c.redirect('/docs')
    return problem(c, 404, `there is nothing at ${c.req.path.slice(0, 200)}; /docs lists what there is`)
  })
  app.onError((error, c) => problemOf(c, error, (fault) => log.fault(c.get('requestId'), fault)))
  return app
}

/** The description of all routes, for machines and as a page. */
function describeAt(app: OpenAPIHono<Env>, version: string): void {
  for (const [name, schema] of Object.entries(schemas(ROUTES))) app.openAPIRegistry.registerComponent('schemas', name, schema)
  const document = app.getOpenAPI31Document(info(version))
  const examples = Object.fromEntries(ROUTES.map(({ path, example }) => [path, example]))
  const page = docsPage(document as unknown as Described, examples)
  const brief = { 'Cache-Control': 'public, max-age=60' }
  app.get('/openapi.json', (c) => c.json(document, 200, brief))
  app.get('/docs', (c) => c.html(page, 200, { ...brief, 'Content-Security-Policy': PAGE_POLICY }))
}

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
