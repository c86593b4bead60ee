/** What a client sends, accepts and has already. */
import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { Refusal } from './problem.js'

/**
 * The first type offered that the client accepts best.
 * @throws {Refusal} 406, if it accepts none
 */
export function accepted<T extends string>(c: Context, offered: readonly T[]): T {
  const header = c.req.header('accept')
  if (header === undefined || header.trim() === '') return offered[0] as T
  const ranges = parseAccept(header)
  const weight = (type: string): number => {
    const group = `${type.split('/')[0]}/*`
    for (const range of [type, group, '*/*']) {
      const found = ranges.find((r) => r.type.toLowerCase() === range)
      if (found) return found.q
    }
    return 0
  }
  const best = offered.reduce((a, b) => (weight(b) > weight(a) ? b : a))
  if (weight(best) <= 0) throw new Refusal(406, `this is given as ${offered.join(' or ')}`, 'Accept')
  return best
}

/** The type of a body, without its parameters. @throws {Refusal} 415, if it is none of those read here */
export function contentType<T extends string>(c: Context, read: readonly T[]): T {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  const found = read.find((t) => t === type)
  if (found) return found
  throw new Refusal(
    415,
    `${type ? `a body of type ${type} is not read here` : 'the body has no Content-Type'}; send ${read.join(' or ')}`,
    'Content-Type',
    {
      'Accept-Post': read.join(', '),
    },
  )
}

/** Whether the client has what the tag names. */
export function has(c: Context, etag: string): boolean {
  const tags = c.req.header('if-none-match')?.split(',') ?? []
  return tags.some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

/** A whole body as text. @throws {Refusal} 413 */
export async function bodyText(c: Context, most: number): Promise<string> {
  const tooLarge = (): never => {
    throw new Refusal(413, `the body is larger than ${most} bytes (limit: bodyBytes); send application/x-ndjson to stream`, undefined, {
      Connection: 'close',
    })
  }
  if (Number(c.req.header('content-length') ?? 0) > most) tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > most) tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
