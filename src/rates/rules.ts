/**
 * Measures compiled for assessment: the declarations of the ledger with their words turned into numbers and sets, once
 * for each day of knowledge. Nothing here knows a tariff by name.
 */
import { type Day, within } from '../base/dates.js'
import type { MeasureRecord, MeasureState, Segment, TermValue, View } from '../ledger/index.js'
import { type Percent, percent } from './amount.js'

/** A rate of duty as the rules compute it. */
export type DutyRate =
  | { readonly form: 'ad-valorem'; readonly percent: Percent }
  /** Tops column 1 up to the rate; nothing where column 1 is as high. */
  | { readonly form: 'floor'; readonly percent: Percent }
  /** Replaces column 1: the total is the rate. */
  | { readonly form: 'total'; readonly percent: Percent }
  | { readonly form: 'quota'; readonly inQuota: DutyRate; readonly overQuota: DutyRate }
  /** Cannot be computed from value and quantity: why. */
  | { readonly form: 'words'; readonly why: string }

/** A stretch of days of one rate. */
export interface RateSegment {
  readonly from: Day
  readonly until?: Day
  readonly state: Segment['state']
  /** What is owed; absent where nothing is (suspended, void). */
  readonly rate?: DutyRate
  readonly heading?: string
  /** With a floor: the heading where column 1 reaches it. */
  readonly headingAbove?: string
  /** Goods of the origin are exempt: the law names no rate for them. */
  readonly free: boolean
  readonly instrument: string
  readonly source: string
  /** The rate holds only for goods of which this is asserted. */
  readonly claim?: string
  readonly segment: Segment
}

type TariffRecord = Extract<MeasureRecord, { kind: 'tariff' }>
export type Exemption = NonNullable<TariffRecord['exemptions']>[number]
export type Yield = NonNullable<TariffRecord['yieldsTo']>[number]
export type Transit = NonNullable<TariffRecord['transit']>[number]
export type Products = TariffRecord['scope']['products']

/** A tariff measure, compiled. */
export interface Rule {
  readonly id: string
  readonly record: TariffRecord
  readonly authority: string
  /** Place in the order of an entry summary. */
  readonly filing: number
  readonly allOrigins: boolean
  readonly origins: ReadonlySet<string>
  readonly originsExcept: ReadonlySet<string>
  /** Segments by origin of the rate; the key '' is every other origin. */
  readonly rates: ReadonlyMap<string, readonly RateSegment[]>
  readonly yieldsTo: readonly Yield[]
  readonly exemptions: readonly Exemption[]
  readonly transit: readonly Transit[]
  readonly supersedes: ReadonlySet<string>
  readonly basisThreshold: Percent
  /** Chapter 98 headings under which the duty is on the full value all the same. */
  readonly fullValueUnder: readonly string[]
}

/** Why something is presumed, and since when that is known. */
export interface Reason {
  readonly known: Day
  readonly why: string
}

/** An exclusion: it takes listed products out of measures while it is granted. */
export interface ExclusionRule {
  readonly id: string
  readonly record: Extract<MeasureRecord, { kind: 'exclusion' }>
  readonly granted: readonly Segment[]
  /** Products of which it is taken as granted, and the reasons as they became known. */
  readonly presumed?: { readonly products: Products; readonly because: readonly Reason[] }
}

/** A programme or column 2 treatment. */
export interface ProgrammeRule {
  readonly id: string
  readonly record: Extract<MeasureRecord, { kind: 'programme' }>
  readonly origins: ReadonlySet<string>
  readonly granted: readonly Segment[]
}

/** A user fee. */
export interface FeeRule {
  readonly id: string
  readonly record: Extract<MeasureRecord, { kind: 'fee' }>
  readonly timeline: MeasureState['timeline']
}

/** All rules of one party's imports, as known on a day. */
export interface Rules {
  readonly known: Day
  readonly tariffs: readonly Rule[]
  readonly byId: ReadonlyMap<string, Rule>
  readonly exclusions: readonly ExclusionRule[]
  readonly programmes: readonly ProgrammeRule[]
  readonly fees: readonly FeeRule[]
  /** What a filer can assert that some rule reads, apart from headings. */
  readonly claims: ReadonlySet<string>
  /** What a filer can deny: the same, and a measure or exclusion that goes by its id. */
  readonly denies: ReadonlySet<string>
}

/** Compiles what a view knows of one party's imports. The view's own date does not matter: rules hold all days. */
export function compileRules(view: View, party: 'US' | 'CN'): Rules {
  const tariffs: Rule[] = []
  const exclusions: ExclusionRule[] = []
  const programmes: ProgrammeRule[] = []
  const fees: FeeRule[] = []
  for (const state of view.measures) {
    const { record } = state
    if (record.party !== party) continue
    if (record.kind === 'tariff') tariffs.push(rule(state, record, view))
    else if (record.kind === 'exclusion')
      exclusions.push({ id: state.id, record, granted: granted(state), ...presumed(record, view.known) })
    else if (record.kind === 'programme')
      programmes.push({ id: state.id, record, origins: new Set(record.origins), granted: granted(state) })
    else if (record.kind === 'fee') fees.push({ id: state.id, record, timeline: state.timeline })
  }
  const claims = new Set([...claimsOf(tariffs, programmes), ...exclusions.map((e) => e.id)])
  return {
    known: view.known,
    tariffs,
    byId: new Map(tariffs.map((r) => [r.id, r])),
    exclusions,
    programmes,
    fees,
    claims,
    denies: new Set([...claims, ...tariffs.map((t) => t.id)]),
  }
}

function claimsOf(tariffs: readonly Rule[], programmes: readonly ProgrammeRule[]): ReadonlySet<string> {
  const ofRules = tariffs.flatMap(({ record, exemptions, rates }) => [
    record.onClaim,
    ...exemptions.map((e) => e.claim),
    ...[...rates.values()].flat().map((s) => s.claim),
  ])
  return new Set([...ofRules, ...programmes.map((p) => p.record.claim)].filter((c) => c !== undefined))
}

function presumed({ presumed: of }: ExclusionRule['record'], known: Day): Pick<ExclusionRule, 'presumed'> {
  const because = of?.because.filter((b) => b.known <= known) ?? []
  return of && because.length > 0 ? { presumed: { products: of.products, because } } : {}
}

const granted = (state: MeasureState): readonly Segment[] => state.timeline.get('state') ?? []

function rule(state: MeasureState, record: TariffRecord, view: View): Rule {
  const rates = new Map<string, RateSegment[]>()
  for (const [term, line] of state.timeline) {
    const origin = term === 'rate' ? '' : term.slice('rate.'.length)
    rates.set(
      origin,
      line.map((segment) => rateSegment(segment, record)),
    )
  }
  const { origins } = record.scope
  return {
    id: state.id,
    record,
    authority: view.authority(record.authority)?.title ?? record.authority,
    filing: view.authority(record.authority)?.filing ?? Number.MAX_SAFE_INTEGER,
    allOrigins: origins === 'all',
    origins: new Set(origins === 'all' ? [] : origins),
    originsExcept: new Set(record.scope.originsExcept ?? []),
    rates,
    yieldsTo: record.yieldsTo ?? [],
    exemptions: record.exemptions ?? [],
    transit: record.transit ?? [],
    supersedes: new Set(record.supersedes ?? []),
    basisThreshold: percent(record.basisThreshold ?? '0'),
    fullValueUnder: view.authority(record.authority)?.fullValueUnder ?? [],
  }
}

function rateSegment(segment: Segment, record: TariffRecord): RateSegment {
  const { entry, suspensions, extendedBy } = segment
  const cover = suspensions[0]
  const rest = segment.state === 'in-force-in-part' ? cover?.begun.rest : undefined
  const heading = rest ?? entry.heading ?? record.heading
  const maker = cover && segment.state === 'in-force-in-part' ? (cover.extended.at(-1) ?? cover.begun) : (extendedBy ?? entry)
  return {
    from: segment.from,
    ...(segment.until !== undefined && { until: segment.until }),
    state: segment.state,
    ...(segment.effective !== null && { rate: dutyRate(segment.effective) }),
    ...(heading !== undefined && { heading }),
    ...(entry.headingAbove !== undefined && { headingAbove: entry.headingAbove }),
    free: segment.effective === 'free',
    instrument: maker === entry ? entry.instrument : `${entry.instrument}; ${maker.instrument}`,
    source: maker.sources[0] ?? '',
    ...(entry.claim !== undefined && { claim: entry.claim }),
    segment,
  }
}

/** A rate as the ledger writes it, compiled. */
export function dutyRate(value: TermValue): DutyRate {
  if (typeof value === 'string') {
    if (value === 'free') return { form: 'ad-valorem', percent: 0n }
    const [, form, number] = /^(?:(floor|total) )?(\d+(?:\.\d+)?)%$/.exec(value) ?? []
    if (number !== undefined) return { form: (form as 'floor' | 'total' | undefined) ?? 'ad-valorem', percent: percent(number) }
    return { form: 'words', why: value === 'unannounced' ? 'the law foresees a rate that is not announced' : value }
  }
  if (typeof value === 'object' && 'inQuota' in value) {
    return { form: 'quota', inQuota: dutyRate(value.inQuota as TermValue), overQuota: dutyRate(value.overQuota as TermValue) }
  }
  if (typeof value === 'object' && 'specific' in value) return { form: 'words', why: String(value.specific) }
  return { form: 'words', why: JSON.stringify(value) }
}

/** The segment that holds on a day. */
export function on<T extends { from: Day; until?: Day }>(line: readonly T[] | undefined, day: Day): T | undefined {
  if (!line) return undefined
  for (const s of line) if (within(s, day)) return s
  return undefined
}
