/** Writes the JSON Schemas (ledger records, horizon, scenarios, command outputs) into `schema/`. `--check` only compares. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AverageOutput } from '../answers/average-schema.js'
import { ControlsOutput } from '../answers/controls-schemas.js'
import { AssessmentOutput, AssessOutput, ComparisonOutput, EntryLineInput, HistoryOutput } from '../answers/duty-schemas.js'
import { ScenarioEffectsOutput } from '../answers/effects-scenario-schemas.js'
import { BestTariffOutput, EffectsOutput } from '../answers/effects-schemas.js'
import { ExposureOutput } from '../answers/exposure-schemas.js'
import { HtsOutput } from '../answers/hts-schemas.js'
import { MarketOutput } from '../answers/market-schemas.js'
import { PortFeeOutput } from '../answers/port-fee-schemas.js'
import { OUTPUTS } from '../answers/schemas.js'
import { WhatIfOutput } from '../answers/what-if-schemas.js'
import { Horizon, LedgerRecord, Scenario } from '../ledger/index.js'

/** File name and text of every schema. */
export function schemaFiles(): Map<string, string> {
  const text = (schema: z.ZodType, title: string, io: 'input' | 'output'): string =>
    `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) }, null, 2)}\n`
  return new Map([
    ['ledger-record.schema.json', text(LedgerRecord, 'A record of the ledger', 'input')],
    ['horizon.schema.json', text(Horizon, 'The horizon of the ledger', 'input')],
    ['scenario.schema.json', text(Scenario, 'A scenario', 'input')],
    ['entry-line.schema.json', text(EntryLineInput, 'An entry line, as parley assess takes it', 'input')],
    ['average.output.schema.json', text(AverageOutput, 'What parley average --json prints', 'output')],
    ['controls.output.schema.json', text(ControlsOutput, 'What parley controls --json prints', 'output')],
    ['duty.output.schema.json', text(AssessmentOutput, 'What parley duty --json prints', 'output')],
    ['duty-compare.output.schema.json', text(ComparisonOutput, 'What parley duty --compare --json prints', 'output')],
    ['duty-history.output.schema.json', text(HistoryOutput, 'What parley duty --history --json prints', 'output')],
    ['hts.output.schema.json', text(HtsOutput, 'What parley hts --json prints', 'output')],
    ['assess.output.schema.json', text(AssessOutput, 'What parley assess prints, one a line', 'output')],
    ['market.output.schema.json', text(MarketOutput, 'What parley market --json prints', 'output')],
    ['exposure.output.schema.json', text(ExposureOutput, 'What parley exposure --json prints', 'output')],
    ['port-fee.output.schema.json', text(PortFeeOutput, 'What parley port-fee --json prints', 'output')],
    ['what-if.output.schema.json', text(WhatIfOutput, 'What parley what-if --json prints', 'output')],
    ['effects-scenario.output.schema.json', text(ScenarioEffectsOutput, 'What parley effects <scenario> --json prints', 'output')],
    ['best-tariff.output.schema.json', text(BestTariffOutput, 'What parley effects --best --json prints', 'output')],
    ['effects.output.schema.json', text(EffectsOutput, 'What parley effects --json prints', 'output')],
    ...Object.entries(OUTPUTS).map(([command, schema]): [string, string] => [
      `${command}.output.schema.json`,
      text(schema, `What parley ${command} --json prints`, 'output'),
    ]),
  ])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../schema')
  const check = process.argv.includes('--check')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of schemaFiles()) {
    const file = join(folder, name)
    if (!check) writeFileSync(file, text)
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      console.error(`schema/${name} is not what the code says: run "npm run schema" and commit it`)
      process.exitCode = 1
    }
  }
}
