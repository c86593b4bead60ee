/** The commands on effects: effects, world. */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { toJson } from '../answers/effects-json.js'
import { fail } from '../base/errors.js'
import { effectsOf, elasticitiesOf, MODELS, type ModelName, scheduleChanges, type TariffChange, writeWorld } from '../effects/index.js'
import { drawIntervals } from '../files/draws-pool.js'
import { buildWorld, readNumbers } from '../files/icio.js'
import { packageRoot } from '../files/root.js'
import { openWorld } from '../files/worlds.js'
import { SCENARIO_DRAWS } from '../incidence/index.js'
import { AGAINST, asOf, type Context, many, whole } from './asked.js'
import { effectsCsv, renderEffects } from './effects.js'
import { type ScenarioAsked, scenarioEffects } from './effects-scenario.js'
import { wrap } from './text.js'

interface EffectsAsked extends ScenarioAsked {
  tariff?: string[]
  schedule?: string[]
  retaliate?: boolean
}

interface BuildAsked {
  year: string
  out: string
  id?: string
  edition?: string
  keep?: string
  elasticities?: string
  tariffs?: string
}

/** Adds the commands to the program. */
export function effectsCommands(program: Command, context: Context): void {
  const { io, style, print } = context
  asOf(
    program
      .command('effects')
      .argument('[scenario]', 'a scenario by id, or a file: its tariffs against those of the law without it')
      .description('who gains and who loses from tariffs, or from a scenario, in general equilibrium'),
  )
    .option(...AGAINST)
    .option('--year <year>', 'with a scenario: year of the trade between the two that weighs products, 2022 to 2025; default: 2024')
    .option('--world <id|file>', 'the world: world-2023 (default), china-us-2017 (default for a scenario), or a file')
    .option('--tariff <change>', 'importer:exporter[:sector]=points, e.g. US:CN=60, US:*=10 (repeatable)', many)
    .option('--schedule <id>', 'tariffs that belong to the world, e.g. us-2025-04-02 (repeatable)', many)
    .option('--retaliate', 'partners answer in kind')
    .option('--model <name>', Object.keys(MODELS).join(', '))
    .option(
      '--draws <n>',
      `intervals from so many draws of the elasticities; a scenario has ${SCENARIO_DRAWS} in a small world, 0 for none`,
    )
    .option('--seed <n>', 'seed of the draws', '1')
    .option('--all-partners', 'with a scenario: the duties of the law on US imports from everybody, not only where they change')
    .option('--csv', 'every figure as CSV')
    .action(async (scenario: string | undefined, asked: EffectsAsked) => {
      if (scenario !== undefined) {
        for (const other of ['tariff', 'schedule', 'retaliate'] as const)
          if (asked[other] !== undefined) fail('bad-input', 'goes without a scenario: a scenario has the tariffs of its law', `--${other}`)
        return scenarioEffects(scenario, asked, context)
      }
      for (const other of ['date', 'known', 'scenario', 'against', 'year', 'allPartners'] as const)
        if (asked[other] !== undefined)
          fail('bad-input', 'goes with a scenario, e.g. parley effects lapse', other === 'allPartners' ? '--all-partners' : `--${other}`)
      if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
      const world = openWorld(packageRoot(), asked.world ?? 'world-2023')
      const changes = [...(asked.schedule ?? []).flatMap((id) => scheduleChanges(world, id)), ...(asked.tariff ?? []).map(readChange)]
      if (changes.length === 0) fail('bad-input', 'say what changes, e.g. --tariff US:CN=60', '--tariff')
      const model = asked.model as ModelName | undefined
      const asks = { changes, ...(model && { model }), ...(asked.retaliate && { retaliation: 'reciprocal' as const }) }
      const plan =
        asked.draws === undefined ? undefined : { ...asks, draws: whole(asked.draws, '--draws', 2), seed: whole(asked.seed, '--seed', 0) }
      // The figures with intervals are those at the estimates whose errors are drawn.
      const outcome = effectsOf(world, plan ? { ...asks, elasticities: elasticitiesOf(world, plan) } : asks)
      const intervals = plan && (await drawIntervals(world, plan))
      if (asked.csv) {
        io.out.write(effectsCsv(outcome))
        return
      }
      const value = { ...toJson(outcome), ...(intervals && { uncertainty: intervals }) }
      print({ ...(asked.json && { json: true }) }, value, () => renderEffects(outcome, style, intervals))
    })
  program
    .command('world')
    .description('base years of the models')
    .command('build')
    .argument('<icio.csv>', "a table of the OECD's Inter-Country Input-Output tables, one year, unzipped")
    .description('make a world from an input-output table')
    .requiredOption('--year <year>', 'the year of the table')
    .requiredOption('--out <file>', 'the file to write, ending in .bin')
    .option('--id <id>', 'id of the world; default: the name of the file')
    .option('--edition <words>', 'edition of the table, for the label')
    .option('--keep <codes>', 'countries to keep apart, e.g. USA,CHN,EU,JPN; all others become ROW')
    .option('--elasticities <file>', 'CSV: industry, trade elasticity')
    .option('--tariffs <file>', 'CSV: exporter, importer, industry, rate as a fraction')
    .action(async (table: string, asked: BuildAsked) => {
      const world = await buildWorld(table, {
        id: asked.id ?? basename(asked.out).replace(/\.bin$/, ''),
        year: whole(asked.year, '--year', 1900),
        ...(asked.edition !== undefined && { edition: asked.edition }),
        ...(asked.keep !== undefined && { keep: asked.keep.split(',') }),
        ...(asked.elasticities !== undefined && { elasticities: readNumbers(asked.elasticities, 2) }),
        ...(asked.tariffs !== undefined && { tariffs: readNumbers(asked.tariffs, 4) }),
      })
      if (!asked.out.endsWith('.bin')) fail('bad-input', `${asked.out} must end in .bin`, '--out')
      const bytes = writeWorld(world)
      writeFileSync(asked.out, bytes)
      io.out.write(
        `${[`${asked.out}: ${world.title} (${world.label}), ${(bytes.length / 1e6).toFixed(1)} MB`, ...world.notes.map((note) => wrap(note, '- ', '  '))].join('\n')}\n`,
      )
    })
}

/** `US:CN=60` or `US:CN:26=60`: points on top of the base year. */
function readChange(text: string): TariffChange {
  const found = /^([^:=]+):([^:=]+)(?::([^:=]+))?=([+-]?\d+(?:\.\d+)?)%?$/.exec(text)
  if (!found)
    return fail(
      'bad-input',
      `"${text}" is no change of a tariff; write importer:exporter=points, e.g. US:CN=60 for 60 points more`,
      '--tariff',
    )
  const [, importer, exporter, sector, points] = found as unknown as [string, string, string, string | undefined, string]
  return { importer, exporter, ...(sector !== undefined && { sector }), rate: Number(points) / 100 }
}
