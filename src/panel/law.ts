/** Where the rules of a reading stand for an origin on a day. */
import { within } from '../base/dates.js'
import type { Candidate } from '../rates/candidates.js'
import type { EntryLine } from '../rates/entry-line.js'
import type { Rule } from '../rates/rules.js'
import type { Pairs } from './pairs.js'
import type { Place } from './places.js'

/** Where the rules stand for an origin on a day. */
export interface Law {
  readonly names: readonly string[]
  readonly states: ReadonlyMap<Place, number>
  /** The same less the numbers of rates that decide nothing. */
  readonly forms: ReadonlyMap<Place, number>
  /** By place, numbers for forms with what the rules give way to: as seen from the rule's own group, and from elsewhere, where ranks do not count. */
  readonly inGroup: Int32Array
  readonly elsewhere: Int32Array
  readonly entry: EntryLine
  /** The rules less the clauses of other days, and of what does not stand beside them: filled as they are asked for. */
  readonly rules: Map<Place, Rule>
}

/**
 * How rules stand less the numbers of their rates. An ad valorem rate that is not zero decides nothing but how high its own duty is, and
 * which of a group is the highest: so the rank in the group stands for it, where no rate of the group depends on the base duty.
 */
export function forms(states: ReadonlyMap<Place, number>): ReadonlyMap<Place, number> {
  const groups = new Map<string, Place[]>()
  for (const place of states.keys()) {
    const { combines, group } = place.rule.record
    if (combines === 'one-of-group') groups.set(group ?? '', [...(groups.get(group ?? '') ?? []), place])
  }
  const found = new Map<Place, number>()
  for (const [place, state] of states) if (place.rule.record.combines !== 'one-of-group') found.set(place, place.formOf(state))
  for (const group of groups.values()) {
    const rates = group.map((p) => p.rateOf(states.get(p) as number))
    const ranked = [...new Set(rates)].sort((a = 0, b = 0) => a - b)
    const plain = rates.every((r) => r !== undefined)
    group.forEach((p, i) => {
      const state = states.get(p) as number
      found.set(p, plain ? p.kind.further(p.formOf(state), `rank ${ranked.indexOf(rates[i])}`) : p.formOf(state))
    })
  }
  return found
}

/** To which of some rules which others of them give way, by which clauses: a number for each that is the same for the same. */
export function linksOf(some: readonly Place[], { states }: Law, numbers: Pairs): Map<Place, number> {
  const links = new Map<Place, number>()
  for (const p of some) {
    const holds = p.yieldsOf(states.get(p) as number)
    for (let clause = 0; clause < p.targets.length; clause++) {
      if (holds[clause] !== '1') continue
      const targets = p.targets[clause] as readonly Place[]
      for (let i = 0; i < targets.length; i++) {
        const q = targets[i] as Place
        links.set(q, numbers.number(links.get(q) ?? -1, p.kind.index * CLAUSES + clause))
      }
    }
  }
  return links
}

/** More than the clauses of any rule. */
const CLAUSES = 4096

/** The rule of a candidate, with those of its clauses that hold beside the law of the day. */
export function ruleOn(place: Place, { rule }: Candidate, { entry, states, rules }: Law): Rule {
  let own = rules.get(place)
  if (!own) {
    const ids = [...states.keys()].map((p) => p.rule.id)
    const stands = (to: string): boolean => (to.endsWith('*') ? ids.some((id) => id.startsWith(to.slice(0, -1))) : ids.includes(to))
    own = { ...rule, yieldsTo: rule.yieldsTo.filter((y) => within(y, entry.date) && stands(y.to)) }
    rules.set(place, own)
  }
  return own
}
