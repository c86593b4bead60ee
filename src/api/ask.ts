/** The routes of the table: asked with GET, tagged, kept; heavy ones answered in another thread. */
import { createHash } from 'node:crypto'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Shelf } from '../answers/shelf.js'
import { AnswerCache } from './cache.js'
import type { Env } from './env.js'
import { accepted, has } from './negotiate.js'
import { reference, refusals, schemaName } from './openapi.js'
import type { Pool } from './pool.js'
import { named } from './problem.js'
import { ROUTES, type Route } from './routes.js'
import { perform } from './tasks.js'

/** An answer of a day that is named changes only with the data; one of today changes at midnight. */
const NAMED_SECONDS = 3600
const TODAY_SECONDS = 60

interface Needs {
  readonly pool: Pool
  readonly shelf: Shelf
  readonly cacheBytes: number
  readonly version: { readonly version: string; readonly data: string }
  readonly today: () => string
}

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

/** Adds every route of the table. */
export function askRoutes(app: OpenAPIHono<Env>, { pool, shelf, cacheBytes, version, today }: Needs): void {
  const cache = new AnswerCache(cacheBytes)
  /** A digest of all that an answer depends on: the data and the question. */
  const tagOf = (question: string): string =>
    `"${createHash('sha256').update(`${version.version} ${version.data} ${question}`).digest('hex').slice(0, 22)}"`

  const answer = async (route: Route, asked: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
    const task = { is: 'answer', path: route.path, asked } as const
    try {
      return route.heavy ? await pool.run(task, { signal }) : perform(shelf, task)
    } catch (error) {
      throw named(error, route.names)
    }
  }

  for (const route of ROUTES)
    app.openapi(described(route), async (c) => {
      accepted(c, ['application/json'])
      const parameters: Record<string, unknown> = { ...c.req.valid('query'), ...(route.params && c.req.param()) }
      const asked = { date: today(), ...parameters }
      const question = `${route.path} ${JSON.stringify(Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1)))}`
      const headers = {
        ETag: tagOf(question),
        'Cache-Control': `public, max-age=${'date' in parameters ? NAMED_SECONDS : TODAY_SECONDS}`,
        'X-Content-Type-Options': 'nosniff',
      }
      if (has(c, headers.ETag)) return c.body(null, 304, headers)
      const bytes = await cache.get(question, (signal) => answer(route, asked, signal), c.req.raw.signal)
      return c.body(bytes, 200, { ...headers, 'Content-Type': 'application/json' }) as never
    })
}
