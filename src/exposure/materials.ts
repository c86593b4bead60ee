/** The materials that can be asked for, by the names of the record, and what each is a part of. */
import { fail } from '../base/errors.js'
import { type ControlsAsked, elementOf, nearestElements } from '../controls/index.js'

/** A material as asked. */
export interface Material {
  readonly name: string
  readonly symbol?: string
  /** Its names in figures, uses and estimates. */
  readonly names: readonly string[]
  /** Groups for which figures are published where the material alone has none. */
  readonly groups: readonly string[]
  /** Its names among tariff lines. */
  readonly lines: readonly string[]
  /** Its names among the items of controls; absent where controls are asked by code. */
  readonly items?: readonly string[]
  /** How the record's controls are asked. */
  readonly query: ControlsAsked
}

const MAGNETS = ['magnet', 'magnets', 'permanent magnets', 'ndfeb', 'smco', 'ndfeb magnets', 'smco magnets']
const MAGNET_METALS = ['neodymium', 'praseodymium', 'dysprosium', 'terbium']
const RARE = 'rare earths'

/** Every material that a control of China's names, in the order of the index. */
export const CATALOGUE: readonly string[] = [
  'rare earths',
  'magnets',
  ...['scandium', 'yttrium', 'samarium', 'europium', 'gadolinium', 'terbium', 'dysprosium', 'holmium', 'erbium', 'thulium', 'ytterbium'],
  'lutetium',
  ...['gallium', 'germanium', 'antimony', 'tungsten', 'tellurium', 'bismuth', 'molybdenum', 'indium'],
  ...['graphite', 'graphite anodes', 'lithium batteries', 'superhard materials'],
]

/** @throws {ParleyError} not-found, with the nearest names */
export function materialOf(asked: string): Material {
  const text = asked
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .replace(/^rare-earths?$/, RARE)
  if (text === '') fail('bad-input', 'the material is empty; write e.g. dysprosium, gallium, magnets', 'material')
  if (MAGNETS.includes(text)) {
    const names = ['NdFeB magnets', 'SmCo magnets']
    return { name: 'magnets', names, groups: ['magnet rare earths'], lines: names, query: { code: '8505.11', from: 'CN', to: 'US' } }
  }
  const element = elementOf(text.length <= 2 ? asked : text)
  if (!element) {
    const near = [...new Set([...nearestElements(text), ...CATALOGUE.filter((n) => n.startsWith(text.slice(0, 3)))])].slice(0, 3)
    const hint = near.length > 0 ? `near it: ${near.join(', ')}` : `parley exposure lists the materials`
    return fail('not-found', `no material "${asked}" is on record; ${hint}`, 'material')
  }
  const query: ControlsAsked = { element: element.name, from: 'CN', to: 'US' }
  if (element.names.includes('rare-earth technology') && element.names.length > 5)
    return {
      name: RARE,
      names: [RARE],
      groups: ['heavy rare earths', 'light rare earths', 'magnet rare earths'],
      lines: [RARE, 'heavy rare earths', ...element.names],
      items: element.names,
      query,
    }
  const isRare = element.family.length > 0
  return {
    name: element.name,
    ...(element.symbol !== undefined && { symbol: element.symbol }),
    names: [...new Set([element.name, ...element.names])],
    groups: [...element.groups, ...(MAGNET_METALS.includes(element.name) ? ['magnet rare earths'] : []), ...(isRare ? [RARE] : [])],
    lines: [...new Set([element.name, ...element.names])],
    items: element.names,
    query,
  }
}
