/** The command `parley average`. */
import type { Command } from 'commander'
import { averageDuties, GROUPINGS } from '../answers/average.js'
import { COUNTED } from '../answers/counted.js'
import { fail } from '../base/errors.js'
import { checkDay } from '../ledger/index.js'
import { type Grouping, SIGMA } from '../panel/index.js'
import { type Asked, asOf, type Context, counted, many, option, question } from './asked.js'
import { averageCsv, renderAverage } from './average.js'

interface AverageAsked extends Asked {
  origin?: string[]
  by?: string
  chapter?: string[]
  from?: string
  to?: string
  daily?: boolean
  csv?: boolean
  sigma?: string
  metal?: string
  preferences?: string
  bounds?: boolean
  versusDate?: string
  versusKnown?: string
  versusScenario?: string
}

/** Adds the command to the program. */
export function averageCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('average')
      .description('average US duties by origin and day, weighted with imports of 2024, simple, and as a model of trade needs them'),
  )
    .option('--origin <country>', 'origins, ISO two letters or EU (repeatable); default: the 51 partners on record together', many)
    .option('--by <grouping>', `${GROUPINGS.join(', ')}: by authority or measure the parts add up to the average`)
    .option('--chapter <nn>', 'only these chapters (repeatable)', many)
    .option('--from <day>', 'a series from this day on, every step')
    .option('--to <day>', 'to this day; default: the day asked')
    .option('--daily', 'a row for every day, not only for steps')
    .option('--sigma <number>', 'elasticity of substitution of the CES averages', String(SIGMA))
    .option('--metal <how>', `metal content where a duty is on the metal in goods: ${COUNTED.join(', ')}`, 'estimate')
    .option('--preferences <how>', `goods that enter under a preference of their origin: ${COUNTED.join(', ')}`, 'estimate')
    .option('--bounds', 'with each row the weighted averages at none and all of both')
    .option('--versus-date <day>', 'compare with another day')
    .option('--versus-known <day>', 'compare with what was known on another day')
    .option('--versus-scenario <id>', 'compare with a scenario; "record" is the law as it stands')
    .option('--csv', 'as CSV')
    .action((asked: AverageAsked) => {
      const of = question({ ...asked, ...(asked.to !== undefined && { date: asked.to }) }, io)
      const by = asked.by === undefined ? undefined : grouping(asked.by)
      if (asked.from === undefined && asked.to !== undefined) fail('bad-input', 'there is no --from: a series needs both ends', '--to')
      if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
      const compared = asked.versusDate !== undefined || asked.versusKnown !== undefined || asked.versusScenario !== undefined
      if (compared && asked.from !== undefined) fail('bad-input', 'a series is compared with nothing: leave out --from', '--versus-date')
      const { versusScenario } = asked
      const versus = compared && {
        ledger: versusScenario === undefined ? of.ledger : question({ ...asked, scenario: scenarios(versusScenario) }, io).ledger,
        scenario: versusScenario ?? (asked.scenario ?? []).join(', '),
        date: asked.versusDate === undefined ? of.date : checkDay(asked.versusDate, '--versus-date'),
        known: asked.versusKnown === undefined ? of.known : checkDay(asked.versusKnown, '--versus-known'),
      }
      const { origin, chapter, from, daily, bounds } = asked
      const report = averageDuties(
        of,
        {
          origins: origin,
          by,
          chapters: chapter,
          from,
          daily,
          sigma: asked.sigma,
          metal: counted(asked.metal, '--metal'),
          preferences: counted(asked.preferences, '--preferences'),
          bounds,
          ...(versus && { versus }),
        },
        option,
      )
      if (asked.csv) io.out.write(averageCsv(report))
      else print(asked, report, () => renderAverage(report, style))
    })
}

const scenarios = (named: string): string[] => (named === 'record' ? [] : [named])

function grouping(text: string): Grouping {
  return GROUPINGS.find((g) => g === text) ?? fail('bad-input', `"${text}" is no grouping: ${GROUPINGS.join(', ')}`, '--by')
}
