/** The question that a command's options ask of the record. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { COUNTED, type Counted } from '../answers/counted.js'
import { type Question, question as questionOf } from '../answers/shelf.js'
import { fail } from '../base/errors.js'
import { embeddedLists, embeddedRecord } from '../files/generated.js'
import { type Ledger, openLedgerData, readScenario } from '../ledger/index.js'
import { type Asked, option, type Streams } from './options.js'

export * from './options.js'

/** The question that the options ask: the record with its scenarios, a day, and what was known. */
export function question(asked: Asked, io: Streams): Question {
  const ledger = (asked.scenario ?? []).reduce((l, s) => withScenario(l, s), openLedgerData(embeddedRecord()))
  return questionOf(ledger, { date: asked.date ?? io.today, known: asked.known }, option)
}

/** A shipped scenario by id, or a file by its path. */
export function withScenario(ledger: Ledger, named: string, option = '--scenario'): Ledger {
  if (!/[\\/]|\.ya?ml$/.test(named)) return ledger.with(named)
  if (!existsSync(named)) fail('bad-input', `there is no file ${named}`, option)
  if (!statSync(named).isFile()) fail('bad-input', `${named} is no file; name a scenario, or the file of one`, option)
  return ledger.with(
    readScenario({ file: named, text: readFileSync(named, 'utf8') }, embeddedRecord(), new Set(Object.keys(embeddedLists()))),
  )
}

/** How what entries do not state counts. @throws ParleyError naming the option */
export const counted = (text = 'estimate', named: string): Counted =>
  COUNTED.find((c) => c === text) ?? fail('bad-input', `"${text}": write ${COUNTED.join(', ')}`, named)
