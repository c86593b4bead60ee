/** What an importing country's tariff says of a code on a day: its rates, and the codes under which the lists of law may name the goods. */
import type { Day } from '../base/dates.js'
import { fail, ParleyError } from '../base/errors.js'
import { type ChinaTariff, dottedCode, type Nomenclature, type Schedule, type ScheduleLine } from '../schedule/index.js'

/** The parties whose imports are assessed. */
export const IMPORTERS = ['US', 'CN'] as const
export type Importer = (typeof IMPORTERS)[number]

/** Goods as law may name them. */
export interface Goods {
  /** What tells them from others: goods with one key stand on the same lists. */
  readonly key: string
  /** The code as the tariff of the day has it. */
  readonly code: string
  /**
   * The codes that the goods may have in a nomenclature: one, or the several lines that a shorter or a later code stands for; none
   * where it cannot be mapped. Without a nomenclature, that of the day.
   */
  codes(nomenclature?: Nomenclature): readonly string[]
  /** Why it cannot be mapped. */
  readonly unmapped?: string
}

/** A code looked up. */
export interface TariffLine {
  readonly line: ScheduleLine
  readonly goods: Goods
  readonly dotted: string
  readonly notes: readonly string[]
}

/** Looks a code up in the tariff of the importing party. @throws {ParleyError} bad-input or not-found, field `hts` */
export function findLine(tariff: Schedule | ChinaTariff, code: string, date: Day, code2018?: string): TariffLine {
  return tariff.party === 'US' ? usLine(tariff, code) : chinaLine(tariff, code, date, code2018)
}

function chinaLine(tariff: ChinaTariff, text: string, date: Day, code2018: string | undefined): TariffLine {
  const { line, code, nomenclature, lines2018, unmapped, notes } = tariff.find(text, date, code2018)
  const day = [code.slice(0, 8)]
  return {
    line,
    dotted: line.dotted,
    notes,
    goods: {
      key: `${nomenclature} ${code} ${code2018 ?? ''}`,
      code,
      ...(unmapped !== undefined && { unmapped }),
      codes: (named) =>
        named === undefined || (named === 'HS 2022' && nomenclature === 'HS 2022') ? day : named === 'HS 2017' ? lines2018 : [],
    },
  }
}

/** More lines than any 8-digit code has; of a shorter one the first. */
const LINES_NAMED = 40

function usLine(schedule: Schedule, text: string): TariffLine {
  const found = schedule.find(text)
  if (found.status === 'line') return { line: found.line, goods: oneCode(found.line.code), dotted: found.line.dotted, notes: [] }
  if (found.status === 'choose') {
    const lines = found.lines
      .slice(0, LINES_NAMED)
      .map((l) => l.dotted)
      .join(', ')
    return fail(
      'bad-input',
      `${text} stands for ${found.lines.length} statistical lines; choose one: ${lines}${found.lines.length > LINES_NAMED ? ' …' : ''}`,
      'hts',
    )
  }
  // A statistical number of a later revision: the rate line that it falls under fixes the rate all the same.
  const line = found.rateCode === undefined ? undefined : schedule.rateLine(found.rateCode)
  const digits = text.replaceAll(/[.\s]/g, '')
  if (!line || digits.length !== 10) throw new ParleyError('not-found', [{ field: 'hts', message: found.why }])
  return {
    line,
    goods: oneCode(digits),
    dotted: dottedCode(digits),
    notes: [
      `${found.why} The rates are those of ${line.dotted.slice(0, 10)}; a list of law that names other ten digits under it is not matched.`,
    ],
  }
}

const oneCode = (code: string): Goods => {
  const codes = [code]
  return { key: code, code, codes: () => codes }
}
