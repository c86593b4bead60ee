/** Who gains and who loses from a scenario: its tariffs in a world, first with the estimates themselves, then with how sure they are. */

import concordanceText from '../../../data/concordance/hs-icio.csv?url'
import worldUrl from '../../../data/worlds/china-us-2017.bin?url'
import type { Day } from '../../base/dates.js'
import { type CountryOutcome, DRAWS, readWorld, type World } from '../../effects/index.js'
import {
  type Concordance,
  dayInYear,
  type IncidenceDraws,
  type IncidenceOutcome,
  leftOut,
  pairsOf,
  readConcordance,
  runIncidenceDraws,
  SCENARIO_LEVEL,
  type ScenarioIncidence,
  scenarioIncidence,
  summariseIncidence,
} from '../../incidence/index.js'
import type { View } from '../../ledger/index.js'
import type { Importer } from '../../rates/index.js'
import { compileRules } from '../../rates/rules.js'
import { dutyDay, type TradeEffect, tradeEffects } from '../../scenarios/index.js'
import { classesOf, importsFrom, tradeOf, withLists } from './bulk.js'
import { readingsOf, type WhatIfAsked } from './compare.js'
import { bytesOf, once, tell, textOf, unlessNewer } from './load.js'

const world = (): Promise<World> => once('world', async () => readWorld(await bytesOf(worldUrl, 'The world of trade, 2017'), 'the world'))
const industries = (): Promise<Concordance> =>
  once('industries', async () => readConcordance(await textOf(concordanceText, 'Products and industries')))

/** Who gains and who loses, with the estimates themselves. */
export interface EffectsAnswer {
  /** The day whose duties are set; absent where nothing differs. */
  readonly on?: Day
  readonly world: Pick<World, 'title' | 'year' | 'unit' | 'label' | 'sources'>
  readonly model: string
  readonly elasticities: string
  readonly worldWelfare: number
  readonly countries: readonly (CountryOutcome & { readonly name: string })[]
  readonly pairs: IncidenceOutcome['pairs']
  readonly flows: IncidenceOutcome['flows']
  readonly coverage: ScenarioIncidence['coverage']
  readonly left: ReturnType<typeof leftOut>
}

interface Solved {
  readonly answer: EffectsAnswer
  readonly plan: ScenarioIncidence['plan']
}

let last: { readonly key: string; readonly solved: Promise<Solved> } | undefined

/** The answer to one question at a time is kept, so that its intervals begin where it ended. */
function solvedFor(asked: WhatIfAsked): Promise<Solved> {
  const key = JSON.stringify(asked)
  if (last?.key !== key) last = { key, solved: solve(asked) }
  return last.solved
}

/** @throws Error, if another question came meanwhile */
export async function effects(asked: WhatIfAsked): Promise<EffectsAnswer> {
  await unlessNewer('effects')()
  return (await solvedFor(asked)).answer
}

async function solve(asked: WhatIfAsked): Promise<Solved> {
  const [{ before, after, comparison, pairs }, whole, concordance] = await Promise.all([readingsOf(asked), world(), industries()])
  const on = dutyDay(comparison)
  const inYear = dayInYear(whole)
  const reached = pairsOf(whole, pairs)
  const under = async (then: View, was: Day, day: Day): Promise<TradeEffect[]> => [
    ...(await tradeUnder('US', before, then, { before: was, after: day }, reached.us)),
    ...(await tradeUnder('CN', before, then, { before: was, after: day }, reached.china ? ['US'] : [])),
  ]
  const {
    outcome: o,
    plan,
    coverage,
  } = scenarioIncidence(
    whole,
    on === undefined ? [] : await under(after, on, on),
    on === undefined || inYear === undefined ? undefined : await under(before, inYear, on),
    concordance,
  )
  const { title, year, unit, label, sources } = whole
  const names = new Map(whole.countries.map(({ code, name }) => [code, name]))
  return {
    answer: {
      ...(on !== undefined && { on }),
      world: { title, year, unit, label, sources },
      model: o.modelTitle,
      elasticities: o.elasticitySource,
      worldWelfare: o.worldWelfare,
      countries: o.countries.map((c) => ({ ...c, name: names.get(c.country) ?? c.country })),
      pairs: o.pairs,
      flows: o.flows,
      coverage,
      left: leftOut(on, comparison),
    },
    plan,
  }
}

/** Trade of some origins with an importer under two readings. */
async function tradeUnder(
  importer: Importer,
  before: View,
  after: View,
  days: { readonly before: Day; readonly after: Day },
  origins: readonly string[],
): Promise<TradeEffect[]> {
  if (origins.length === 0) return []
  const [classes, ...trade] = await Promise.all([
    classesOf(importer, days.after),
    ...origins.map(async (origin) => ({ origin, trade: await (importer === 'US' ? importsFrom(origin) : tradeOf('CN')) })),
  ])
  const was = compileRules(before, importer)
  const is = after === before ? was : compileRules(after, importer)
  return withLists(() => tradeEffects({ importer, before: was, after: is, days, classes }, trade))
}

/** Milliseconds of draws between looks at what else is asked. */
const STRETCH = 40

/** How sure the answer is; nothing, if no tariff changes. @throws Error, if another question came meanwhile */
export async function intervals(asked: WhatIfAsked): Promise<IncidenceDraws | undefined> {
  const wanted = unlessNewer('effects')
  const { plan } = await solvedFor(asked)
  if (!plan) return undefined
  const whole = await world()
  const drawn = { ...plan, draws: DRAWS, seed: SEED }
  const rows: Float64Array[] = []
  let [done, step] = [0, 4]
  while (done < DRAWS) {
    const begun = performance.now()
    const until = Math.min(done + step, DRAWS)
    rows.push(runIncidenceDraws(whole, drawn, done, until))
    done = until
    // The first rows of a stretch cost a solve of their own: longer stretches cost less.
    step = Math.max(4, Math.round((step * STRETCH) / Math.max(1, performance.now() - begun)))
    tell({ what: 'Intervals', done, of: DRAWS, unit: 'draws' })
    await wanted()
  }
  const all = new Float64Array(rows.reduce((sum, r) => sum + r.length, 0))
  let at = 0
  for (const r of rows) {
    all.set(r, at)
    at += r.length
  }
  return summariseIncidence(whole, drawn, all, SCENARIO_LEVEL)
}

/** That of the command line, so that its intervals are these. */
const SEED = 1
