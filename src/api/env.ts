/** What a request carries with it. */
import type { HttpBindings } from '@hono/node-server'

export type Env = { Bindings: Partial<HttpBindings>; Variables: { requestId: string } }
