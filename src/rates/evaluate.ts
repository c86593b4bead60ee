/**
 * One entry line against the rules that reach its product: the general mechanisms of stacking, each named as the law
 * names it. Silence is read as customs would: what is not claimed is not granted, and what is not known of the metal in
 * an article is its full value. Everything that could change the answer is noted as a question.
 */
import { addDays, type Day, daysBetween, within } from '../base/dates.js'
import { type Cents, type Fine, type Percent, percent, percentNumber, share, WHOLE } from './amount.js'
import { type Candidate, coversOn, type ProductRules } from './candidates.js'
import { PROCESSING, US_PARTS } from './chapter-98.js'
import { type EntryLine, METALS } from './entry-line.js'
import type { RawLayer } from './layer.js'
import { namesOf } from './origins.js'
import type { RawQuestion } from './question.js'
import { type DutyRate, type Exemption, on, type RateSegment, type Rule, type Transit, type Yield } from './rules.js'
import { coveredReason, type InForce, idleOn, originRules, type Reaching, type Standing } from './standing.js'

/** The base duty, needed by floors: exact, or why it cannot be computed. */
export interface BaseDuty {
  /** The dutiable value: the customs value, or what chapter 98 leaves of it. */
  readonly value: Cents
  readonly amount: Fine
  readonly problem?: string
}

interface Outcome {
  readonly layer: RawLayer
  /** Whether the article is within the measure's scope while it is in force: what others give way to. */
  readonly inScope: boolean
}

/** The exemption that takes the US content out of the basis. */
const US_CONTENT = 'us-content'

/**
 * How the claim of a chapter 98 heading counts, where no rule names the heading: as processing abroad, as US parts, or as any other;
 * empty if it is none. Headings that count alike are treated alike.
 */
export const chapter98Kind = (heading: string): string =>
  !heading.startsWith('98') ? '' : PROCESSING.includes(heading) ? 'processing' : heading === US_PARTS ? 'US parts' : 'other'

/** Evaluates the layers of one entry line. */
export class Evaluation {
  private readonly outcomes = new Map<string, Outcome | undefined>()
  private readonly pending = new Set<string>()
  readonly questions: RawQuestion[] = []
  private readonly rules: Standing
  private readonly value: Cents
  private readonly chapter98: string | undefined

  constructor(
    private readonly entry: EntryLine,
    private readonly product: ProductRules,
    private readonly base: BaseDuty,
    /** Where the rules stand on the day, if that is worked out already. */
    standing?: Standing,
  ) {
    this.rules = standing ?? originRules(product, namesOf(entry.origin, entry.date)).on(entry.date)
    this.chapter98 = [...entry.claims].find((c) => /^98\d\d\.\d\d\.\d\d/.test(c))
    this.value = base.value
  }

  /** All layers that concern the line, in the order of the rules. */
  layers(): RawLayer[] {
    const found: Outcome[] = []
    for (const { reaching } of this.rules.inForce) {
      const outcome = this.outcome(reaching.rule.id)
      if (outcome) found.push(outcome)
    }
    return [...this.oneOfGroup(found), ...idleOn(this.rules, this.entry.date)]
  }

  /** The layer of one rule, as {@link layers} has it: what it does not hang on is not looked at. */
  layer(id: string): RawLayer | undefined {
    const own = this.outcome(id)
    const { record } = own?.layer.rule ?? {}
    if (!own || record?.combines !== 'one-of-group') return own?.layer
    const group = this.rules.inForce.flatMap(({ reaching: { rule } }) =>
      rule.record.combines === record.combines && rule.record.group === record.group ? (this.outcome(rule.id) ?? []) : [],
    )
    return this.ofGroup(own, group)
  }

  /** The question that the line leaves open, once. */
  private ask(question: RawQuestion): void {
    const { entry } = this
    if (question.about === 'claims' && (entry.claims.has(question.name) || entry.denies.has(question.name))) return
    if (!this.questions.some((q) => q.about === question.about && q.name === question.name)) this.questions.push(question)
  }

  private outcome(id: string): Outcome | undefined {
    if (this.outcomes.has(id)) return this.outcomes.get(id)
    const candidate = this.rules.byId.get(id)
    if (!candidate || this.pending.has(id)) return undefined
    this.pending.add(id)
    const outcome = this.evaluate(candidate)
    this.pending.delete(id)
    this.outcomes.set(id, outcome)
    return outcome
  }

  private evaluate({ reaching, segment: decided }: InForce): Outcome | undefined {
    const { rule, cover, exemptions } = reaching
    const { entry } = this
    const segment = decided ?? this.segment(reaching)
    if (!segment) return undefined
    const layer = this.start(rule, segment)
    if (segment.state === 'void' || segment.state === 'suspended') {
      return { layer: { ...layer, status: 'not in force', reason: coveredReason(segment) }, inScope: false }
    }
    if (rule.record.onClaim !== undefined && !this.asserted(rule.record.onClaim, segment.heading)) {
      this.ask({
        about: 'claims',
        name: rule.record.onClaim,
        ask: `Is this so: ${rule.record.onClaim}? It brings the goods under: ${rule.record.title}`,
        measure: rule.id,
      })
      return undefined
    }
    if (cover.match === 'unmapped') {
      this.ask({
        about: 'facts',
        name: 'code_2018',
        ask: `Which code had the goods in the tariff of 2018? ${sentence(cover.note ?? '')}`,
        measure: rule.id,
      })
      return { layer: { ...layer, status: 'needs an answer', reason: `the code cannot be mapped: ${cover.note}` }, inScope: true }
    }
    // A scope of which the line is only a part, or a heading denied by the filer; a measure without heading goes by its id.
    const name = segment.heading ?? rule.id
    if (entry.denies.has(name))
      return { layer: { ...layer, status: 'exempt', reason: `the filer states that the goods are not those of ${name}` }, inScope: false }
    if (cover.match === 'part') {
      this.ask({
        about: 'denies',
        name,
        ask: `Only a part of this line is meant: ${cover.note?.replace(/^ex: /, '') ?? 'see the heading'}. Are the goods outside it?`,
        measure: rule.id,
      })
    }

    const exemption = this.exemption(rule, exemptions, segment.heading)
    if (exemption?.takes === 'scope') return { layer: { ...layer, ...exemptBy(exemption) }, inScope: false }
    if (segment.free) return { layer: { ...layer, status: 'exempt', reason: `goods of ${entry.origin} are free of it` }, inScope: true }
    // What lies in the scope of another measure is outside this one, before anything is asked of it.
    const outside = this.yields(rule, 'scope')
    if (outside.whole) return { layer: { ...layer, ...outside.whole }, inScope: true }
    const transit = this.transit(rule)
    if (transit && transit.rate.form === 'ad-valorem' && transit.rate.percent === 0n) {
      return {
        layer: { ...layer, status: 'exempt', reason: transit.reason, exemptHeading: transit.heading },
        inScope: true,
      }
    }
    if (exemption) return { layer: { ...layer, ...exemptBy(exemption) }, inScope: true }
    const excluded = this.exclusion(rule)
    if (excluded) return { layer: { ...layer, ...excluded }, inScope: true }
    const under = this.yields(rule, 'duty')
    if (under.whole) return { layer: { ...layer, ...under.whole }, inScope: true }
    const yielded = {
      metal: outside.metal ?? under.metal,
      share: atMost(outside.metalShare + under.metalShare),
      value: outside.metalValue + under.metalValue,
    }
    const basis = this.basis(rule, yielded, exemptions)
    if (basis.share === 0n && yielded.metal) return { layer: { ...layer, ...yielded.metal }, inScope: true }
    const rate = transit?.rate ?? segment.rate
    const heading = transit?.heading ?? basis.heading ?? layer.heading
    const owed = rate ? this.owed(rate, basis.value, rule) : { problem: 'no rate is on record' }
    const shown: RawLayer = { ...layer, heading, basis: basis.value }
    if ('problem' in owed) return { layer: { ...shown, status: 'needs an answer', reason: owed.problem }, inScope: true }
    if (segment.rate?.form === 'quota' && owed.rate === 0n && !transit) {
      const reason = this.entry.inQuota ? 'within the tariff-rate quota it is free' : 'over the tariff-rate quota it adds nothing'
      return { layer: { ...shown, status: 'exempt', reason }, inScope: true }
    }
    if (segment.rate?.form === 'total' && owed.amount === 0n && !transit)
      return { layer: { ...shown, status: 'exempt', reason: 'the base rate is already that total' }, inScope: true }
    if (segment.rate?.form === 'floor' && owed.amount === 0n && !transit) {
      const reason = `column 1 is at or above ${percentNumber(segment.rate.percent)}%: nothing is added`
      return { layer: { ...shown, status: 'exempt', reason, exemptHeading: segment.headingAbove }, inScope: true }
    }
    const exemptHeading = basis.exemptHeading ?? (yielded.metal && basis.share < WHOLE ? yielded.metal.exemptHeading : undefined)
    const reason = joined(transit?.reason, basis.reason, owed.reason) ?? rule.record.title
    return { layer: { ...shown, rate: owed.rate, amount: owed.amount, reason, exemptHeading }, inScope: true }
  }

  /** A quota's two headings are written as a range: the first within it, the second over it. */
  private headingOf({ rate, heading }: RateSegment): string | undefined {
    if (rate?.form !== 'quota') return heading
    const [within, over] = heading?.split('-') ?? []
    return over !== undefined ? (this.entry.inQuota ? within : over) : heading
  }

  private start(rule: Rule, segment: RateSegment): RawLayer {
    const { instrument, source } = segment
    return {
      rule,
      status: 'applies',
      heading: this.headingOf(segment),
      exemptHeading: undefined,
      rate: undefined,
      basis: undefined,
      amount: 0n,
      onBase: segment.rate !== undefined && onBase(segment.rate),
      reason: '',
      instrument,
      source,
    }
  }

  /** The rate of the origin, or of every other; a rate that needs a claim only if the claim is made. */
  private segment({ rule, lines }: Reaching): RateSegment | undefined {
    for (const line of lines) {
      const segment = on(line, this.entry.date)
      if (!segment) continue
      const { claim, heading } = segment
      if (claim === undefined || this.asserted(claim, heading)) return segment
      const ask = `Is this so: ${claim}? It gives another rate under: ${rule.record.title}`
      this.ask({ about: 'claims', name: claim, ask, measure: rule.id })
    }
    return undefined
  }

  // ── exemptions, goods under way, exclusions ────────────────────────────────────────────────────────────────────

  private exemption(rule: Rule, exemptions: Candidate['exemptions'], ofMeasure?: string): Exemption | undefined {
    const { entry } = this
    for (const { exemption, cover } of exemptions) {
      if (!within(exemption, entry.date) || !coversOn(cover, entry.date)) continue
      const { claim, heading } = exemption
      const claimed = this.asserted(claim, heading)
      if (claim === US_CONTENT) continue // reduces the basis
      if (claimed) return exemption
      const denied = (claim !== undefined && entry.denies.has(claim)) || (heading !== undefined && entry.denies.has(heading))
      if (denied) continue
      if (exemption.presumed && claim !== undefined && !(ofMeasure !== undefined && entry.claims.has(ofMeasure))) {
        const ask = `Presumed: ${exemption.title}. Are the goods, on the contrary, those of ${ofMeasure ?? rule.record.title}?`
        this.ask({ about: 'denies', name: claim, ask, measure: rule.id })
        return exemption
      }
      if (claim === undefined && cover.match === 'whole') return exemption
      const name = claim ?? heading
      if (name !== undefined && claim !== 'chapter-98') {
        this.ask({
          about: 'claims',
          name,
          ask: `${exemption.title}${cover.note ? ` (${cover.note})` : ''}: are the goods such?`,
          measure: rule.id,
        })
      }
    }
    return undefined
  }

  /** Whether the filer asserts a condition, by its name or by the heading that stands for it. */
  private asserted(claim: string | undefined, heading: string | undefined): boolean {
    return (claim !== undefined && this.claimed(claim)) || (heading !== undefined && this.entry.claims.has(heading))
  }

  private claimed(claim: string): boolean {
    const { entry } = this
    if (entry.claims.has(claim)) return true
    if (claim === 'chapter-98') return this.chapter98 !== undefined && !PROCESSING.includes(this.chapter98) && this.chapter98 !== US_PARTS
    const [, of] = /^([a-z]{2})-metal$/.exec(claim) ?? []
    if (of !== undefined) return this.metalOf(of === 'uk' ? 'GB' : of.toUpperCase())
    if (claim === 'russian-aluminum') return entry.smeltCountry === 'RU' && !/^7[234]/.test(entry.hts)
    const below = /^metal-weight-below-(\d+)$/.exec(claim)?.[1]
    return below !== undefined && metalWeighsLess(entry, percent(below))
  }

  /** Is the metal that country's, by what is stated: of aluminium where it was smelted, of steel where it was melted; of copper nothing is stated. */
  private metalOf(country: string): boolean {
    const { hts, meltCountry, smeltCountry } = this.entry
    if (hts.startsWith('74')) return false
    const facts = hts.startsWith('76') ? [smeltCountry] : /^7[23]/.test(hts) ? [meltCountry] : [meltCountry, smeltCountry]
    const stated = facts.filter((c) => c !== undefined)
    return stated.length > 0 && stated.every((c) => c === country)
  }

  private transit(rule: Rule): { rate: DutyRate; heading?: string; reason: string } | undefined {
    const { entry } = this
    for (const window of rule.transit) {
      if (!within(window, entry.date)) continue
      if (window.enteredBefore !== undefined && entry.date >= window.enteredBefore) continue
      const under = window.loadedBefore ?? window.exportedBefore
      if (under === undefined) continue
      const stated = window.loadedBefore !== undefined ? entry.loaded : (entry.exported ?? entry.loaded)
      if (stated === undefined) {
        if (recent(under, entry.date)) {
          const verb = window.loadedBefore !== undefined ? 'loaded_date' : 'exported_date'
          this.ask({
            about: 'dates',
            name: verb,
            ask: `Were the goods ${verb === 'loaded_date' ? 'loaded' : 'exported'} before ${under}? They are then treated otherwise under: ${rule.record.title}`,
            measure: rule.id,
            under: addDays(under, -1),
          })
        }
        continue
      }
      if (stated >= under) continue
      return { rate: dutyRateOf(window), ...(window.heading !== undefined && { heading: window.heading }), reason: underWay(window) }
    }
    return undefined
  }

  private exclusion(rule: Rule): Pick<RawLayer, 'status' | 'reason' | 'exemptHeading'> | undefined {
    const { entry } = this
    for (const { rule: exclusion, cover, presumed: because } of this.product.exclusions) {
      if (!exclusion.record.excludes.includes(rule.id)) continue
      const segment = on(exclusion.granted, entry.date)
      const { heading, title } = exclusion.record
      // Without a heading it goes by its id.
      const name = heading ?? exclusion.id
      if (!segment || segment.effective === null || entry.denies.has(name)) continue
      const listed = cover.rows.filter((r) => r.note === undefined || forHeading(r.note, rule))
      const inWords = heading === undefined && cover.match === 'part' && cover.rows.length === 0
      if (listed.length === 0 && !inWords) continue
      const claimed = entry.claims.has(name)
      const presumed = because?.filter(({ known }) => known <= entry.date).at(-1)?.why ?? because?.[0]?.why
      if (claimed || presumed !== undefined || listed.some((r) => r.match === 'whole')) {
        const until = segment.until === undefined ? '' : `, until ${segment.until}`
        const supposed = presumed !== undefined && !claimed
        if (supposed) this.ask({ about: 'denies', name, ask: `Presumed granted: ${title} (${presumed}). Is there none?`, measure: rule.id })
        return {
          status: 'exempt',
          reason: `excluded from it${until}: ${title}${supposed ? ' (presumed granted)' : ''}`,
          exemptHeading: heading,
        }
      }
      this.ask({
        about: 'claims',
        name,
        ask: inWords
          ? `${title} (${cover.note}): are the goods excluded by it?`
          : `An exclusion covers a part of this line (${listed.map((r) => r.note).join('; ')}): are the goods those described?`,
        measure: rule.id,
      })
    }
    return undefined
  }

  // ── giving way ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** To what a layer gives way: wholly, or for the share of the value that is metal under another measure. */
  private yields(rule: Rule, on: Yield['on']): { whole?: Gave; metal?: Gave; metalShare: Percent; metalValue: Cents } {
    if (rule.yieldsTo.length === 0) return NOTHING_YIELDED
    let metalShare = 0n
    let metalValue = 0n
    let metal: Gave | undefined
    let counted: Set<string | undefined> | undefined
    for (const clause of rule.yieldsTo) {
      if (clause.on !== on || !within(clause, this.entry.date)) continue
      for (const target of this.targets(clause)) {
        const outcome = this.outcome(target)
        if (!outcome?.inScope) continue
        if (clause.on === 'duty' && !(outcome.layer.status === 'applies' && outcome.layer.amount > 0n)) continue
        const gave: Gave = {
          status: 'yields',
          reason: `gives way to ${outcome.layer.rule.record.title}${outcome.layer.heading ? ` (${outcome.layer.heading})` : ''}`,
          exemptHeading: clause.heading,
        }
        if (clause.part !== 'metal-content') return { whole: gave, metalShare, metalValue }
        metal = gave
        const part = this.metalShare(outcome.layer.rule)
        // Two measures on the content of one metal take it out once.
        if (!counted?.has(outcome.layer.rule.record.metal)) {
          metalShare += part
          metalValue += share(this.value, part)
        }
        counted ??= new Set()
        counted.add(outcome.layer.rule.record.metal)
      }
    }
    return metal ? { metal, metalShare: atMost(metalShare), metalValue } : NOTHING_YIELDED
  }

  private targets(clause: Yield): string[] {
    if (!clause.to.endsWith('*')) return this.rules.byId.has(clause.to) ? [clause.to] : []
    const prefix = clause.to.slice(0, -1)
    return this.rules.inForce.flatMap(({ reaching: { rule } }) => (rule.id.startsWith(prefix) ? [rule.id] : []))
  }

  /** The share of the value that is the metal of a measure; all of it, if the filer does not say. */
  private metalShare(rule: Rule): Percent {
    const { metal } = rule.record
    if (metal === undefined) return WHOLE
    const stated = this.entry.shares[`${metal}_value_pct`]
    if (stated !== undefined) return stated
    const others = METALS.reduce((sum, m) => sum + (this.entry.shares[`${m}_value_pct`] ?? 0n), 0n)
    this.ask({
      about: 'facts',
      name: `${metal}_value_pct`,
      ask: `How much of the value is ${metal} content? Unknown content counts as the full value`,
      measure: rule.id,
    })
    return WHOLE - atMost(others)
  }

  /** On what the rate is owed. */
  private basis(
    rule: Rule,
    metal: { share: Percent; value: Cents },
    exemptions: Candidate['exemptions'],
  ): { value: Cents; share: Percent; reason?: string; exemptHeading?: string; heading?: string } {
    const { record } = rule
    // Some laws ask for the full value where chapter 98 leaves only a part of it dutiable.
    const full = rule.fullValueUnder.some((h) => this.entry.claims.has(h)) ? this.entry.value : this.value
    if (record.basis === 'metal-content') {
      const part = this.metalShare(rule)
      return { value: share(full, part), share: part, reason: `on the ${record.metal ?? 'metal'} content` }
    }
    let rest = WHOLE - metal.share
    const reasons: string[] = metal.share > 0n ? ['on the value that is not metal under another measure'] : []
    const content = exemptions.find(({ exemption: e }) => e.claim === US_CONTENT && within(e, this.entry.date))?.exemption
    const taken = content ? this.usContent(rule, content) : 0n
    if (taken > 0n) {
      rest = rest > taken ? rest - taken : 0n
      reasons.push('on the value that is not US content')
    }
    // A measure on non-US content declares what it leaves out under the clause's heading; any other files the rest under it.
    const named =
      taken > 0n && content?.heading !== undefined
        ? record.basis === 'non-us-content'
          ? { exemptHeading: content.heading }
          : { heading: content.heading }
        : {}
    return {
      value: rest === WHOLE ? full : taken > 0n ? share(full, rest) : full > metal.value ? full - metal.value : 0n,
      share: rest,
      ...(reasons.length > 0 && { reason: reasons.join('; ') }),
      ...named,
    }
  }

  /** The share of US content that a clause takes out of the basis: of a measure on non-US content by itself, elsewhere if claimed. */
  private usContent(rule: Rule, clause: Exemption): Percent {
    const stated = this.entry.shares.us_content_pct
    const granted =
      rule.record.basis === 'non-us-content' ||
      this.entry.claims.has(US_CONTENT) ||
      (clause.heading !== undefined && this.entry.claims.has(clause.heading))
    if (stated !== undefined && granted) return stated >= rule.basisThreshold ? stated : 0n
    if (stated === undefined)
      this.ask({ about: 'facts', name: 'us_content_pct', ask: 'How much of the value is US content?', measure: rule.id })
    else this.ask({ about: 'claims', name: US_CONTENT, ask: `${clause.title}: is that so?`, measure: rule.id })
    return 0n
  }

  private owed(rate: DutyRate, basis: Cents, rule: Rule): { rate: Percent; amount: Fine; reason?: string } | { problem: string } {
    if (rate.form === 'words') return { problem: `cannot be computed: ${rate.why}` }
    if (rate.form === 'ad-valorem') return { rate: rate.percent, amount: basis * rate.percent }
    if (rate.form === 'quota') {
      const { inQuota } = this.entry
      if (inQuota === undefined)
        this.ask({
          about: 'facts',
          name: 'in_quota',
          ask: 'Is the entry within the tariff-rate quota? If nothing is said it is over it',
          measure: rule.id,
        })
      return this.owed(inQuota ? rate.inQuota : rate.overQuota, basis, rule)
    }
    if (this.base.problem !== undefined) return { problem: `the rate includes column 1, and that cannot be computed: ${this.base.problem}` }
    const total = basis * rate.percent
    // Of a part of the value, column 1 counts with its share: the rest of it is owed on the other part.
    const column1 = basis === this.value || this.value === 0n ? this.base.amount : (this.base.amount * basis) / this.value
    // What replaces column 1 may be less; a floor, and a total of what only adds, never are.
    const below = rate.form === 'total' && rule.record.combines === 'replaces'
    const amount = total > column1 || below ? total - column1 : 0n
    const net = basis === 0n ? 0n : amount / basis
    return {
      rate: net,
      amount,
      reason: `${rate.form === 'floor' ? 'tops column 1 up to' : 'in place of column 1, total'} ${percentNumber(rate.percent)}%`,
    }
  }

  // ── groups ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Of a group at most one layer: lists that supersede others first, then the higher duty. */
  private oneOfGroup(outcomes: readonly Outcome[]): RawLayer[] {
    return outcomes.map((outcome) => this.ofGroup(outcome, outcomes))
  }

  /** What is left of a layer beside others, those of its group among them. */
  private ofGroup({ layer }: Outcome, outcomes: readonly Outcome[]): RawLayer {
    const { record } = layer.rule
    if (record.combines !== 'one-of-group' || layer.status === 'not in force') return layer
    const rivals = outcomes.filter(
      (o) =>
        o.layer !== layer && o.inScope && o.layer.rule.record.combines === 'one-of-group' && o.layer.rule.record.group === record.group,
    )
    const over = rivals.find((o) => o.layer.rule.supersedes.has(layer.rule.id))
    const winner =
      over ??
      (layer.status === 'applies'
        ? rivals.find(
            (o) => o.layer.status === 'applies' && !layer.rule.supersedes.has(o.layer.rule.id) && outranks(o.layer, layer, outcomes),
          )
        : undefined)
    if (!winner) return layer
    return {
      ...layer,
      status: 'superseded',
      exemptHeading: undefined,
      rate: undefined,
      amount: 0n,
      reason: `${winner.layer.rule.record.title} takes its place${winner.layer.heading ? ` (${winner.layer.heading})` : ''}`,
    }
  }
}

const NOTHING_YIELDED = { metalShare: 0n, metalValue: 0n } as const

type Gave = Pick<RawLayer, 'status' | 'reason' | 'exemptHeading'>

const onBase = (rate: DutyRate): boolean =>
  rate.form === 'floor' || rate.form === 'total' || (rate.form === 'quota' && (onBase(rate.inQuota) || onBase(rate.overQuota)))

/** Of two layers of a group that both apply, the higher; of two equal ones the first in order. */
function outranks(a: RawLayer, b: RawLayer, outcomes: readonly Outcome[]): boolean {
  if (a.amount !== b.amount) return a.amount > b.amount
  return outcomes.findIndex((o) => o.layer === a) < outcomes.findIndex((o) => o.layer === b)
}

/** Whether the stated weights of the metals come to less than a share together. Copper alone says nothing of an article on the other lists. */
function metalWeighsLess(entry: EntryLine, limit: Percent): boolean {
  const stated = METALS.flatMap((metal) => entry.shares[`${metal}_weight_pct`] ?? [])
  if (entry.shares.steel_weight_pct === undefined && entry.shares.aluminum_weight_pct === undefined) return false
  return stated.length > 0 && stated.reduce((sum, s) => sum + s, 0n) < limit
}

/** The reasons that there are, in one phrase. */
function joined(...reasons: (string | undefined)[]): string | undefined {
  const said = reasons.filter((r) => r !== undefined && r !== '')
  return said.length > 0 ? said.join('; ') : undefined
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const atMost = (part: Percent): Percent => (part > WHOLE ? WHOLE : part)

/** Goods loaded before a day are at sea for some months at most: after these nobody is asked. */
const AT_SEA_DAYS = 120
const recent = (under: Day, entered: Day): boolean => daysBetween(under, entered) <= AT_SEA_DAYS

function dutyRateOf(window: Transit): DutyRate {
  const text = window.rate
  if (text === 'free') return { form: 'ad-valorem', percent: 0n }
  if (typeof text === 'string' && /^\d+(\.\d+)?%$/.test(text)) return { form: 'ad-valorem', percent: percent(text.slice(0, -1)) }
  return { form: 'words', why: JSON.stringify(text) }
}

function underWay(window: Transit): string {
  const under = window.loadedBefore ? `loaded before ${window.loadedBefore}` : `exported before ${window.exportedBefore ?? ''}`
  return `${under}${window.enteredBefore ? ` and entered before ${window.enteredBefore}` : ''}`
}

/** An item of an exclusion names the list that it is taken from; others are not touched. */
function forHeading(note: string, rule: Rule): boolean {
  const named = note.match(/9903\.\d\d\.(\d\d)(?:\/\.(\d\d))?/)
  if (!named) return true
  const headings = new Set(
    [...rule.rates.values()]
      .flat()
      .flatMap((s) => (s.heading ? [s.heading] : []))
      .concat(rule.record.heading ?? []),
  )
  const base = named[0].slice(0, 8)
  return headings.has(`${base}${named[1]}`) || (named[2] !== undefined && headings.has(`${base}${named[2]}`))
}

function exemptBy(exemption: Exemption): Pick<RawLayer, 'status' | 'reason' | 'exemptHeading'> {
  return { status: 'exempt', reason: exemption.title, exemptHeading: exemption.heading }
}
