/** The description of the service: OpenAPI 3.1, its schemas those of the command line's JSON. */
import { z } from '@hono/zod-openapi'
import { AssessOutput, EntryLineInput } from '../answers/duty-schemas.js'
import { Problem, REFUSALS } from './problem.js'
import type { Route } from './routes.js'

type Json = { [key: string]: unknown }

/** What a schema of the document is called: `/v1/port-fee` gives `PortFee`, `/v1/topics/{name}` gives `TopicsByName`. */
export const schemaName = (path: string): string =>
  path
    .replace('/v1/', '')
    .replace(/\/\{(\w+)\}/, '-by-$1')
    .replace(/(^|[-/])(\w)/g, (_, __, letter: string) => letter.toUpperCase())

export const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` })

/** A zod schema as a schema of the document: what it refers to lies below it. */
function component(name: string, schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  const own = (ref: string): string => ref.replace(/^#/, `#/components/schemas/${name}`)
  return JSON.parse(JSON.stringify(json, (key, value) => (key === '$ref' && typeof value === 'string' ? own(value) : value))) as Json
}

/** All schemas that are no route's parameters, by name. */
export function schemas(routes: readonly Route[]): Record<string, Json> {
  return {
    EntryLine: component('EntryLine', EntryLineInput, 'input'),
    AssessedLine: component('AssessedLine', AssessOutput, 'output'),
    ...Object.fromEntries(routes.map(({ path, output }) => [schemaName(path), component(schemaName(path), output, 'output')])),
  }
}

/** Refusals as responses. */
export const refusals = (...statuses: readonly number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: REFUSALS[status] ?? '', content: { 'application/problem+json': { schema: Problem } } },
    ]),
  )

/** What the document says of the whole. */
export const info = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Parley',
    version,
    description:
      'A trade truce, made computable. Every answer has two dates: the day whose law is asked, and the day of knowledge, after which nothing published counts. The answers are those of the command line with --json.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
})
