/** Arrows run one way: a room imports only the rooms listed for it, and no file is too long to read at one sitting. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The rooms that hold the law and what follows from it: all faces answer from them. */
const ANSWERING = [
  'base',
  'ledger',
  'schedule',
  'rates',
  'panel',
  'trade',
  'scenarios',
  'watch',
  'controls',
  'ports',
  'series',
  'effects',
  'incidence',
  'markets',
] as const

/** What each room may import, beside itself. */
const MAY: Record<string, readonly string[]> = {
  base: [],
  ledger: ['base'],
  schedule: ['base'],
  rates: ['base', 'ledger', 'schedule'],
  controls: ['base', 'ledger'],
  ports: ['base', 'ledger'],
  series: ['base'],
  markets: ['base', 'ledger', 'schedule', 'rates', 'trade'],
  exposure: ['base', 'ledger', 'controls', 'markets', 'trade'],
  generated: ['ledger', 'rates', 'controls', 'series', 'markets', 'exposure'],
  trade: [],
  effects: ['base'],
  panel: ['base', 'ledger', 'schedule', 'rates', 'trade'],
  scenarios: ['base', 'ledger', 'schedule', 'rates', 'panel', 'trade'],
  incidence: ['base', 'ledger', 'schedule', 'rates', 'panel', 'trade', 'scenarios', 'effects'],
  watch: ['base', 'ledger', 'series'],
  files: [
    'base',
    'ledger',
    'schedule',
    'rates',
    'controls',
    'series',
    'trade',
    'panel',
    'effects',
    'incidence',
    'markets',
    'exposure',
    'generated',
  ],
  root: [...ANSWERING, 'exposure', 'generated'],
  answers: [...ANSWERING, 'exposure', 'files'],
  api: ['base', 'ledger', 'watch', 'ports', 'files', 'answers'],
  cli: [...ANSWERING, 'exposure', 'files', 'generated', 'answers', 'api'],
  node: ['ledger', 'files', 'rates', 'schedule', 'panel', 'series', 'effects'],
  build: ['base', 'ledger', 'answers', 'files'],
  // The workbench words its values as the command line does.
  web: [...ANSWERING, 'generated', 'cli'],
}
/** Rooms that run in a browser: nothing of Node, not even by way of another file. */
const PURE = Object.keys(MAY).filter((room) => !['files', 'answers', 'api', 'cli', 'node', 'build'].includes(room))

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((f) => f.isFile() && /(?<!\.d)\.tsx?$/.test(f.name))
  .map((f) => relative('src', join(f.parentPath, f.name)).replaceAll('\\', '/'))
/** Two entries stand apart: those that read from disk. */
const READERS = /^(node|panels|worlds)\.[jt]s$/
const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] as string) : READERS.test(file) ? 'node' : 'root')
const importsOf = (file: string): string[] =>
  [...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1] as string)

describe('src', () => {
  test('every room is known', () => expect(new Set(files.map(roomOf))).toEqual(new Set(Object.keys(MAY).filter((r) => r !== 'generated'))))

  test.each(files)('%s imports only downward', (file) => {
    const room = roomOf(file)
    for (const target of importsOf(file)) {
      // An address of a file, not its code.
      if (room === 'web' && target.endsWith('?url')) continue
      if (!target.startsWith('.')) {
        if (PURE.includes(room)) expect(target.startsWith('node:'), `${file} imports ${target}`).toBe(false)
        continue
      }
      const other = roomOf(posix.normalize(posix.join(posix.dirname(file), target)))
      if (other !== room) expect(MAY[room], `${file} imports ${target}`).toContain(other)
    }
  })

  test.each(files)('%s can be read at one sitting', (file) =>
    expect(readFileSync(join('src', file), 'utf8').split('\n').length).toBeLessThanOrEqual(600),
  )

  test('no two files import each other in a circle', () => {
    const graph = new Map(
      files.map((f) => [
        f,
        importsOf(f)
          .filter((t) => t.startsWith('.'))
          .map((t) => posix.normalize(posix.join(posix.dirname(f), t)).replace(/\.js$/, '.ts'))
          .map((t) => (files.includes(t) ? t : t.replace(/\.ts$/, '.tsx'))),
      ]),
    )
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]): void => {
      expect(path, `circle: ${[...path, file].join(' > ')}`).not.toContain(file)
      if (done.has(file)) return
      for (const next of graph.get(file) ?? []) visit(next, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
  })
})
