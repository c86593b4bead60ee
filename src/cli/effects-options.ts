/** What `parley effects` may be asked with a scenario and without one. */
import { fail } from '../base/errors.js'
import { DRAWS, mostDraws, type World } from '../effects/index.js'
import type { Asked } from './options.js'

export interface ScenarioAsked extends Asked {
  against?: string
  year?: string
  world?: string
  model?: string
  draws?: string
  seed: string
  csv?: boolean
  allPartners?: boolean
}

/** In a world of so few countries draws take seconds: they are made where nothing is said. */
const SMALL = 20

/** How many draws are made. @throws ParleyError if what is asked is no number of them */
export function drawsAsked(asked: string | undefined, world: World): number {
  if (asked === undefined) return world.countries.length <= SMALL ? DRAWS : 0
  const draws = /^\d{1,15}$/.test(asked.trim()) ? Number(asked) : Number.NaN
  const most = mostDraws(world)
  if (draws > most) fail('bad-input', `at most ${most} in the world ${world.id}`, '--draws')
  if (!(draws === 0 || draws >= 2)) fail('bad-input', `is "${asked}"; give a whole number from 2 to ${most}, or 0 for none`, '--draws')
  return draws
}
