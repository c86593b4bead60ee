/** What a scenario changes on both sides at once: measures by authority, and what that means for trade as it was. */
import type { Day } from '../base/dates.js'
import type { View } from '../ledger/index.js'
import { PARTNERS } from '../trade/index.js'
import { type Difference, diff } from './diff.js'
import type { AuthorityShare, TradeEffect } from './trade.js'

/** Measures of one authority that two readings have otherwise. */
export interface AuthorityChanges {
  readonly party: Difference['party']
  /** The record of the authority, and its title. */
  readonly authority: string
  readonly title: string
  readonly differences: readonly Difference[]
}

/** Two readings of the record compared. */
export interface Comparison {
  /** The first day on which they differ; absent if they never do from the day asked on. */
  readonly on?: Day
  readonly changes: readonly AuthorityChanges[]
}

/** Every difference of two readings from a day on, by party and authority. */
export function compare(before: View, after: View, from: Day): Comparison {
  const differences = diff(before, after, from)
  const groups = new Map<string, { party: Difference['party']; authority: string; title: string; differences: Difference[] }>()
  for (const d of differences) {
    const { authority } = recordOf(before, after, d)
    const key = `${d.party} ${authority}`
    const group = groups.get(key) ?? {
      party: d.party,
      authority,
      title: (after.authority(authority) ?? before.authority(authority))?.title ?? authority,
      differences: [],
    }
    group.differences.push(d)
    groups.set(key, group)
  }
  const order = { US: 0, CN: 1, both: 2, other: 3 }
  return {
    ...(differences[0] && { on: differences[0].from }),
    changes: [...groups.values()].sort((a, b) => order[a.party] - order[b.party] || (a.title < b.title ? -1 : 1)),
  }
}

function recordOf(before: View, after: View, { measure }: Difference): { readonly authority: string } {
  const state = after.measure(measure) ?? before.measure(measure)
  if (!state) throw new Error(`no measure ${measure}`)
  return state.record
}

/** Whether a difference is one of duties. */
export const isDuty = ({ kind }: Difference): boolean => kind === 'tariff' || kind === 'exclusion'

/** The first day on which a duty differs; where none does, the first on which anything does. */
export function dutyDay({ on, changes }: Comparison): Day | undefined {
  const days = changes.flatMap((c) => c.differences.filter(isDuty).map((d) => d.from)).sort()
  return days[0] ?? on
}

/** The pairs whose duties two readings have otherwise: origins of US imports on record, and whether China's duties on US goods differ. */
export function pairsReached(
  before: View,
  after: View,
  { changes }: Comparison,
): { readonly us: readonly string[]; readonly china: boolean } {
  const us = new Set<string>()
  let china = false
  for (const { differences } of changes) {
    for (const d of differences) {
      const record = (after.measure(d.measure) ?? before.measure(d.measure))?.record
      if (record?.kind === 'exclusion' && record.party === 'US') us.add('CN')
      if (record?.kind === 'exclusion' && record.party === 'CN') china = true
      if (record?.kind !== 'tariff') continue
      const { origins } = record.scope
      if (record.party === 'CN') china ||= origins === 'all' || origins.includes('US')
      else if (record.party === 'US') for (const p of PARTNERS) if (origins === 'all' || origins.includes(p)) us.add(p)
    }
  }
  return { us: PARTNERS.filter((p) => us.has(p)), china }
}

/** A part of the averages, with the title of its authority. */
export interface TitledShare extends AuthorityShare {
  readonly title: string
}

/** What each authority adds to the averages of an effect, by title. */
export const titledShares = ({ authorities }: Pick<TradeEffect, 'authorities'>, view: View): TitledShare[] =>
  authorities.map((share) => ({
    ...share,
    title: share.authority === 'base' ? 'Base duty of the tariff' : (view.authority(share.authority)?.title ?? share.authority),
  }))
