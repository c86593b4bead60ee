/**
 * Where the rules of a product and origin stand on a day: which are in force, and which ended, have not begun, are
 * suspended or void. It depends on nothing else of an entry, so it is worked out once for each stretch of days.
 */
import { type Day, daysBetween } from '../base/dates.js'
import type { Provenance } from '../ledger/index.js'
import { type Candidate, coversOn, type ProductRules } from './candidates.js'
import type { RawLayer } from './layer.js'
import { on, type RateSegment, type Rule } from './rules.js'

/** A tariff that reaches a product of an origin, with the rates that may hold, the origin's own first. */
export interface Reaching extends Candidate {
  readonly lines: readonly (readonly RateSegment[])[]
}

/** A rule in force, or one of whose rates a claim decides. */
export interface InForce {
  readonly reaching: Reaching
  /** The rate; absent where a claim decides which it is. */
  readonly segment?: RateSegment
}

/** A layer of what is not in force, ready to be told of days not far from the edge of its time. */
interface Idle {
  readonly layer: RawLayer
  readonly edge?: Day
}

/** The rules on one day. */
export interface Standing {
  readonly inForce: readonly InForce[]
  readonly byId: ReadonlyMap<string, InForce>
  readonly idle: readonly Idle[]
}

/** A measure that ended, or begins, more than about a year away is not told. */
const NEAR_DAYS = 400

/** All tariffs that reach a product of one origin, by stretches of days. */
export class OriginRules {
  private readonly edges: readonly Day[]
  private readonly known: (Standing | undefined)[]

  constructor(readonly reaching: readonly Reaching[]) {
    const edges = new Set<Day>()
    for (const { lines, cover } of reaching) {
      for (const line of lines) for (const s of line) for (const day of [s.from, s.until]) if (day !== undefined) edges.add(day)
      for (const row of cover.rows) for (const day of [row.from, row.until]) if (day !== undefined) edges.add(day)
    }
    this.edges = [...edges].sort()
    this.known = new Array(this.edges.length + 1)
  }

  /** Where the rules stand on a day. */
  on(day: Day): Standing {
    let low = 0
    let high = this.edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.edges[middle] as Day) <= day) low = middle + 1
      else high = middle
    }
    const found = this.known[low] ?? standing(this.reaching, day)
    this.known[low] = found
    return found
  }
}

/** Whether a rule reaches goods of an origin, known by the names under which law may name it. */
export const reaches = (rule: Rule, names: readonly string[]): boolean =>
  !names.some((n) => rule.originsExcept.has(n)) && (rule.allOrigins || names.some((n) => rule.origins.has(n)))

/** The rates that may hold for goods of an origin, the origin's own first. */
export const linesFor = (rule: Rule, names: readonly string[]): (readonly RateSegment[])[] =>
  [...names, ''].flatMap((n) => (rule.rates.has(n) ? [rule.rates.get(n) as readonly RateSegment[]] : []))

const byProduct = new WeakMap<ProductRules, Map<string, OriginRules>>()

/** What of a product's rules reaches an origin, known by the names under which law may name it. */
export function originRules(product: ProductRules, names: readonly string[]): OriginRules {
  const key = names.length === 1 ? (names[0] as string) : names.join(' ')
  const origins = byProduct.get(product) ?? new Map<string, OriginRules>()
  byProduct.set(product, origins)
  const known = origins.get(key)
  if (known) return known
  const reaching = product.tariffs.flatMap((candidate): Reaching[] => {
    const { rule } = candidate
    if (!reaches(rule, names)) return []
    const exemptions = candidate.exemptions.filter(
      ({ exemption }) => !exemption.origins || exemption.origins.some((o) => names.includes(o)),
    )
    return [{ ...candidate, exemptions, lines: linesFor(rule, names) }]
  })
  const found = new OriginRules(reaching)
  origins.set(key, found)
  return found
}

function standing(reaching: readonly Reaching[], day: Day): Standing {
  const inForce: InForce[] = []
  const idle: Idle[] = []
  for (const r of reaching) {
    if (!coversOn(r.cover, day)) continue
    const now = r.lines.flatMap((line) => on(line, day) ?? [])
    const first = now[0]
    // What reaches only goods of which something is asserted is told while it is in force, and asked about then.
    if (first?.claim !== undefined) inForce.push({ reaching: r })
    else if (r.rule.record.onClaim !== undefined && (!first || first.rate === undefined)) continue
    else if (!first) idle.push(...notInForce(r, day))
    else if (first.state === 'void' || first.state === 'suspended') idle.push({ layer: idleLayer(r, first, coveredReason(first)) })
    else inForce.push({ reaching: r, segment: first })
  }
  return { inForce, byId: new Map(inForce.map((i) => [i.reaching.rule.id, i])), idle }
}

/** The layers not in force that are worth telling on a day. */
export function idleOn({ idle }: Standing, day: Day): RawLayer[] {
  const out: RawLayer[] = []
  for (const { layer, edge } of idle) if (edge === undefined || Math.abs(daysBetween(day, edge)) <= NEAR_DAYS) out.push(layer)
  return out
}

/** A measure that ended, or begins: the nearer edge of its time. */
function notInForce(r: Reaching, day: Day): Idle[] {
  const all = r.lines.flat()
  const past = all
    .filter((s) => s.until !== undefined && s.until <= day)
    .reduce<RateSegment | undefined>((a, b) => (a && (a.until as Day) >= (b.until as Day) ? a : b), undefined)
  const next = all.filter((s) => s.from > day).reduce<RateSegment | undefined>((a, b) => (a && a.from <= b.from ? a : b), undefined)
  const near = past ?? next
  const edge = past?.until ?? next?.from
  if (!near || edge === undefined) return []
  return [{ layer: idleLayer(r, near, `${past ? 'ended' : 'begins'} on ${edge}`), edge }]
}

const idleLayer = ({ rule }: Reaching, { heading, instrument, source }: RateSegment, reason: string): RawLayer => ({
  rule,
  status: 'not in force',
  heading,
  exemptHeading: undefined,
  rate: undefined,
  basis: undefined,
  amount: 0n,
  onBase: false,
  reason,
  instrument,
  source,
})

/** Why a rate that is set is not owed. */
export function coveredReason({ segment }: RateSegment): string {
  if (segment.void) return `the authority is void from ${segment.void.from} on (${segment.void.instrument})`
  const cover = segment.suspensions[0]
  const act: Provenance | undefined = cover?.extended.at(-1) ?? cover?.begun
  return `suspended${cover?.until ? ` until ${cover.until}` : ''} (${act?.instrument ?? ''})`
}
