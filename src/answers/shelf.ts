/** What answers are made from, opened once and kept: the record, the tariffs, the rate books. */
import { embeddedLists, embeddedRecord } from '../files/generated.js'
import { packageRoot } from '../files/root.js'
import { readChinaTariff, readSchedule } from '../files/schedule.js'
import { checkDay, type Ledger, openLedgerData, type View } from '../ledger/index.js'
import { type Importer, openRates, type RateBook } from '../rates/index.js'
import type { ChinaTariff, Schedule } from '../schedule/index.js'

/** Which record is asked, of what day, and what was known. */
export interface Question {
  readonly ledger: Ledger
  readonly view: View
  readonly date: string
  readonly known: string | undefined
}

/**
 * A question, its days checked.
 * @param name how the caller calls a field, for messages
 * @throws {ParleyError} bad-input, naming the field
 */
export function question(
  ledger: Ledger,
  asked: { readonly date: string; readonly known?: string | undefined },
  name = (field: string): string => field,
): Question {
  const date = checkDay(asked.date, name('date'))
  const known = asked.known === undefined ? undefined : checkDay(asked.known, name('known'))
  return { ledger, date, known, view: ledger.asOf({ date, ...(known !== undefined && { known }) }) }
}

/** Books are some megabytes each: of a service's many questions, the latest few are kept. */
const KEPT_BOOKS = 8

/** Opens what is asked for, when it is asked for. */
export class Shelf {
  private opened: Ledger | undefined
  private whole: Schedule | undefined
  private tariff: ChinaTariff | undefined
  private readonly books = new Map<string, RateBook>()

  /** The embedded record. */
  get ledger(): Ledger {
    this.opened ??= openLedgerData(embeddedRecord())
    return this.opened
  }

  /** The US schedule; of a code given, its chapter is enough, unless the whole is open already. */
  us(hts?: string): Schedule {
    const chapter = /^\s*(\d\d)/.exec(hts ?? '')?.[1]
    if (this.whole === undefined && chapter !== undefined) return readSchedule(packageRoot(), [chapter])
    this.whole ??= readSchedule(packageRoot())
    return this.whole
  }

  /** China's tariff. */
  china(): ChinaTariff {
    this.tariff ??= readChinaTariff(packageRoot())
    return this.tariff
  }

  /**
   * The rules of a record on the imports of a party, as known on a day.
   * @param hts if only this code is asked of the book
   */
  book(ledger: Ledger, to: Importer, known: string | undefined, hts?: string): RateBook {
    const key = JSON.stringify([to, known, ledger.scenarios.map(({ id }) => id)])
    const kept = this.books.get(key)
    const book = kept ?? openRates(ledger, to === 'US' ? this.us(hts) : this.china(), embeddedLists(), known)
    // A book of one chapter answers for no other.
    if (to === 'US' && this.whole === undefined) return book
    this.books.delete(key)
    this.books.set(key, book)
    for (const [oldest] of this.books) {
      if (this.books.size <= KEPT_BOOKS) break
      this.books.delete(oldest)
    }
    return book
  }
}
