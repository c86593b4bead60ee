/** `parley port-fee`: what a vessel's call costs at a port of either side. */
import { type Command, Option } from 'commander'
import { VESSEL_WORDS, vesselOf, wholeNumber } from '../answers/vessel.js'
import { fail } from '../base/errors.js'
import { VESSEL_FACTS, type VesselFact } from '../ledger/index.js'
import { portFee } from '../ports/index.js'
import { type Asked, asOf, type Context, question } from './asked.js'
import { optionOf, renderPortFee } from './port-fee-text.js'

const ARGUMENT: Readonly<Record<(typeof VESSEL_FACTS)[VesselFact], string>> = {
  country: '<country>',
  share: '<country=percent>',
  type: '<type>',
  programme: '<name>',
  number: '<n>',
  'yes-no': '[yes|no]',
}

interface PortFeeAsked extends Asked, Partial<Record<VesselFact, unknown>> {
  port?: string
  calls?: string
  call?: string
}

const facts = Object.keys(VESSEL_FACTS) as VesselFact[]

/** Adds the command to the program. */
export function portFeeCommand(program: Command, { io, style, print }: Context): void {
  const command = asOf(
    program
      .command('port-fee')
      .description('what one call of a vessel costs in the port fees of the US or of China, and what would change it'),
  ).addOption(once('--port <us|cn>', 'at whose port the vessel calls'))
  for (const fact of facts) {
    const flags = `${optionOf(fact)} ${ARGUMENT[VESSEL_FACTS[fact]]}`
    if (VESSEL_FACTS[fact] === 'share')
      command.option(flags, VESSEL_WORDS[fact], (value: string, all: string[] = []) => [...all, ...value.split(',')])
    else command.addOption(once(flags, VESSEL_WORDS[fact]))
  }
  command
    .addOption(once('--calls <n>', 'calls planned in the year of the cap, this one counted'))
    .addOption(once('--call <n>', 'which of the calls charged in that year this is'))
    .action((asked: PortFeeAsked) => {
      const port = asked.port?.toUpperCase()
      if (port === undefined) fail('bad-input', 'say at whose port the vessel calls: --port us or --port cn', '--port')
      if (port !== 'US' && port !== 'CN') fail('bad-input', `"${asked.port}" is neither us nor cn; ask one side at a time`, '--port')
      const { view } = question(asked, io)
      const vessel = vesselOf(asked, optionOf)
      const report = portFee(
        view,
        {
          port,
          vessel,
          ...(asked.calls !== undefined && { calls: wholeNumber(asked.calls) }),
          ...(asked.call !== undefined && { call: wholeNumber(asked.call) }),
        },
        optionOf,
      )
      print(asked, report, () => renderPortFee(report, vessel, style))
    })
}

/** An option that may stand only once: given twice, one of the two would be lost. */
function once(flags: string, description: string): Option {
  const option = new Option(flags, description)
  return option.argParser((value: string, before: unknown) => {
    if (before !== undefined) fail('bad-input', `given twice, as ${String(before)} and as ${value}; give one`, option.long ?? flags)
    return value
  })
}
