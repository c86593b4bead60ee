/** What `parley effects` may be asked with a scenario and without one. */
import { DRAWS, type World } from '../effects/index.js'
import { type Asked, whole } from './options.js'

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
export const drawsAsked = (asked: string | undefined, world: World): number =>
  asked === undefined ? (world.countries.length <= SMALL ? DRAWS : 0) : asked === '0' ? 0 : whole(asked, '--draws', 2)
