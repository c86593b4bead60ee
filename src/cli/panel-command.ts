/** The command `parley panel`: the duty on every line, from every origin, on every day, into files. */
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { COUNTED } from '../answers/counted.js'
import { whyNoCountry } from '../base/countries.js'
import type { Day } from '../base/dates.js'
import { fail } from '../base/errors.js'
import { embeddedClasses } from '../files/classes.js'
import { writeClassForm, writeCsv, writeParquet } from '../files/panel.js'
import { packageRoot } from '../files/root.js'
import { linesOf } from '../files/trade.js'
import { checkDay } from '../ledger/index.js'
import { BEGINS, buildPanel, classTables, longTable, openDuties, PANEL_DAYS, streamRows } from '../panel/index.js'
import { compileRules } from '../rates/rules.js'
import { type Asked, type Context, counted, lens, many, question } from './asked.js'
import { count, wrap } from './text.js'
import { horizonWarning } from './values.js'

interface PanelAsked extends Asked {
  out?: string
  long?: boolean
  origin?: string[]
  chapter?: string[]
  from?: string
  to?: string
  metal?: string
}

/** Adds the command to the program. */
export function panelCommand(program: Command, { io, style }: Context): void {
  lens(
    program
      .command('panel')
      .description(
        'the US duty on every line, from every origin, on every day, nothing claimed, metal content estimated; as Parquet or CSV',
      ),
  )
    .requiredOption(
      '--out <path>',
      'a folder for the class form (three tables and a view over them); a file .parquet or .csv for long rows',
    )
    .option('--long', 'long rows: a row for each line, origin and run of days on which nothing changes')
    .option('--origin <country>', 'long rows of these origins, ISO two letters (repeatable); default: all', many)
    .option('--chapter <nn>', 'long rows of these chapters (repeatable)', many)
    .option('--metal <how>', `metal content where a duty is on the metal in goods: ${COUNTED.join(', ')}`, 'estimate')
    .option('--from <day>', 'first day', PANEL_DAYS[0])
    .option('--to <day>', 'last day', PANEL_DAYS[1])
    .action(async (asked: PanelAsked) => {
      const out = asked.out as string
      const days: [Day, Day] = [checkDay(asked.from as string, '--from'), checkDay(asked.to as string, '--to')]
      if (days[0] > days[1]) fail('bad-input', `${days[0]} is after ${days[1]}`, '--from')
      if (days[0] < BEGINS) fail('bad-input', `${days[0]}: the record of added duties begins on ${BEGINS}`, '--from')
      const origins = asked.origin?.map((o) => country(o.trim().toUpperCase()))
      const chapters = asked.chapter?.map((c) =>
        /^\d\d$/.test(c) ? c : fail('bad-input', `"${c}" is no chapter; write two digits, e.g. 85`, '--chapter'),
      )
      const file = /\.(parquet|csv)$/.exec(out)?.[1]
      const long = asked.long || file !== undefined
      if (long && file === undefined) fail('bad-input', `"${out}": long rows go into one file; name it .parquet or .csv`, '--out')
      if (!long && (origins || chapters))
        fail('bad-input', 'the class form holds all origins and lines: add --long to choose', origins ? '--origin' : '--chapter')
      if (long && existsSync(out) && !isFile(out)) fail('bad-input', `${out} is a folder; long rows go into a file`, '--out')
      const above = [...parents(out)].find((folder) => isFile(folder))
      if (above !== undefined) fail('bad-input', `${above} is a file, not a folder to write into`, '--out')
      if (!long && isFile(out)) fail('bad-input', `${out} is a file; the class form goes into a folder`, '--out')

      const root = packageRoot()
      const { view } = question({ ...asked, date: days[1] }, io)
      const metal = counted(asked.metal, '--metal')
      const [duties] = openDuties([compileRules(view, 'US')], embeddedClasses(root, 'US', days[1]), 'US', {}, metal)
      if (!duties) return
      const panel = buildPanel(duties, { days, ...(origins && { origins }) })
      const lines = [...linesOf(root)]
      const rows = { lines, ...(origins && { origins }), ...(chapters && { chapters }) }
      const warning = horizonWarning(view.horizon, days[1])
      const said = `${count(lines.length, 'line')}, ${count(panel.origins.length, 'origin')}, ${days[0]} to ${days[1]}, as known on ${view.known}`
      let wrote: string
      if (file === 'csv') wrote = `${out}: ${(await writeCsv(out, streamRows(panel, rows))).toLocaleString('en-US')} rows`
      else if (file === 'parquet') {
        const table = longTable(panel, rows)
        writeParquet(out, table)
        wrote = `${out}: ${(table[0]?.data.length ?? 0).toLocaleString('en-US')} rows`
      } else {
        const tables = classTables(panel, lines)
        writeClassForm(out, tables)
        wrote = `${out}: ${Object.entries(tables)
          .map(([name, columns]) => `${name}.parquet ${(columns[0]?.data.length ?? 0).toLocaleString('en-US')} rows`)
          .join(', ')}, panel.sql`
      }
      io.out.write(`${wrap(`${wrote} (${said}).`)}\n`)
      if (warning) io.err.write(`${style.warn(wrap(warning))}\n`)
    })
}

/** Whether something stands there that is no folder: a file, a device. */
function isFile(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && !found.isDirectory()
}

function country(code: string): string {
  const why = code === 'US' ? 'US: goods of the importing country itself are no imports of foreign goods' : whyNoCountry(code)
  return why === '' ? code : fail('bad-input', why, '--origin')
}

/** The folders in which a path lies, the nearest first. */
function* parents(path: string): Generator<string> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) yield folder
}
