/** The commands on effects: effects, world. */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { bestTariffJson, toJson } from '../answers/effects-json.js'
import { fail, ParleyError } from '../base/errors.js'
import {
  type Assumptions,
  configured,
  DRAWS,
  effectsOf,
  elasticitiesOf,
  type LdrOptions,
  MODELS,
  type ModelName,
  oneCountry,
  RETALIATIONS,
  type Retaliation,
  scheduleChanges,
  type TariffChange,
  tariffsForOwnWelfare,
  type World,
  writeWorld,
} from '../effects/index.js'
import { drawIntervals } from '../files/draws-pool.js'
import { packageRoot } from '../files/root.js'
import { openWorld } from '../files/worlds.js'
import { effectsCsv, renderBest, renderEffects } from './effects.js'
import { drawsAsked, type ScenarioAsked } from './effects-options.js'
import { AGAINST, asOf, type Context, many, whole } from './options.js'
import { wrap } from './text.js'

interface EffectsAsked extends ScenarioAsked {
  tariff?: string[]
  schedule?: string[]
  retaliate?: true | string
  best?: string
  elasticity?: string
  labourSupply?: string
  scale?: string
  passThrough?: string
  rebate?: string
  deficits?: string
}

/** Options that say what is assumed, and what each is called in the library; those of the one-sector models. */
const SWITCHES = [
  ['elasticity', '--elasticity', 'elasticity'],
  ['labourSupply', '--labour-supply', 'labourSupply'],
  ['scale', '--scale', 'scaleShare'],
  ['passThrough', '--pass-through', 'phi0'],
] as const

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
    .option('--retaliate [how]', 'partners answer: reciprocal (in kind; default), or formula (an approximation of their best answer)')
    .option('--best <importer>', "instead of tariffs: the importer's best uniform tariff, by the formula and by the solved model")
    .option('--model <name>', Object.keys(MODELS).join(', '))
    .option('--elasticity <e>', 'trade elasticity of a one-sector model; default: 4')
    .option('--labour-supply <k>', 'elasticity of its labour supply; default: 0.5')
    .option('--scale <share>', 'its scale elasticity times the trade elasticity, below 1; default: 0.67')
    .option('--pass-through <phi0>', 'its pass-through of tariffs to prices; default: 1, partial: 0.25')
    .option('--rebate <how>', 'its use of tariff revenue: income-tax (default) or lump-sum')
    .option('--deficits <how>', 'scaled (default: they keep their share in world income) or balanced')
    .option('--draws <n>', `intervals from so many draws of the elasticities; default: ${DRAWS} in a small world, 0 for none`)
    .option('--seed <n>', 'seed of the draws', '1')
    .option('--all-partners', 'with a scenario: the duties of the law on US imports from everybody, not only where they change')
    .option('--csv', 'every figure as CSV')
    .action(async (scenario: string | undefined, asked: EffectsAsked) => {
      if (scenario !== undefined) {
        for (const other of ['tariff', 'schedule', 'retaliate', 'best', 'rebate', 'deficits'] as const)
          if (asked[other] !== undefined) fail('bad-input', 'goes without a scenario: a scenario has the tariffs of its law', `--${other}`)
        for (const [key, name] of SWITCHES)
          if (asked[key] !== undefined) fail('bad-input', 'goes without a scenario: a scenario has the tariffs of its law', name)
        // Only a scenario needs the record.
        return (await import('./effects-scenario.js')).scenarioEffects(scenario, asked, context)
      }
      for (const other of ['date', 'known', 'scenario', 'against', 'year', 'allPartners'] as const)
        if (asked[other] !== undefined)
          fail('bad-input', 'goes with a scenario, e.g. parley effects lapse', other === 'allPartners' ? '--all-partners' : `--${other}`)
      if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
      const world = openWorld(packageRoot(), asked.world ?? 'world-2023')
      const scheduled = (asked.schedule ?? []).flatMap((id) => scheduleChanges(world, id).map((change) => ({ change, said: id })))
      const changes = [...scheduled.map((s) => s.change), ...readChanges(world, asked.tariff ?? [])]
      const said = [...scheduled.map((s) => s.said), ...(asked.tariff ?? [])]
      const seed = whole(asked.seed, '--seed', 0)
      const assumed = assumptions(asked)
      if (asked.best !== undefined) {
        for (const other of ['tariff', 'schedule', 'retaliate', 'draws', 'csv', 'deficits'] as const)
          if (asked[other] !== undefined)
            fail('bad-input', 'goes without --best: the best tariff is sought with nobody answering', `--${other}`)
        const importer = oneCountry(world, asked.best, '--best')
        const c = await named(() => configured(world, assumed))
        const best = await named(() => tariffsForOwnWelfare(c, importer))
        return print({ ...(asked.json && { json: true }) }, bestTariffJson(c, assumed, best), () => renderBest(c, assumed, best))
      }
      if (changes.length === 0) fail('bad-input', 'say what changes, e.g. --tariff US:CN=60', '--tariff')
      const retaliation = asked.retaliate === true ? 'reciprocal' : asked.retaliate
      if (retaliation !== undefined && (retaliation === 'none' || !(RETALIATIONS as readonly string[]).includes(retaliation)))
        fail('bad-input', `"${retaliation}": reciprocal or formula`, '--retaliate')
      const asks = { changes, ...assumed, ...(retaliation !== undefined && { retaliation: retaliation as Retaliation }) }
      const set = asked.draws === undefined && asked.elasticity !== undefined
      const draws = set ? 0 : drawsAsked(asked.draws, world)
      const plan = draws === 0 ? undefined : { ...asks, draws, seed }
      // The figures with intervals are those at the estimates whose errors are drawn.
      const outcome = await named(() => effectsOf(world, plan ? { ...asks, elasticities: elasticitiesOf(world, plan) } : asks), said)
      if (plan && asked.elasticity !== undefined) fail('bad-input', 'an elasticity that is set is not drawn', '--elasticity')
      const intervals = plan && (await named(() => drawIntervals(world, plan), said))
      if (asked.csv) {
        io.out.write(effectsCsv(outcome, intervals))
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
      const { buildWorld, readNumbers } = await import('../files/icio.js')
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

/** What the options assume. @throws ParleyError if one is no number, or no word that is known */
function assumptions(asked: EffectsAsked): Assumptions {
  const options: { -readonly [K in keyof LdrOptions]: LdrOptions[K] } = {}
  for (const [key, name, of] of SWITCHES) {
    const text = asked[key]
    if (text === undefined) continue
    const value = Number(text)
    if (text.trim() === '' || !(value >= 0)) fail('bad-input', `is "${text}"; give a number from 0 on`, name)
    options[of] = value
  }
  const rebate = word(asked.rebate, ['income-tax', 'lump-sum'], '--rebate')
  if (rebate) options.rebate = rebate
  const deficits = word(asked.deficits, ['scaled', 'balanced'], '--deficits')
  const model = asked.model as ModelName | undefined
  return { ...(model && { model }), ...(Object.keys(options).length > 0 && { options }), ...(deficits && { deficits }) }
}

function word<T extends string>(text: string | undefined, known: readonly T[], name: string): T | undefined {
  return text === undefined ? undefined : (known.find((k) => k === text) ?? fail('bad-input', `"${text}": ${known.join(' or ')}`, name))
}

const NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SWITCHES.flatMap(([, name, of]) => [[`options.${of}`, name]])),
  'options.rebate': '--rebate',
  labourSupply: '--labour-supply',
  scale: '--scale',
  passThrough: '--pass-through',
  model: '--model',
  inputs: '--model',
  elasticity: '--model',
  retaliation: '--retaliate',
  draws: '--draws',
}
/** What the library says to change, as options. */
const WORDS = [
  ['deficits: "balanced"', '--deficits balanced'],
  ['rebate: "lump-sum"', '--rebate lump-sum'],
  ['(phi0)', '(--pass-through)'],
  ['lower the scale elasticity', 'lower the scale elasticity (--scale)'],
  [', or raise maxIterations', ''],
] as const

/** Errors name the options of the command line. @param said of each change of a tariff, the text that asked for it */
async function named<T>(work: () => T | Promise<T>, said: readonly string[] = []): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error
    throw new ParleyError(
      error.fault,
      error.problems.map(({ field, message }) => {
        const words = WORDS.reduce((text, [from, to]) => text.replace(from, to), message)
        const change = /^changes\.(\d+)/.exec(field ?? '')
        if (change) return { field: '--tariff', message: `"${said[Number(change[1])]}": ${words}` }
        return { ...(field !== undefined && { field: NAMES[field] ?? field }), message: words }
      }),
    )
  }
}

/** What tariffs are asked. @throws ParleyError if one is no change, or a pair is given twice */
function readChanges(world: World, texts: readonly string[]): TariffChange[] {
  const pairs = new Map<string, string>()
  return texts.map((text) => {
    const change = readChange(text)
    const codes = [change.importer, change.exporter].map((code) => world.countries.find((c) => c.iso2 === code)?.code ?? code)
    const pair = [...codes, change.sector].join(':')
    const other = pairs.get(pair)
    if (other !== undefined)
      fail('bad-input', `"${other}" and "${text}" are of the same goods: give them once, with all their points`, '--tariff')
    pairs.set(pair, text)
    return change
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
