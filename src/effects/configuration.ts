/** A world and a model of the literature for it, by name. */
import { fail } from '../base/errors.js'
import { caliendoParroModel, sectoralEconomy } from './caliendo-parro.js'
import type { Economy } from './economy.js'
import { type LdrOptions, ldrEconomy, ldrModel } from './ldr.js'
import type { Model } from './model.js'
import type { World } from './world.js'

/** Names of the configurations. */
export const MODELS = {
  ldr: 'Ignatenko, Lashkaripour, Macedoni and Simonovska (2025): one sector, scale, labour supply, distribution margins',
  'ldr-roundabout': 'the same with inputs, value added 49% of cost',
  'caliendo-parro': 'Caliendo and Parro (2015): many sectors with inputs, constant returns, fixed labour',
} as const
export type ModelName = keyof typeof MODELS

export interface Configuration {
  readonly world: World
  readonly name: ModelName
  readonly economy: Economy
  readonly model: Model
}

/** The model that a world is made for. */
export const defaultModel = (world: World): ModelName => (world.sectors.length === 1 ? 'ldr' : 'caliendo-parro')

/**
 * Base year and model ready for a kernel.
 * @param elasticity ε by sector, instead of the model's own
 * @throws ParleyError if the world lacks what the model needs
 */
export function configure(
  world: World,
  name: ModelName = defaultModel(world),
  elasticity?: Float64Array,
  options: LdrOptions = {},
): Configuration {
  if (name === 'ldr' || name === 'ldr-roundabout') {
    const economy = ldrEconomy(world, { valueAddedShare: name === 'ldr' ? 1 : 0.49 })
    return { world, name, economy, model: ldrModel(economy, { ...(elasticity && { elasticity: elasticity[0] as number }), ...options }) }
  }
  if (!(name in MODELS)) fail('not-found', `there is no model "${name}"; there are ${Object.keys(MODELS).join(', ')}`, 'model')
  const economy = sectoralEconomy(world)
  return { world, name, economy, model: caliendoParroModel(world, economy, elasticity) }
}

/** The same base year under other elasticities. */
export function withElasticities(c: Configuration, elasticity: Float64Array, options: LdrOptions = {}): Model {
  if (c.name === 'ldr' || c.name === 'ldr-roundabout') return ldrModel(c.economy, { ...options, elasticity: elasticity[0] as number })
  return { ...c.model, elasticity }
}
