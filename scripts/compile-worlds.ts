/**
 * Compiles the base years of the trade models into `data/worlds/<id>.bin` and writes their part of `data/PROVENANCE.md`, and the
 * NAFTA fixture of the tests. Run by `npx tsx scripts/compile-worlds.ts <folder of the source tables>`; nothing else reads that folder.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { fail } from '../src/base/errors.js'
import { type World, writeWorld } from '../src/effects/world.js'
import { chinaUs2017 } from './worlds/china-us-2017.js'
import { nafta1993 } from './worlds/nafta-1993.js'
import { provenance } from './worlds/provenance.js'
import { world2023 } from './worlds/world-2023.js'

const source = process.argv[2] ?? fail('bad-input', 'name the folder that holds the source tables')
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const write = (folder: string, world: World): void => {
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, folder, `${world.id}.bin`), writeWorld(world))
}
const worlds = [world2023(join(source, 'ldr2025')), chinaUs2017(join(source, 'usch2017_7x44'))]
for (const world of worlds) write('data/worlds', world)
const fixtures = join(root, 'test/effects/fixtures')
mkdirSync(fixtures, { recursive: true })
writeFileSync(join(fixtures, 'nafta-1993.bin.gz'), gzipSync(writeWorld(nafta1993(join(source, 'cp2015/cp2015_data.json'))), { level: 9 }))
const page = join(root, 'data/PROVENANCE.md')
writeFileSync(page, provenance(readFileSync(page, 'utf8'), worlds))
