/** The assessment of one entry line: base, layers in filing order, fees, total, and what is still to be answered. */
import type { Ledger } from '../ledger/index.js'
import type { ChinaTariff, Schedule } from '../schedule/index.js'
import { type Cents, dollars, type Fine, type Percent, percentNumber, perValue, toCents } from './amount.js'
import { type Base, baseDuty } from './base.js'
import { type ProductRules, productRules, signature } from './candidates.js'
import { dutiableValue, valueQuestions } from './chapter-98.js'
import { type EntryInput, type EntryLine, readEntry } from './entry-line.js'
import { Evaluation } from './evaluate.js'
import { type FeeLine, feeLines } from './fees.js'
import type { LayerStatus, RawLayer } from './layer.js'
import { type ListData, type ProductLists, productLists } from './lists.js'
import type { RawQuestion } from './question.js'
import { compileRules, type Rules } from './rules.js'
import { findLine, type Goods, type Importer, type TariffLine } from './tariff.js'

/** One layer considered. A layer that is owed has status `applies`. */
export interface Layer {
  readonly heading: string
  readonly measure: string
  readonly authority: string
  readonly rate_pct: number
  readonly basis_usd: string
  readonly amount_usd: string
  readonly status: LayerStatus
  readonly reason: string
  readonly instrument: string
  readonly source: string
}

/** A question whose answer could change the result. */
export interface Question {
  /** Where the answer goes in the entry line: `claims`, `denies`, a fact, a date, a unit of quantity. */
  readonly key: string
  readonly ask: string
  readonly measure: string
  /** What the duty would be if it were so, and by how much it would change; absent where that takes a figure. */
  readonly duty_usd_if?: string
  readonly change_usd?: string
}

/** The answer for one entry line. */
export interface Assessment {
  readonly id?: string
  readonly hts: string
  readonly origin: string
  readonly to: Importer
  readonly date: string
  readonly known: string
  readonly value_usd: string
  /** All duties, without fees. Absent where a part cannot be computed: see `incomplete`. */
  readonly duty_usd?: string
  readonly rate_pct?: number
  /** Why there is no total. */
  readonly incomplete?: readonly string[]
  readonly base: {
    readonly rate: string
    readonly column: Base['column']
    readonly amount_usd?: string
    readonly notes?: readonly string[]
  }
  readonly layers: readonly Layer[]
  readonly fees: readonly FeeLine[]
  readonly questions: readonly Question[]
  readonly horizon: { readonly latest: string; readonly beyond: readonly string[] }
}

/** What an assessment reads beside the entry line. */
export interface RateBook {
  readonly rules: Rules
  readonly lists: ProductLists
  readonly schedule: Schedule | ChinaTariff
  /** The party whose imports it assesses. */
  readonly importer: Importer
  readonly horizon: { readonly latest: string; readonly looked: Readonly<Record<string, string>> }
  /** Rules by goods, worked out once; goods that stand alike share them. */
  readonly products: Map<string, ProductRules>
  readonly signatures: Map<string, ProductRules>
}

/**
 * Compiles what is needed to assess entry lines: the ledger as known on a day (with its scenarios), product lists, and the tariff of
 * the importing party. The entry date of a line is the day whose law is applied; one book serves all days.
 */
export function openRates(ledger: Ledger, schedule: Schedule | ChinaTariff, lists: ListData, known?: string): RateBook {
  const view = ledger.asOf({ date: known ?? '2026-01-01', ...(known !== undefined && { known }) })
  return {
    rules: compileRules(view, schedule.party),
    lists: productLists(lists),
    schedule,
    importer: schedule.party,
    horizon: { latest: view.horizon.latest, looked: view.horizon.looked },
    products: new Map(),
    signatures: new Map(),
  }
}

/**
 * Assesses one entry line. Pure: the same line and book give the same answer.
 * @param options.effects also say of each question by how much its answer would change the duty (takes longer)
 * @throws {ParleyError} bad-input, naming each field that is wrong; not-found, if the code is not in the schedule
 */
export function assess(book: RateBook, input: EntryInput, options: { effects?: boolean } = {}): Assessment {
  const entry = readEntry(input, book.importer)
  const line = findLine(book.schedule, entry.hts, entry.date, entry.code2018)
  const result = compute(book, entry, line)
  const questions = result.questions.map((q): Question => {
    const key = keyOf(q)
    const asked = { key, ask: q.ask, measure: q.measure }
    if (!options.effects) return asked
    const then = answered(entry, q)
    const other = then && compute(book, then, line)
    if (!other || other.duty === undefined || result.duty === undefined) return asked
    return { ...asked, duty_usd_if: dollars(other.duty), change_usd: dollars(other.duty - result.duty) }
  })
  return present(
    book,
    entry,
    line,
    result,
    options.effects && entry.value >= TELLING ? questions.filter((q) => q.change_usd !== '0.00') : questions,
  )
}

/** From this value on, an answer that changes nothing in cents changes nothing. */
const TELLING: Cents = 10_000n

/** A duty at a rate that the filer gives: antidumping, countervailing. */
interface GivenDuty {
  readonly title: string
  readonly rate: Percent
  readonly amount: Fine
}

interface Result {
  /** The dutiable value. */
  readonly value: Cents
  readonly base: Base
  readonly given: readonly GivenDuty[]
  readonly layers: readonly RawLayer[]
  readonly fees: readonly FeeLine[]
  readonly questions: readonly RawQuestion[]
  /** Absent if a part cannot be computed. */
  readonly duty?: Cents
  readonly fine: Fine
}

function compute(book: RateBook, entry: EntryLine, { line, goods }: TariffLine): Result {
  const product = rulesOf(book, goods)
  const value = dutiableValue(entry)
  const base = baseDuty(entry, line, book.rules, value)
  const { amount, problem } = base
  const evaluation = new Evaluation(entry, product, { value, amount, ...(problem !== undefined && { problem }) })
  const layers = inFilingOrder(evaluation.layers())
  const given = givenDuties(entry)
  const owed = [...layers.filter((l) => l.status === 'applies'), ...given]
  const open = problem !== undefined || goods.unmapped !== undefined || layers.some((l) => l.status === 'needs an answer')
  const cents = owed.reduce((sum, l) => sum + toCents(l.amount), toCents(base.amount))
  const duty = open ? undefined : cents
  return {
    value,
    base,
    given,
    layers,
    fees: feeLines({ entry, rules: book.rules, fees: product.fees, programme: base.programme, duty }),
    questions: [
      ...codeQuestions(entry, base, goods, evaluation),
      ...quantityQuestions(base),
      ...valueQuestions(entry),
      ...evaluation.questions,
    ],
    ...(duty !== undefined && { duty }),
    fine: owed.reduce((sum, l) => sum + l.amount, base.amount),
  }
}

/** Antidumping and countervailing duties: of a case, at the rate of its order, on the entered value; always added. */
const GIVEN = [
  ['ad_rate_pct', 'Antidumping duty'],
  ['cvd_rate_pct', 'Countervailing duty'],
] as const

function givenDuties(entry: EntryLine): GivenDuty[] {
  return GIVEN.flatMap(([fact, title]) => {
    const rate = entry.shares[fact]
    return rate === undefined ? [] : [{ title, rate, amount: entry.value * rate }]
  })
}

/** The rules that reach goods, worked out once for each. */
export function rulesOf(book: RateBook, goods: Goods): ProductRules {
  const known = book.products.get(goods.key)
  if (known) return known
  const own = productRules(book.rules, book.lists, goods)
  const key = signature(own)
  const alike = book.signatures.get(key) ?? own
  book.signatures.set(key, alike)
  book.products.set(goods.key, alike)
  return alike
}

/** Where the base rate is open as the code can have been several lines, the line is asked for; a measure may have asked already. */
function codeQuestions(entry: EntryLine, { problem }: Base, goods: Goods, { questions }: Evaluation): RawQuestion[] {
  if (problem === undefined || entry.code2018 !== undefined || goods.codes('HS 2017').length === 1) return []
  if (questions.some((q) => q.name === 'code_2018')) return []
  return [{ about: 'facts', name: 'code_2018', ask: 'Which code had the goods in the tariff of 2018?', measure: '' }]
}

function quantityQuestions(base: Base): RawQuestion[] {
  return (base.needs ?? []).map((unit) => ({
    about: 'quantity',
    name: unit,
    ask: `The base rate is ${base.rate}: what is the quantity in ${unit}?`,
    measure: '',
  }))
}

/** In the order of an entry summary: by the place of the authority, inside it by heading. */
function inFilingOrder(layers: readonly RawLayer[]): RawLayer[] {
  return [...layers].sort((a, b) => a.rule.filing - b.rule.filing || ((a.heading ?? '') < (b.heading ?? '') ? -1 : 1))
}

/** The first day of the first added duty on record, by importer: what was over before it is not on record. */
export const RECORD_BEGINS: Readonly<Record<Importer, string>> = { US: '2018-07-06', CN: '2018-04-02' }

function present(book: RateBook, entry: EntryLine, line: TariffLine, result: Result, questions: readonly Question[]): Assessment {
  const { value, base, duty, fine } = result
  const valueUsd = dollars(value)
  const notes = [
    ...line.notes,
    ...undated(book, entry),
    ...(entry.date < RECORD_BEGINS[book.importer]
      ? [`The record of additional duties begins on ${RECORD_BEGINS[book.importer]}: those that were over before are not on it`]
      : []),
    ...base.notes,
  ]
  const layers: Layer[] = []
  for (const l of result.layers) layerLines(layers, l, value, valueUsd)
  for (const { title, rate, amount } of result.given) {
    layers.push({
      heading: '',
      measure: 'given',
      authority: title,
      rate_pct: percentNumber(rate),
      basis_usd: dollars(entry.value),
      amount_usd: dollars(toCents(amount)),
      status: 'applies',
      reason: `${title}, at the rate that the filer gives`,
      instrument: 'the order of the case',
      source: 'the filer',
    })
  }
  const incomplete = [
    ...new Set([base.problem, line.goods.unmapped].filter((why) => why !== undefined)),
    ...result.layers.filter((l) => l.status === 'needs an answer').map((l) => `${l.rule.record.title}: ${l.reason}`),
  ]
  return {
    ...(entry.id !== undefined && { id: entry.id }),
    hts: line.dotted,
    origin: entry.origin,
    to: book.importer,
    date: entry.date,
    known: book.rules.known,
    value_usd: dollars(entry.value),
    ...(duty !== undefined && {
      duty_usd: dollars(duty),
      ...(entry.value > 0n && { rate_pct: percentNumber(perValue(fine, entry.value)) }),
    }),
    ...(incomplete.length > 0 && { incomplete }),
    base: {
      rate: base.rate,
      column: base.column,
      ...(base.problem === undefined && { amount_usd: dollars(toCents(base.amount)) }),
      ...(notes.length > 0 && { notes }),
    },
    layers,
    fees: result.fees,
    questions,
    horizon: {
      latest: book.horizon.latest,
      beyond: Object.entries(book.horizon.looked).flatMap(([party, day]) => (day < entry.date ? [party] : [])),
    },
  }
}

/** The base rates on record are those of a day of law; of China's steps of 2018 no day of publication is. */
function undated({ importer, rules }: RateBook, { date }: EntryLine): string[] {
  if (importer !== 'CN' || rules.known >= LAST_STEP || date <= rules.known) return []
  return [
    `The steps of the most-favoured-nation rate in 2018 have no day of publication on record: that of ${date} may not have been known on ${rules.known}`,
  ]
}
/** The last step on record. */
const LAST_STEP = '2019-01-01'

/** A layer as lines: itself, and the heading by which an exempt line is declared. */
function layerLines(out: Layer[], layer: RawLayer, value: Cents, valueUsd: string): void {
  const { status, heading = '', exemptHeading, basis, amount, rate } = layer
  const basisUsd = basis === undefined || basis === value ? valueUsd : dollars(basis)
  if (exemptHeading === undefined || status !== 'exempt') {
    out.push(
      layerLine(
        layer,
        heading,
        status,
        rate === undefined ? 0 : percentNumber(rate),
        basisUsd,
        amount === 0n ? '0.00' : dollars(toCents(amount)),
      ),
    )
  }
  if (exemptHeading !== undefined) out.push(layerLine(layer, exemptHeading, 'exempt', 0, basisUsd, '0.00'))
}

function layerLine(
  { rule, reason, instrument, source }: RawLayer,
  heading: string,
  status: LayerStatus,
  rate_pct: number,
  basis_usd: string,
  amount_usd: string,
): Layer {
  return { heading, measure: rule.id, authority: rule.authority, rate_pct, basis_usd, amount_usd, status, reason, instrument, source }
}

/** Where the answer to a question goes. */
function keyOf({ about, name }: RawQuestion): string {
  return about === 'dates' ? name : `${about}.${name}`
}

/** The line as it would be if the answer to a question were yes (or, of a share, none). */
function answered(entry: EntryLine, { about, name, under }: RawQuestion): EntryLine | undefined {
  if (about === 'claims') return { ...entry, claims: new Set([...entry.claims, name]) }
  if (about === 'denies') return { ...entry, denies: new Set([...entry.denies, name]) }
  if (about === 'dates' && under !== undefined) return name === 'loaded_date' ? { ...entry, loaded: under } : { ...entry, exported: under }
  if (about === 'facts' && name === 'in_quota') return { ...entry, inQuota: true }
  if (about === 'facts' && name.endsWith('_value_pct')) return { ...entry, shares: { ...entry.shares, [name]: 0n } }
  return undefined
}
