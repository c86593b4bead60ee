/** The command `parley what-if`. */
import type { Command } from 'commander'
import { whatIf } from '../answers/what-if.js'
import { fail } from '../base/errors.js'
import { AGAINST, type Asked, asOf, type Context, many, option, question, withScenario } from './asked.js'
import { csvOf, renderWhatIf } from './what-if.js'

interface WhatIfAsked extends Asked {
  against?: string
  year: string
  product?: string[]
  chapter?: string[]
  csv?: boolean
}

/** Adds the command to the program. */
export function whatIfCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('what-if')
      .argument('<scenario>', 'a scenario by id, or a file; "record" is the law as it stands')
      .description('everything that a scenario changes on both sides: measures by authority, trade covered, average duties, products'),
  )
    .option(...AGAINST)
    .option('--product <code>', 'only products of these codes (repeatable)', many)
    .option('--chapter <nn>', 'only these chapters (repeatable)', many)
    .option('--year <year>', 'year of the trade between the two that is the weight, 2022 to 2025', '2024')
    .option('--csv', 'every product as CSV')
    .action((scenario: string, asked: WhatIfAsked) => {
      if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
      const { report, effects } = whatIf(
        question(asked, io),
        { scenario, against: asked.against, products: asked.product, chapters: asked.chapter, year: asked.year },
        withScenario,
        option,
      )
      if (asked.csv) {
        io.out.write(csvOf(effects))
        return
      }
      print(asked, report, () => renderWhatIf(report, style))
    })
}
