/** The commands on duties: duty, assess, hts. */
import type { Command } from 'commander'
import { checkTariffNumber, comparison, dutyOf, dutySteps, type EntryOfOrigin, importerOf } from '../answers/duty.js'
import { pairs, quantities } from '../answers/entries.js'
import { linesFor, wordsOf } from '../answers/hts.js'
import { Shelf } from '../answers/shelf.js'
import { fail } from '../base/errors.js'
import { checkDay } from '../ledger/index.js'
import { type Asked, asOf, type Context, many, question } from './asked.js'
import { assessCommand } from './assess.js'
import { renderComparison, renderDuty, renderHistory } from './duty.js'
import { renderChoices, renderHits, renderLine } from './hts.js'

interface DutyAsked extends Asked {
  origin?: string
  to?: string
  value?: string
  quantity?: string[]
  claim?: string[]
  deny?: string[]
  fact?: string[]
  loaded?: string
  exported?: string
  metalValue?: string[]
  baseRate?: string
  history?: boolean
  compare?: string
}

/** Adds the commands to the program. */
export function dutyCommands(program: Command, { io, style, print }: Context, worse: (code: number) => void): void {
  asOf(
    program
      .command('duty')
      .argument('<code>', 'tariff number, dots or none: 8 to 10 digits for the US; 6, 8 or 10 for China')
      .description('the full stack of duties on an import into the US or China, with the reason for every layer'),
  )
    .option('--origin <country>', 'country of origin, ISO two letters')
    .option('--to <party>', 'importing party: US or CN', 'US')
    .option('--value <usd>', 'customs value', '10000.00')
    .option('--quantity <n unit>', 'quantity, e.g. 500kg (repeatable)', many)
    .option('--claim <name>', 'what the filer asserts: usmca, 9802.00.80, 9903.88.69, donation … (repeatable)', many)
    .option('--deny <name>', 'what is asserted not to be so (repeatable)', many)
    .option('--fact <name=value>', 'a fact of the entry, e.g. us_content_pct=30 (repeatable)', many)
    .option('--metal-value <metal=share>', 'share of the value that is metal, e.g. steel=40 (repeatable)', many)
    .option('--loaded <day>', 'day of loading on the final vessel')
    .option('--exported <day>', 'day of export')
    .option('--base-rate <rate>', 'a base rate instead of that of the schedule')
    .option('--history', 'every step of the duty since 2018 instead of one day')
    .option('--compare <origins>', 'several origins side by side, e.g. VN,MX,HK')
    .action((hts: string, asked: DutyAsked) => {
      const { ledger, date, known } = question(asked, io)
      if (asked.origin === undefined && asked.compare === undefined)
        fail('bad-input', 'say the country of origin, e.g. --origin CN', '--origin')
      if (asked.compare !== undefined && asked.history) fail('bad-input', 'either --compare or --history', '--history')
      const to = importerOf(asked.to ?? 'US', '--to')
      checkTariffNumber(hts)
      const shelf = new Shelf()
      const entry: EntryOfOrigin = {
        hts,
        entry_date: date,
        value_usd: asked.value ?? '10000.00',
        ...(asked.quantity && { quantity: quantities(asked.quantity, '--quantity') }),
        ...(asked.claim && { claims: asked.claim }),
        ...(asked.deny && { denies: asked.deny }),
        ...((asked.fact || asked.metalValue) && { facts: { ...pairs(asked.fact ?? [], '--fact'), ...metals(asked.metalValue ?? []) } }),
        ...(asked.loaded !== undefined && { loaded_date: checkDay(asked.loaded, '--loaded') }),
        ...(asked.exported !== undefined && { exported_date: checkDay(asked.exported, '--exported') }),
        ...(asked.baseRate !== undefined && { base_rate: asked.baseRate }),
      }
      const lines = { ledger, known, to, entry }
      if (asked.compare !== undefined) {
        const all = comparison(shelf, lines, [...(asked.origin ? [asked.origin] : []), ...asked.compare.split(',')])
        return print(asked, all, () => renderComparison(all, style))
      }
      const origin = asked.origin as string
      if (asked.history) {
        const steps = dutySteps(shelf, lines, origin)
        return print(asked, steps, () => renderHistory(hts, origin, steps, style))
      }
      const assessment = dutyOf(shelf, lines, origin)
      return print(asked, assessment, () =>
        renderDuty(assessment, wordsOf(shelf.us(hts), to === 'US' ? hts : assessment.hts.slice(0, 7)), style),
      )
    })

  assessCommand(program, io, worse)

  program
    .command('hts')
    .argument('<words...>', 'a tariff number, or words of its description')
    .description('find a line of the US tariff schedule')
    .option('--json', 'as JSON')
    .option('--most <n>', 'how many lines at most', '20')
    .action((words: string[], asked: Asked & { most?: string }) => {
      const text = words.join(' ')
      const most = Number(asked.most)
      if (!Number.isInteger(most) || most < 1) fail('bad-input', 'write a whole number from 1', '--most')
      const found = linesFor(new Shelf(), text, most)
      print(asked, found.answer, () =>
        found.is === 'line'
          ? renderLine(found.answer, style)
          : found.is === 'choice'
            ? renderChoices(text, found.answer, style)
            : renderHits(text, found.answer, style),
      )
    })
}

const metals = (list: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(pairs(list, '--metal-value')).map(([metal, share]) => [`${metal.replace('aluminium', 'aluminum')}_value_pct`, share]),
  )
