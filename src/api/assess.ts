/** `POST /v1/assess`: many entry lines, one answer a line, in order; a line that cannot be assessed has an error record in its place. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Shelf } from '../answers/shelf.js'
import type { Clients } from './clients.js'
import type { Limits } from './limits.js'
import { accepted, bodyText, contentType } from './negotiate.js'
import { reference, refusals } from './openapi.js'
import { lens, yes } from './parameters.js'
import type { Pool } from './pool.js'
import { Refusal } from './problem.js'
import { lay } from './routes.js'
import { type Block, blocksOf, blocksOfLines, bodyOf, inOrder } from './streams.js'

const JSON_TYPE = 'application/json'
const LINES = 'application/x-ndjson'
const READ = [JSON_TYPE, LINES, 'application/jsonl'] as const

const query = z.strictObject({ ...lens, effects: yes('Say of each question by how much its answer would change the duty (takes longer)') })

export const assessRoute = createRoute({
  method: 'post',
  path: '/v1/assess',
  summary: 'Many entry lines: one in, one answer out, in order',
  description:
    'Send a list as application/json, or one line of JSON an entry as application/x-ndjson: then the answers begin before the last line is sent, and no more is read than a client takes. A line that cannot be assessed has an error record in its place. The answers are JSON lines, or with Accept: application/json a list.',
  request: {
    query,
    body: {
      required: true,
      content: {
        [JSON_TYPE]: { schema: { type: 'array', items: reference('EntryLine') } },
        [LINES]: { schema: reference('EntryLine') },
      },
    },
  },
  responses: {
    200: {
      description: 'An assessment or an error record for each line',
      content: {
        [LINES]: { schema: reference('AssessedLine') },
        [JSON_TYPE]: { schema: { type: 'array', items: reference('AssessedLine') } },
      },
    },
    ...refusals(400, 406, 413, 415, 422, 429, 503),
  },
})

interface Needs {
  readonly pool: Pool
  readonly shelf: Shelf
  readonly limits: Limits
  readonly clients: Clients
  readonly client: string
  /** Told of what is not foreseen. */
  readonly fault: (error: unknown) => void
}

/** Answers the request: all that can be refused is refused before the first answer is sent. */
export async function assessLines(c: Context, asked: z.output<typeof query>, needs: Needs): Promise<Response> {
  const { pool, shelf, limits, clients, client, fault } = needs
  const type = contentType(c, READ)
  const asList = accepted(c, [LINES, JSON_TYPE]) === JSON_TYPE
  const { known, scenario = [] } = asked
  scenario.reduce((l, s) => lay(l, s), shelf.ledger)
  const closed = clients.stream(client)
  try {
    const blocks =
      type === JSON_TYPE ? blocksOfLines(await list(c, limits)) : blocksOf((c.req.raw.body ?? []) as AsyncIterable<Uint8Array>, limits)
    const between = asList ? ',\n' : '\n'
    const lens = { ...(known !== undefined && { known }), scenario, effects: asked.effects === 'true' }
    const work = async (block: Block): Promise<Uint8Array> => {
      if ('problem' in block) return errors([block.first], block.problem, between)
      try {
        return await pool.run({ is: 'lines', ...block, ...lens, between }, { signal: c.req.raw.signal, begun: true })
      } catch (error) {
        if (!(error instanceof Refusal)) fault(error)
        return errors(numbers(block), error instanceof Refusal ? error.message : 'a fault of the service', between)
      }
    }
    // One block more than there are threads, so that none of them waits for this one.
    const answers = inOrder(blocks, limits.workers + 1, work)
    return c.body(bodyOf(written(answers, asList), closed), 200, {
      'Content-Type': asList ? JSON_TYPE : LINES,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
  } catch (error) {
    closed()
    throw error
  }
}

/** The numbers of the lines of a block that are not blank. */
const numbers = ({ first, text }: { first: number; text: string }): number[] =>
  text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [first + i]))

/** Error records in the place of lines. */
const errors = (lines: readonly number[], error: string, between: string): Uint8Array =>
  bytes(lines.map((line) => JSON.stringify({ line, error })).join(between))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function* written(answers: AsyncIterable<Uint8Array>, asList: boolean): AsyncGenerator<Uint8Array> {
  let any = false
  if (asList) yield bytes('[')
  for await (const answer of answers) {
    if (answer.length === 0) continue
    if (asList && any) yield bytes(',\n')
    any = true
    yield answer
    if (!asList) yield bytes('\n')
  }
  if (asList) yield bytes(']\n')
}

/** The entries of a list, each as a line of JSON. */
async function list(c: Context, limits: Limits): Promise<string[]> {
  const text = await bodyText(c, limits.bodyBytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Refusal(400, `the body is not JSON: ${error instanceof Error ? error.message : String(error)}`, 'body')
  }
  if (!Array.isArray(value)) throw new Refusal(400, 'the body is not a list of entry lines; write [{…}, {…}]', 'body')
  if (value.length > limits.lines) throw new Refusal(413, `no more than ${limits.lines} lines are taken at a time (limit: lines)`, 'body')
  try {
    return value.map((entry) => JSON.stringify(entry))
  } catch {
    throw new Refusal(400, 'the body is nested too deeply', 'body')
  }
}
