/** Duties, history and licences of one product. */
import type { Day } from '../../base/dates.js'
import { ParleyError } from '../../base/errors.js'
import { type ControlsReport, controls } from '../../controls/index.js'
import {
  type Assessment,
  assess,
  type EntryInput,
  history,
  type Importer,
  openRates,
  type RateBook,
  RECORD_BEGINS,
} from '../../rates/index.js'
import { type ChinaTariff, dottedCode, type Schedule } from '../../schedule/index.js'
import { once } from './load.js'
import { type Dates, ledger } from './record.js'
import { chinaTariff, productLists, usChapter, usSchedule } from './schedules.js'

/** The words of a code: its own, and those of the headings above it. */
export interface Words {
  readonly own: string
  readonly above: string
}

/** A line that a search found. */
export interface Found {
  readonly code: string
  readonly dotted: string
  readonly words: Words
  readonly rate: string
}

export interface SearchAnswer {
  readonly found: readonly Found[]
  /** Nothing has all of the words: these have most. */
  readonly some: boolean
}

const digitsOf = (text: string): string | undefined => {
  const digits = text.replaceAll(/[.\s]/g, '')
  return /^\d{2,10}$/.test(digits) ? digits : undefined
}

const MOST = 20

/** Lines by code or by words. China's lines are found by the words of their six digits, which are those of every tariff. */
export async function search({ text, to }: { text: string; to: Importer }): Promise<SearchAnswer> {
  const digits = digitsOf(text)
  if (digits === undefined && !/[\p{L}]{2}/u.test(text)) return { found: [], some: false }
  const us = digits === undefined ? await usSchedule() : await usChapter(digits.slice(0, 2))
  if (to === 'US') {
    const hits = us.search(text, MOST)
    const found = hits.map(({ line }) => ({
      code: line.code,
      dotted: line.dotted,
      words: joined(line.description),
      rate: line.general.raw,
    }))
    return { found, some: hits[0]?.words === 'some' }
  }
  const tariff = await chinaTariff()
  const six = (code: string): Found => ({ code, dotted: dottedCode(code), words: wordsOf(us, code), rate: '' })
  if (digits !== undefined) {
    const subheadings = new Set(tariff.codes().flatMap((c) => (c.startsWith(digits.slice(0, 6)) ? [c.slice(0, 6)] : [])))
    const lines = digits.length > 6 ? tariff.codes().filter((c) => c.startsWith(digits.slice(0, 8))) : []
    return { found: [...lines, ...subheadings].slice(0, MOST).map(six), some: false }
  }
  const hits = us.search(text, 4 * MOST)
  const codes = [...new Set(hits.map(({ line }) => line.code.slice(0, 6)))].filter((c) => tariff.linesUnder(c).length > 0)
  return { found: codes.slice(0, MOST).map(six), some: hits[0]?.words === 'some' }
}

/** How many of the last words tell a line from its neighbours: `Of metal: Sintered neodymium-iron-boron`. */
const OWN = 2

function joined(description: readonly string[]): Words {
  const plain = description.map((words) => words.replace(/:$/, ''))
  const at = Math.max(0, plain.length - OWN)
  return { own: plain.slice(at).join(': '), above: plain.slice(0, at).join(': ') }
}

/** The words that all lines of a code share. */
export function wordsOf(schedule: Schedule, code: string): Words {
  const found = schedule.find(code.length > 6 && schedule.find(code).status === 'unknown' ? code.slice(0, 6) : code)
  const lines = found.status === 'line' ? [found.line] : found.status === 'choose' ? found.lines : []
  const [first = [], ...others] = lines.map((l) => l.description)
  return joined(first.filter((words, i) => others.every((o) => o[i] === words)))
}

/** An entry line as a view asks it. */
export interface ProductAsked extends Dates {
  readonly to: Importer
  readonly entry: Omit<EntryInput, 'entry_date'>
}

async function bookFor({ to, entry, known }: ProductAsked): Promise<RateBook> {
  const chapter = entry.hts.replaceAll(/[.\s]/g, '').slice(0, 2)
  const tariff: Schedule | ChinaTariff = to === 'US' ? await usChapter(chapter) : await chinaTariff()
  return once(`book ${to} ${known} ${to === 'US' ? chapter : ''}`, async () =>
    openRates(await ledger(), tariff, await productLists(), known),
  )
}

/** Lines of which one must be chosen, where the code stands for several. */
export interface Choice {
  readonly choose: readonly Found[]
}

/** The duty, with the effect of every open question; or the lines to choose from. */
export async function duty(asked: ProductAsked): Promise<{ readonly words: Words; readonly assessment: Assessment } | Choice> {
  const { entry, to, date } = asked
  const us = await usChapter(entry.hts.replaceAll(/[.\s]/g, '').slice(0, 2))
  if (to === 'US') {
    const found = digitsOf(entry.hts) === undefined ? undefined : us.find(entry.hts)
    if (found?.status === 'choose')
      return { choose: found.lines.map((l) => ({ code: l.code, dotted: l.dotted, words: joined(l.description), rate: l.general.raw })) }
  }
  const assessment = assess(await bookFor(asked), { ...entry, entry_date: date }, { effects: true })
  return { words: wordsOf(us, assessment.hts.replaceAll('.', '')), assessment }
}

/** The duty on the same goods of another origin. */
export interface OriginDuty {
  readonly origin: string
  readonly rate_pct?: number
  readonly duty_usd?: string
  /** What is owed beside the base duty. */
  readonly layers: readonly { readonly heading: string; readonly title: string; readonly rate_pct: number }[]
  /** Why there is no total, or no answer. */
  readonly why?: string
}

/** The same goods of several origins; what cannot be answered of one is told in its place. */
export async function besides({ origins, ...asked }: ProductAsked & { origins: readonly string[] }): Promise<readonly OriginDuty[]> {
  const book = await bookFor(asked)
  return [...new Set(origins)].map((origin) => {
    try {
      const a = assess(book, { ...asked.entry, origin, entry_date: asked.date })
      const owed = a.layers.filter((l) => l.status === 'applies' && Number(l.amount_usd) !== 0)
      return {
        origin,
        ...(a.rate_pct !== undefined && { rate_pct: a.rate_pct }),
        ...(a.duty_usd !== undefined && { duty_usd: a.duty_usd }),
        layers: owed.map((l) => ({ heading: l.heading, title: l.reason, rate_pct: l.rate_pct })),
        ...(a.incomplete && { why: a.incomplete.join('; ') }),
      }
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error
      return { origin, layers: [], why: error.problems.map((p) => p.message).join('; ') }
    }
  })
}

/** A part of the duty over a stretch of days, in percent of the value. */
export interface Part {
  readonly measure: string
  readonly title: string
  readonly authority: string
  readonly heading: string
  readonly pct: number
}

export interface HistoryStep {
  readonly from: Day
  readonly until?: Day
  readonly rate_pct?: number
  readonly incomplete?: readonly string[]
  readonly parts: readonly Part[]
  readonly changes: readonly string[]
}

/** Every step of the duty since the record begins, each with its parts. */
export async function steps(asked: ProductAsked): Promise<readonly HistoryStep[]> {
  const { entry, to, date } = asked
  const found = history(await bookFor(asked), { ...entry, entry_date: date }, RECORD_BEGINS[to])
  return found.map(({ from, until, assessment: a, changes }) => {
    const share = (usd: string | undefined): number => (100 * Number(usd ?? 0)) / Number(a.value_usd)
    return {
      from,
      ...(until !== undefined && { until }),
      ...(a.rate_pct !== undefined && { rate_pct: a.rate_pct }),
      ...(a.incomplete && { incomplete: a.incomplete }),
      parts: [
        { measure: 'base', title: `Base rate ${a.base.rate}`, authority: 'Base rate', heading: '', pct: share(a.base.amount_usd) },
        ...a.layers
          .filter((l) => l.status === 'applies')
          .map((l) => ({ measure: l.measure, title: l.reason, authority: l.authority, heading: l.heading, pct: share(l.amount_usd) })),
      ],
      changes,
    }
  })
}

/** Which export controls reach the goods on their way. */
export async function licences({ code, from, to, ...dates }: Dates & { code: string; from: string; to: string }): Promise<ControlsReport> {
  return controls((await ledger()).asOf(dates), { code, from, to })
}
