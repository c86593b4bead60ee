/** What the first view of the built site weighs, compressed. Run: npx tsx scripts/site-sizes.ts */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const size = (folder: string, name: string): number => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length

/** Bytes of script and of data that the first view (the truce) needs, compressed with gzip; and of all that the site has. */
export function siteSizes(site: string): { readonly script: number; readonly style: number; readonly data: number; readonly all: number } {
  const assets = join(site, 'assets')
  const data = join(site, 'data')
  const start = readFileSync(join(site, 'index.html'), 'utf8')
  // The page names its script; that imports others, and starts the worker.
  const needed = new Set<string>()
  const follow = (name: string): void => {
    if (needed.has(name)) return
    needed.add(name)
    const text = readFileSync(join(assets, name), 'utf8')
    for (const [, other] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g)) if (other) follow(other)
    for (const [, worker] of text.matchAll(/(worker-[\w-]+\.js)/g)) if (worker) follow(worker)
  }
  for (const [, name] of start.matchAll(/assets\/([\w-]+\.js)/g)) if (name) follow(name)
  const style = readdirSync(assets).filter((name) => name.endsWith('.css'))
  const record = readdirSync(data).filter((name) => name.startsWith('record-'))
  const sum = (folder: string, names: Iterable<string>): number => [...names].reduce((total, name) => total + size(folder, name), 0)
  return {
    script: sum(assets, needed),
    style: sum(assets, style),
    data: sum(data, record),
    all: sum(assets, readdirSync(assets)) + sum(data, readdirSync(data)),
  }
}

if (process.argv[1]?.endsWith('site-sizes.ts')) {
  for (const [name, bytes] of Object.entries(siteSizes('dist/site')))
    process.stdout.write(`${name.padEnd(8)}${(bytes / 1000).toFixed(1).padStart(8)} kB\n`)
}
