/** The command `parley what-if`. */
import type { Command } from 'commander'
import { Shelf } from '../answers/shelf.js'
import { whatIf } from '../answers/what-if.js'
import { type Asked, asOf, type Context, option, question, withScenario } from './asked.js'
import { csvOf, renderWhatIf } from './what-if.js'

interface WhatIfAsked extends Asked {
  against?: string
  product?: string[]
  chapter?: string[]
  csv?: boolean
  year?: string
}

const many = (value: string, all: string[] = []): string[] => [...all, ...value.split(',')]

/** Adds the command to the program. */
export function whatIfCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('what-if')
      .argument('<scenario>', 'a scenario by id, or a file; "record" is the law as it stands')
      .description('everything that a scenario changes on both sides: measures by authority, trade covered, average duties, products'),
  )
    .option('--against <scenario>', 'what it is compared with; default: what the scenario names, else the record')
    .option('--product <code>', 'only products of these codes (repeatable)', many)
    .option('--chapter <nn>', 'only these chapters (repeatable)', many)
    .option('--year <year>', 'year of US exports to China that are the weights, 2022 to 2025', '2024')
    .option('--csv', 'every product as CSV')
    .action((scenario: string, asked: WhatIfAsked) => {
      const { report, effects } = whatIf(
        new Shelf(),
        question(asked, io),
        { scenario, against: asked.against, products: asked.product, chapters: asked.chapter, year: Number(asked.year) },
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
