/** What answers on all products at once read: classes of codes, and trade as it was. */
import exportsUrl from '../../../data/trade/us-exports-to-cn.csv?url'
import type { Day } from '../../base/dates.js'
import { fail } from '../../base/errors.js'
import classesCn2017Url from '../../generated/classes-cn-2017.json?url'
import classesCn2022Url from '../../generated/classes-cn-2022.json?url'
import classesUsUrl from '../../generated/classes-us.json?url'
import { type ClassData, type Classes, openClasses } from '../../panel/index.js'
import type { Importer, ListData } from '../../rates/index.js'
import type { ChinaTariff, Schedule } from '../../schedule/index.js'
import { importsOfPartner, type Trade, tradeBySubheading } from '../../trade/index.js'
import { bytesOf, once, textOf } from './load.js'
import { chinaTariff, productLists, usSchedule } from './schedules.js'

/** Compiled classes lack a scope that a scenario brings: lists and tariffs are needed, and are not loaded yet. */
export class Unloaded extends Error {}

/** Lists and tariffs, loaded only when a scenario has goods that no measure of the record names. */
export const behind = {
  lists: undefined as ListData | undefined,
  us: undefined as Schedule | undefined,
  cn: undefined as ChinaTariff | undefined,
  async load(): Promise<void> {
    const [lists, us, cn] = await Promise.all([productLists(), usSchedule(), chinaTariff()])
    Object.assign(behind, { lists, us, cn })
  },
}
const needed = <T>(piece: T | undefined): T => {
  if (piece === undefined) throw new Unloaded()
  return piece
}

export function classesOf(importer: Importer, on: Day): Promise<Classes> {
  const url = importer === 'US' ? classesUsUrl : on < '2022-01-01' ? classesCn2017Url : classesCn2022Url
  return once(url, async () =>
    openClasses(JSON.parse(await textOf(url, 'The classes of codes')) as ClassData, {
      lists: () => needed(behind.lists),
      tariff: () => needed(importer === 'US' ? behind.us : behind.cn),
    }),
  )
}

const importUrls = new Map(
  Object.entries(
    import.meta.glob<string>('../../../data/trade/us-imports-2024/*.csv.gz', { query: '?url', import: 'default', eager: true }),
  ).map(([path, url]) => [path.slice(-9, -7), url]),
)

/** US imports of 2024 from a partner. */
export const importsFrom = (partner: string): Promise<Trade> =>
  once(`imports ${partner}`, async () => {
    const url = importUrls.get(partner) ?? fail('not-found', `no US imports of 2024 from ${partner} are on record`)
    return importsOfPartner(await unpacked(await bytesOf(url, `US imports from ${partner}`)))
  })

/** Goods of the other side: US imports from China, or China's from the US. */
export const tradeOf = (importer: Importer): Promise<Trade> =>
  importer === 'US'
    ? importsFrom('CN')
    : once('exports', async () =>
        tradeBySubheading(
          await textOf(exportsUrl, 'US exports to China'),
          'US exports to China, free alongside ship (US Census Bureau by way of UN Comtrade)',
          2024,
        ),
      )

/** Does work that may find that the compiled classes lack a scope: then lists and tariffs are loaded, and it is done again. */
export async function withLists<T>(work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Unloaded)) throw error
    await behind.load()
    return work()
  }
}

/** Text of a packed file; a host that unpacks such files itself has done so already. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes)
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
}
