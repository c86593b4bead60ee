/** The static site, if one is built. The files are listed when the service starts: a path is looked up, never joined, so that none leads out. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { getMimeType } from 'hono/utils/mime'
import { has } from './negotiate.js'

interface SiteFile {
  readonly file: string
  readonly type: string
  readonly size: number
  readonly etag: string
}

/** Answers a GET from a folder: a file, a folder's index, or for a page's address the index of the whole; else nothing. */
export type Site = (c: Context) => Response | undefined

/** @param folder that of the built site; nothing, if there is none */
export function openSite(folder: string): Site | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined
  const files = new Map<string, SiteFile>(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        const content = readFileSync(file)
        const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`
        const type = getMimeType(file) ?? 'application/octet-stream'
        return [`/${relative(folder, file).replaceAll('\\', '/')}`, { file, type, size: content.length, etag }]
      }),
  )
  return (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined
    const path = decoded(c.req.path)
    if (path === undefined) return undefined
    const exact = files.get(path) ?? files.get(`${path.replace(/\/$/, '')}/index.html`)
    const page = extname(path) === '' && (c.req.header('accept') ?? '').includes('text/html')
    const found = exact ?? (page ? files.get('/index.html') : undefined)
    return found && sent(c, found)
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** Names with a digest in them never change what they hold. */
const DIGEST = /[.-][\w-]{8,}\.\w+$/

function sent(c: Context, { file, type, size, etag }: SiteFile): Response {
  const headers = {
    ETag: etag,
    'Cache-Control': DIGEST.test(file) && !file.endsWith('.html') ? 'public, max-age=86400' : 'public, max-age=0, must-revalidate',
    'X-Content-Type-Options': 'nosniff',
  }
  if (has(c, etag)) return c.body(null, 304, headers)
  const whole = { ...headers, 'Content-Type': type, 'Content-Length': String(size) }
  if (c.req.method === 'HEAD') return c.body(null, 200, whole)
  return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, 200, whole)
}
