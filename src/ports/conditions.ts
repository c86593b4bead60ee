/** Whether a condition of the ledger is fulfilled by a vessel: yes, no, or open for want of facts. */
import { add, compare } from '../base/decimal.js'
import type { VesselCondition, VesselFact } from '../ledger/index.js'
import type { Vessel } from './vessel.js'

/** A fact that is missing, and for a share whose. */
export interface Missing {
  readonly fact: VesselFact
  readonly of?: readonly string[]
}

/** The answer to a condition. */
export interface Finding {
  /** Absent: open. */
  readonly is?: boolean
  /** Facts that leave it open. */
  readonly open: readonly Missing[]
  /** Facts that were not stated and were taken not to be so. */
  readonly assumed: readonly Missing[]
}

const YES: Finding = { is: true, open: [], assumed: [] }
const NO: Finding = { is: false, open: [], assumed: [] }

/** @param silent facts that are taken not to be so where they are not stated */
export function judge(condition: VesselCondition, vessel: Vessel, silent: readonly VesselFact[] = []): Finding {
  if ('any' in condition) return anyOf(condition.any.map((c) => judge(c, vessel, silent)))
  if ('all' in condition) return allOf(condition.all.map((c) => judge(c, vessel, silent)))
  const is = test(condition, vessel)
  if (is !== undefined) return is ? YES : NO
  const missing: Missing = { fact: condition.fact, ...('of' in condition && { of: condition.of }) }
  return silent.includes(condition.fact) ? { is: false, open: [], assumed: [missing] } : { open: [missing], assumed: [] }
}

/** Of several grounds: one that is given suffices. */
export function anyOf(found: readonly Finding[]): Finding {
  if (found.some((f) => f.is === true)) return YES
  const parts = joined(found)
  return found.some((f) => f.is === undefined) ? parts : { is: false, ...parts }
}

function allOf(found: readonly Finding[]): Finding {
  if (found.some((f) => f.is === false && f.assumed.length === 0)) return NO
  const parts = joined(found)
  if (found.some((f) => f.is === false)) return { is: false, open: [], assumed: parts.assumed }
  return found.some((f) => f.is === undefined) ? parts : YES
}

const joined = (found: readonly Finding[]): { open: Missing[]; assumed: Missing[] } => ({
  open: found.flatMap((f) => f.open),
  assumed: found.flatMap((f) => f.assumed),
})

function test(condition: Exclude<VesselCondition, { any: unknown } | { all: unknown }>, vessel: Vessel): boolean | undefined {
  if ('of' in condition) return shareTest(condition.of, condition.atLeast, vessel.shares.get(condition.fact))
  if ('is' in condition) {
    const value = vessel.yesNo.get(condition.fact)
    return value === undefined ? undefined : value === condition.is
  }
  if ('atMost' in condition || 'below' in condition) {
    const value = vessel.numbers.get(condition.fact)
    if (value === undefined) return undefined
    return 'atMost' in condition ? compare(value, condition.atMost) <= 0 : compare(value, condition.below) < 0
  }
  const word = vessel.words.get(condition.fact)
  if (word === undefined) return undefined
  return 'in' in condition ? (condition.in as readonly string[]).includes(word) : !condition.notIn.includes(word)
}

/** Shares of several countries count together. Another country's share says nothing of theirs: votes need not follow capital. */
function shareTest(of: readonly string[], atLeast: string, shares: ReadonlyMap<string, string> | undefined): boolean | undefined {
  if (shares === undefined) return undefined
  const held = of.map((country) => shares.get(country) ?? '0').reduce(add, '0')
  if (compare(held, atLeast) >= 0) return true
  return of.every((country) => shares.has(country)) ? false : undefined
}
