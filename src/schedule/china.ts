/**
 * China's import tariff, as far as it is on record: the most-favoured-nation rates of 2018 and 2019 by 8-digit line. From 2022 on
 * codes are those of another nomenclature, of which only the six-digit subheadings are known here: a code of today stands for the
 * lines of 2018 that it may have been, and where these were treated differently the answer says so.
 */
import { type Day, readableDay } from '../base/dates.js'
import { fail, ParleyError } from '../base/errors.js'
import type { GeneralRate } from './editions.js'
import { parseRate, type RateExpression } from './expression.js'
import { dottedCode, type ScheduleLine } from './line.js'

/** The nomenclatures in which law of China's import side names its codes. */
export type Nomenclature = 'HS 2017' | 'HS 2022'

/** The compiled tariff as it lies in files. */
export interface ChinaTariffData {
  /** Rows `code,mfn`; a code has 8 digits, or 10 where the rates within a line differ; `25;2018-07-01=15` changes on that day. */
  readonly rates: string
  /** Six-digit subheadings that the nomenclature of 2022 ended and began. */
  readonly subheadings: { readonly ended: readonly string[]; readonly began: readonly string[] }
}

/** What a code of China's tariff leads to on a day. */
export interface ChinaLine {
  readonly line: ScheduleLine
  /** The code as given: 6, 8 or 10 digits. */
  readonly code: string
  readonly nomenclature: Nomenclature
  /** The 8-digit lines of the tariff of 2018 that the code stands for; none where it cannot be mapped. */
  readonly lines2018: readonly string[]
  /** Why it cannot be mapped. */
  readonly unmapped?: string
  readonly notes: readonly string[]
}

/** First day of the nomenclature of 2022. */
const HS2022: Day = '2022-01-01'
/** Until this day no step of the tariff is missing on record: on it the cuts of the information-technology agreement went on. */
const KNOWN_UNTIL: Day = '2019-07-01'
const KNOWN_FROM: Day = '2018-01-01'

/** China's tariff, opened. */
export class ChinaTariff {
  readonly party = 'CN'
  /** Days on which its rates, or its codes as a whole, changed. */
  readonly breaks: readonly Day[] = ['2018-05-01', '2018-07-01', '2018-11-01', '2019-01-01', HS2022]
  private readonly rates = new Map<string, string>()
  /** The 8-digit lines of 2018, in order. */
  private readonly lines: readonly string[]
  /** The lines of 2018 by subheading. */
  private readonly bySix = new Map<string, string[]>()
  /** The 10-digit codes of lines whose rates differ within. */
  private readonly tens = new Map<string, string[]>()
  private readonly ended: ReadonlySet<string>
  private readonly began: ReadonlySet<string>
  /** Headings whose subheadings changed in 2022. */
  private readonly touched: ReadonlySet<string>

  constructor({ rates, subheadings }: ChinaTariffData) {
    for (const row of rates.split('\n').slice(1)) {
      const comma = row.indexOf(',')
      if (comma > 0) this.rates.set(row.slice(0, comma), row.slice(comma + 1))
    }
    this.lines = [...new Set([...this.rates.keys()].map((code) => code.slice(0, 8)))]
    for (const code of this.lines) this.bySix.set(code.slice(0, 6), [...(this.bySix.get(code.slice(0, 6)) ?? []), code])
    for (const code of this.rates.keys())
      if (code.length === 10) this.tens.set(code.slice(0, 8), [...(this.tens.get(code.slice(0, 8)) ?? []), code])
    this.ended = new Set(subheadings.ended)
    this.began = new Set(subheadings.began)
    this.touched = new Set([...subheadings.ended, ...subheadings.began].map((code) => code.slice(0, 4)))
  }

  /** The days on which the rate of some line changes. */
  rateDays(): readonly Day[] {
    return this.breaks
  }

  /** The days of the nomenclature of a day. */
  eraOf(date: Day): { readonly from: Day; readonly until?: Day } {
    return date < HS2022 ? { from: KNOWN_FROM, until: HS2022 } : { from: HS2022 }
  }

  /** The 8-digit lines of the tariff of 2018. */
  codes(): readonly string[] {
    return this.lines
  }

  /** The lines of 2018 under a code of six digits. */
  linesUnder(six: string): readonly string[] {
    return this.bySix.get(six) ?? []
  }

  /** Where several lines of 2018 stand under a code of six digits, a pair `120190:12019010` for each: the goods may be any. */
  partsOf(six: string): string[] {
    const lines = this.linesUnder(six)
    return lines.length > 1 ? lines.map((line) => `${six}:${line}`) : []
  }

  /** What tells the rates of one code from those of another: see the US schedule. */
  rateKey({ code, lines2018, unmapped }: Pick<ChinaLine, 'code' | 'lines2018' | 'unmapped'>): string {
    if (unmapped !== undefined) return code
    return [...new Set(lines2018.flatMap((line) => this.rates.get(line) ?? this.tenDigits(line)))].sort().join('|')
  }

  /**
   * The line of a code on a day.
   * @param text 6, 8 or 10 digits, with or without dots, in the nomenclature of the day
   * @param code2018 the 8-digit code that the goods had in the tariff of 2018, if it is known
   * @throws ParleyError bad-input, if it is no such code; not-found, if the nomenclature of the day does not have it
   */
  find(text: string, date: Day, code2018?: string): ChinaLine {
    const code = text.replaceAll(/[.\s]/g, '')
    if (!/^\d+$/.test(code) || ![6, 8, 10].includes(code.length))
      fail('bad-input', `"${text}" is no code of China's tariff; write 6, 8 or 10 digits, with or without dots, e.g. 1201.90`, 'hts')
    const nomenclature: Nomenclature = date < HS2022 ? 'HS 2017' : 'HS 2022'
    if (code2018 !== undefined && this.under(code2018).length === 0)
      fail('bad-input', `${dottedCode(code2018)} is no line of China's tariff of 2018${this.near(code2018)}`, 'facts.code_2018')
    const found = nomenclature === 'HS 2017' ? this.earlier(code) : this.later(code, code2018)
    return { ...found, code, nomenclature, line: this.line(code, found.lines2018, found.unmapped, date) }
  }

  /** A code of 2018 to 2021. */
  private earlier(code: string): Mapped {
    const lines2018 = this.under(code.slice(0, 8))
    if (lines2018.length > 0) return { lines2018, notes: [] }
    throw new ParleyError('not-found', [
      {
        field: 'hts',
        message: this.began.has(code.slice(0, 6))
          ? `${dottedCode(code.slice(0, 6))} begins with the nomenclature of 2022; before, the goods had another code`
          : `China's tariff of 2018 has no line ${dottedCode(code)}${this.near(code)}`,
      },
    ])
  }

  /** A code of 2022 or later, and the lines of 2018 that it may have been. */
  private later(code: string, code2018: string | undefined): Mapped {
    const six = code.slice(0, 6)
    const dotted = dottedCode(six)
    if (this.ended.has(six))
      throw new ParleyError('not-found', [
        { field: 'hts', message: `${dotted} ended with the nomenclature of 2017${this.successors(six)}` },
      ])
    if (!this.bySix.has(six) && !this.began.has(six))
      throw new ParleyError('not-found', [{ field: 'hts', message: `the nomenclature has no subheading ${dotted}${this.near(code)}` }])
    if (code2018 !== undefined) {
      if (!this.began.has(six) && code2018.slice(0, 2) !== six.slice(0, 2))
        fail(
          'bad-input',
          `${dottedCode(code2018)} is of another chapter than ${dotted}: the goods cannot have been both`,
          'facts.code_2018',
        )
      const other = code2018.slice(0, 4) === six.slice(0, 4) ? '' : ', of another heading'
      return { lines2018: [code2018], notes: [`In the tariff of 2018 the goods were ${dottedCode(code2018)}${other}, as stated`] }
    }
    if (this.began.has(six)) {
      const unmapped = `${dotted} begins with the nomenclature of 2022: it cannot be mapped to the tariff of 2018, of which the older rates and lists are; state the old code as code_2018`
      return { lines2018: [], notes: [], unmapped }
    }
    const notes: string[] = []
    if (this.touched.has(six.slice(0, 4)))
      notes.push(
        `The subheadings of heading ${six.slice(0, 4)} changed in 2022: that ${dotted} means the goods that it meant before is presumed`,
      )
    const eight = code.slice(0, 8)
    if (eight.length < 8) return { lines2018: this.under(six), notes }
    if (this.rates.has(eight) || this.under(eight).length > 0) return { lines2018: [eight], notes }
    // A line of 2018 divided since then keeps its first seven digits.
    const divided = this.under(eight.slice(0, 7)).filter((l) => l.endsWith('0'))
    notes.push(
      `The 8-digit lines of China's tariff after 2021 are not on record: ${dottedCode(eight)} is not verified` +
        (divided[0] === undefined ? '' : `, and is taken for a part of ${dottedCode(divided[0])} of 2018`),
    )
    return { lines2018: divided.length > 0 ? divided : this.under(six), notes }
  }

  private under(prefix: string): string[] {
    if (prefix.length >= 6) return (this.bySix.get(prefix.slice(0, 6)) ?? []).filter((l) => l.startsWith(prefix))
    return this.lines.filter((l) => l.startsWith(prefix))
  }

  private near(code: string): string {
    const like = [6, 4, 2].map((n) => this.under(code.slice(0, n))).find((lines) => lines.length > 0)
    return like === undefined ? '' : `; near it are ${like.slice(0, 6).map(dottedCode).join(', ')}`
  }

  private successors(six: string): string {
    const stem = [4, 2].map((n) => six.slice(0, n)).find((prefix) => [...this.began].some((c) => c.startsWith(prefix)))
    if (stem === undefined) return ''
    const heirs = [...this.began].filter((c) => c.startsWith(stem)).map(dottedCode)
    const shown = heirs.length > 12 ? `${heirs.slice(0, 12).join(', ')} …` : heirs.join(', ')
    return `; subheadings that began under ${stem.length === 2 ? `chapter ${stem}` : stem} in 2022: ${shown}`
  }

  private line(code: string, lines2018: readonly string[], unmapped: string | undefined, of: Day): ScheduleLine {
    const general = this.rateOf(code, lines2018, unmapped, of)
    const none = { raw: '', rate: parseRate('') }
    return {
      code,
      dotted: dottedCode(code),
      rateCode: code.slice(0, 8),
      description: [],
      units: [],
      general,
      special: [],
      specialRaw: '',
      column2: none,
      generalOn: (date) => (date === of ? general : this.rateOf(code, lines2018, unmapped, date)),
    }
  }

  private rateOf(code: string, lines2018: readonly string[], unmapped: string | undefined, date: Day): GeneralRate {
    if (unmapped !== undefined) return { ...cannot('not on record', unmapped), sure: true }
    const rates = new Map<string, string[]>()
    for (const line of lines2018) {
      const own = code.length === 10 && code.startsWith(line) && this.rates.has(code)
      for (const of of own ? [code] : this.rates.has(line) ? [line] : (this.tens.get(line) ?? [])) {
        const rate = stepOn(this.rates.get(of) as string, date)
        rates.set(rate, [...(rates.get(rate) ?? []), of])
      }
    }
    if (rates.size > 1) {
      const parts = [...rates].map(([rate, of]) => `${rate === 'specific' ? 'a specific duty' : `${rate}%`} (${listed(of)})`)
      const raw = [...rates.keys()].map((rate) => (rate === 'specific' ? 'a specific duty' : `${rate}%`)).join(' or ')
      const longer = code.length < 10 ? 'write a longer code, or ' : ''
      const why = `the lines of 2018 under this code have different rates: ${parts.join(', ')}; ${longer}state code_2018`
      return { ...cannot(raw, why), ...sureness(date) }
    }
    const [rate = ''] = rates.keys()
    if (rate === 'specific')
      return {
        ...cannot('a specific duty', 'China sets a duty by quantity or price here, and only an equivalent in percent is on record'),
        sure: true,
      }
    const raw = rate === '0' ? 'Free' : `${rate}%`
    return { raw, rate: parseRate(raw), ...sureness(date) }
  }

  private tenDigits(line: string): string[] {
    return (this.tens.get(line) ?? []).map((code) => this.rates.get(code) as string)
  }
}

interface Mapped {
  readonly lines2018: readonly string[]
  readonly notes: readonly string[]
  /** Why no line of 2018 can be named. */
  readonly unmapped?: string
}

const MOST_LISTED = 4

/** Codes in a sentence: the first few, and how many more. */
export function listed(codes: readonly string[]): string {
  const all = [...new Set(codes)].map(dottedCode)
  return all.length <= MOST_LISTED ? all.join(', ') : `${all.slice(0, MOST_LISTED).join(', ')} and ${all.length - MOST_LISTED} more`
}

const cannot = (text: string, why: string): { raw: string; rate: RateExpression } => ({
  raw: text,
  rate: { kind: 'uncomputable', text, why },
})

function sureness(date: Day): { sure: boolean; why?: string } {
  if (date >= KNOWN_FROM && date < KNOWN_UNTIL) return { sure: true }
  const why =
    date < KNOWN_FROM
      ? `the tariff on record begins on ${readableDay(KNOWN_FROM)}`
      : "China's tariff after the edition of 1 January 2019 is not on record; later yearly changes and provisional rates may have changed it (unverified)"
  return { sure: false, why }
}

/** The rate of `25;2018-07-01=15` on a day. */
function stepOn(text: string, date: Day): string {
  const [first = '', ...later] = text.split(';')
  return later.reduce((rate, step) => {
    const [day = '', next = ''] = step.split('=')
    return date >= day ? next : rate
  }, first)
}
