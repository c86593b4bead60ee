/** Reading worlds from disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../base/errors.js'
import { readWorld, type World } from '../effects/index.js'

const FOLDER = 'data/worlds'

/** Ids of the worlds that come with the package. */
export const worldIds = (root: string): string[] =>
  readdirSync(join(root, FOLDER))
    .filter((name) => name.endsWith('.bin'))
    .map((name) => name.slice(0, -4))
    .sort()

/** The path of a world: one of the package by id, or a file by its path. @throws ParleyError if there is none */
export function worldPath(root: string, named: string): string {
  if (/[\\/]|\.bin$/.test(named)) return existsSync(named) ? named : fail('bad-input', `there is no file ${named}`, 'world')
  const file = join(root, FOLDER, `${named}.bin`)
  return existsSync(file) ? file : fail('not-found', `there is no world "${named}"; there are ${worldIds(root).join(', ')}`, 'world')
}

/** A world of the package by id, or one of a file. */
export function openWorld(root: string, named: string): World {
  const path = worldPath(root, named)
  return readWorld(readFileSync(path), path)
}
