/** Chemical elements and materials by the names and symbols that a person would use, and the names that the record uses. */

/** Symbol and name of every chemical element, in order of atomic number. */
const TABLE =
  'H hydrogen,He helium,Li lithium,Be beryllium,B boron,C carbon,N nitrogen,O oxygen,F fluorine,Ne neon,Na sodium,Mg magnesium,Al aluminium,Si silicon,P phosphorus,S sulfur,Cl chlorine,Ar argon,K potassium,Ca calcium,Sc scandium,Ti titanium,V vanadium,Cr chromium,Mn manganese,Fe iron,Co cobalt,Ni nickel,Cu copper,Zn zinc,Ga gallium,Ge germanium,As arsenic,Se selenium,Br bromine,Kr krypton,Rb rubidium,Sr strontium,Y yttrium,Zr zirconium,Nb niobium,Mo molybdenum,Tc technetium,Ru ruthenium,Rh rhodium,Pd palladium,Ag silver,Cd cadmium,In indium,Sn tin,Sb antimony,Te tellurium,I iodine,Xe xenon,Cs caesium,Ba barium,La lanthanum,Ce cerium,Pr praseodymium,Nd neodymium,Pm promethium,Sm samarium,Eu europium,Gd gadolinium,Tb terbium,Dy dysprosium,Ho holmium,Er erbium,Tm thulium,Yb ytterbium,Lu lutetium,Hf hafnium,Ta tantalum,W tungsten,Re rhenium,Os osmium,Ir iridium,Pt platinum,Au gold,Hg mercury,Tl thallium,Pb lead,Bi bismuth,Po polonium,At astatine,Rn radon,Fr francium,Ra radium,Ac actinium,Th thorium,Pa protactinium,U uranium,Np neptunium,Pu plutonium,Am americium,Cm curium,Bk berkelium,Cf californium,Es einsteinium,Fm fermium,Md mendelevium,No nobelium,Lr lawrencium,Rf rutherfordium,Db dubnium,Sg seaborgium,Bh bohrium,Hs hassium,Mt meitnerium,Ds darmstadtium,Rg roentgenium,Cn copernicium,Nh nihonium,Fl flerovium,Mc moscovium,Lv livermorium,Ts tennessine,Og oganesson'

const SYMBOLS: ReadonlyMap<string, string> = new Map(TABLE.split(',').map((pair) => pair.split(' ') as [string, string]))
const BY_NAME: ReadonlyMap<string, string> = new Map([...SYMBOLS].map(([symbol, name]) => [name, symbol]))

const HEAVY = ['terbium', 'dysprosium', 'holmium', 'erbium', 'thulium', 'ytterbium', 'lutetium']
const RARE_EARTHS: readonly string[] = [
  'scandium',
  'yttrium',
  'lanthanum',
  'cerium',
  'praseodymium',
  'neodymium',
  'promethium',
  'samarium',
  'europium',
  'gadolinium',
  ...HEAVY,
]
/** Names in the record that are about rare earths as a family and not one of them. */
const FAMILY: readonly string[] = ['rare-earth equipment', 'rare-earth raw and auxiliary materials', 'rare-earth technology', 'catch-all']

/** Other materials, and the names that the record uses for them. */
const MATERIALS: Readonly<Record<string, readonly string[]>> = {
  graphite: ['graphite', 'graphite anodes'],
  'graphite anodes': ['graphite anodes', 'graphite'],
  'graphite anode': ['graphite anodes', 'graphite'],
  anodes: ['graphite anodes', 'graphite'],
  lithium: ['lithium batteries', 'cathode materials'],
  'lithium batteries': ['lithium batteries'],
  'lithium battery': ['lithium batteries'],
  batteries: ['lithium batteries', 'cathode materials', 'graphite anodes'],
  'cathode materials': ['cathode materials'],
  cathodes: ['cathode materials'],
  'superhard materials': ['superhard materials'],
  'synthetic diamond': ['superhard materials'],
  diamond: ['superhard materials'],
  'cubic boron nitride': ['superhard materials'],
  'rare earths': [...RARE_EARTHS, ...FAMILY],
  'rare earth': [...RARE_EARTHS, ...FAMILY],
  'heavy rare earths': HEAVY,
  'rare-earth equipment': ['rare-earth equipment'],
  'rare-earth technology': ['rare-earth technology', 'catch-all'],
  'rare-earth raw and auxiliary materials': ['rare-earth raw and auxiliary materials'],
}
/** Materials that are a part of what the record has under one name: the word that an item must have. */
const WORD: Readonly<Record<string, string>> = {
  'synthetic diamond': 'diamond',
  diamond: 'diamond',
  'cubic boron nitride': 'boron nitride',
}

/** Other spellings. */
const SPELLINGS: Readonly<Record<string, string>> = { aluminum: 'aluminium', cesium: 'caesium', sulphur: 'sulfur', wolfram: 'tungsten' }

/** An element or material as asked. */
export interface ElementAsked {
  /** Its name in full. */
  readonly name: string
  readonly symbol?: string
  /** The names under which the record has it. */
  readonly names: readonly string[]
  /** A word that the items must have besides. */
  readonly word?: string
  /** For one rare earth: the names of what concerns the family. */
  readonly family: readonly string[]
  /** Groups that it belongs to, for facts that are published of a group only. */
  readonly groups: readonly string[]
}

/** The element or material of that name or symbol, or `undefined`. Symbols are told from names by their length. */
export function elementOf(asked: string): ElementAsked | undefined {
  const text = asked.trim().replace(/\s+/g, ' ')
  const lower = SPELLINGS[text.toLowerCase()] ?? text.toLowerCase()
  const symbol = text.length <= 2 ? `${text.charAt(0).toUpperCase()}${text.slice(1).toLowerCase()}` : undefined
  const name = (symbol === undefined ? undefined : SYMBOLS.get(symbol)) ?? lower
  const known = BY_NAME.get(name)
  const names = MATERIALS[name] ?? (known === undefined ? undefined : [name])
  if (!names) return undefined
  return {
    name,
    ...(known !== undefined && { symbol: known }),
    names,
    ...(WORD[name] !== undefined && { word: WORD[name] }),
    family: RARE_EARTHS.includes(name) ? FAMILY : [],
    groups: HEAVY.includes(name) ? ['heavy rare earths'] : [],
  }
}

/** Whether a name is that of a chemical element. */
export const isChemical = (name: string): boolean => BY_NAME.has(name)

/** The names nearest to one that means nothing, best first: at most three. */
export function nearestElements(asked: string): string[] {
  const text = asked.trim().toLowerCase()
  return [...new Set([...BY_NAME.keys(), ...Object.keys(MATERIALS)])]
    .map((name): [string, number] => [name, name.startsWith(text) && text.length > 2 ? 0 : distance(text, name)])
    .filter(([name, d]) => d <= Math.max(2, name.length / 3))
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 3)
    .map(([name]) => name)
}

/** Letters to change, add or leave out to come from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
