/** The command `parley market`. */
import type { Command } from 'commander'
import { purchasesOf, rareEarthsOf, soybeanCheckReport, soybeansOf } from '../answers/market.js'
import { Shelf } from '../answers/shelf.js'
import { fail } from '../base/errors.js'
import { SETTINGS } from '../markets/index.js'
import { type Asked, asOf, asOptions, type Context, question } from './asked.js'
import { csvOfMarket, renderSoybeans } from './market.js'
import { renderChecks, renderCut } from './market-others.js'

interface Options extends Asked {
  setting?: string
  tariff?: string
  purchases?: string
  homogeneous?: boolean
  draws?: string
  seed?: string
  cut?: string
  checks?: boolean
  csv?: boolean
}

const COMMODITIES = ['soybeans', 'rare-earths'] as const
/** The options that belong to one commodity only. */
const ONLY: Readonly<Record<(typeof COMMODITIES)[number], readonly (keyof Options)[]>> = {
  soybeans: ['setting', 'tariff', 'purchases', 'homogeneous', 'draws', 'seed', 'checks', 'csv'],
  'rare-earths': ['cut'],
}

/** Adds the command to the program. */
export function marketCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('market')
      .argument('<commodity>', `${COMMODITIES.join(' or ')}`)
      .description('a commodity market under the duties, decisions and controls of a day: trade, prices, who gains and who loses'),
  )
    .option('--setting <run>', 'soybeans: medium (several years; default) or short (one season)')
    .option('--tariff <points>', "soybeans: China's added duty on US beans, instead of the record's")
    .option(
      '--purchases <Mt>',
      'soybeans: "none"; "pledged", what the pledges on record make of the season; or at least so many million tonnes a season',
    )
    .option('--homogeneous', 'soybeans: all beans alike, whatever their origin (arbitrage)')
    .option('--draws <n>', 'soybeans: draws of the published elasticity; default 1000')
    .option('--seed <n>', 'soybeans: seed of the draws; default 1')
    .option('--checks', 'soybeans: published figures beside those of this model')
    .option('--csv', 'soybeans: exporters as CSV')
    .option('--cut <percent>', 'rare-earths: by how much what China sells is cut; default 50')
    .action((named: string, asked: Options) => {
      const commodity =
        COMMODITIES.find((c) => c === named) ?? fail('not-found', `no market "${named}"; there are: ${COMMODITIES.join(', ')}`, 'commodity')
      for (const [other, options] of Object.entries(ONLY))
        for (const option of options)
          if (other !== commodity && asked[option] !== undefined)
            fail('bad-input', `it belongs to parley market ${other}, not to ${commodity}`, `--${option}`)
      if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
      const of = question(asked, io)
      if (commodity === 'rare-earths') {
        const cut = asOptions(() => rareEarthsOf(of.view, number(asked.cut ?? '50', '--cut', 0, 100)))
        return print(asked, cut, () => renderCut(cut, style))
      }
      if (asked.checks) {
        for (const other of [...ONLY.soybeans, 'date', 'known', 'scenario'] as const)
          if (other !== 'checks' && asked[other] !== undefined)
            fail('bad-input', 'goes without --checks: its cases are those that were published', `--${other}`)
        const checks = soybeanCheckReport()
        return print(asked, checks, () => renderChecks(checks, style))
      }
      const setting = SETTINGS.find((s) => s === (asked.setting ?? 'medium'))
      if (!setting) fail('bad-input', `"${asked.setting}": ${SETTINGS.join(' or ')}`, '--setting')
      const report = asOptions(() =>
        soybeansOf(new Shelf(), of, {
          setting,
          ...(asked.tariff !== undefined && { tariff: number(asked.tariff, '--tariff', 0, 1000) }),
          ...(asked.purchases !== undefined && { purchases: purchasesOf(asked.purchases, '--purchases') }),
          ...(asked.homogeneous && { homogeneous: true }),
          ...(asked.draws !== undefined && { draws: whole(asked.draws, '--draws', 2, 100_000) }),
          ...(asked.seed !== undefined && { seed: whole(asked.seed, '--seed', 0, 2 ** 32 - 1) }),
        }),
      )
      if (asked.csv) return void io.out.write(csvOfMarket(report))
      print(asked, report, () => renderSoybeans(report, style))
    })
}

function number(text: string, field: string, least: number, most: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : fail('bad-input', `"${text}": write a number from ${least} to ${most}`, field)
}

function whole(text: string, field: string, least: number, most: number): number {
  const value = number(text, field, least, most)
  return Number.isInteger(value) ? value : fail('bad-input', `"${text}": write a whole number`, field)
}
