/** `parley port-fee`: what a vessel's call costs at a port of either side. */
import { type Command, Option } from 'commander'
import { fail } from '../base/errors.js'
import { PROGRAMMES, VESSEL_FACTS, VESSEL_TYPES, type VesselFact } from '../ledger/index.js'
import { portFee, type VesselInput } from '../ports/index.js'
import { type Asked, asOf, type Context, question } from './asked.js'
import { optionOf, renderPortFee } from './port-fee-text.js'

const HELP: Readonly<Record<VesselFact, string>> = {
  flag: 'flag state, ISO two letters',
  built: 'country in which it was built',
  owner: 'country of the owner',
  operator: 'country of the operator',
  ownerShare: 'held in the owner by persons of a country, in percent (repeatable)',
  operatorShare: 'held in the operator by persons of a country, in percent (repeatable)',
  type: VESSEL_TYPES.join(', '),
  programme: `sealift programme of the US: ${PROGRAMMES.join(', ')} or none`,
  netTons: 'net tonnage by the tonnage certificate',
  containers: 'containers discharged at the call',
  capacityUnits: 'capacity of a vehicle carrier, in car-equivalent units',
  teu: 'capacity in twenty-foot units',
  dwt: 'deadweight tons',
  voyageMiles: 'nautical miles from the foreign port that it comes from',
  ballast: 'arrives empty or in ballast',
  repairOnly: 'empty, for repair at a Chinese shipyard only',
  laterPort: 'a later port of the same voyage, not its first',
  governmentCargo: 'carries cargo of the US government, or is its vessel',
  greatLakes: 'a vessel of the Great Lakes',
  usBuiltOrder: 'the owner has ordered a US-built vessel of equal or greater size',
}

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
      command.option(flags, HELP[fact], (value: string, all: string[] = []) => [...all, ...value.split(',')])
    else command.addOption(once(flags, HELP[fact]))
  }
  command
    .addOption(once('--calls <n>', 'calls planned in the year of the cap, this one counted'))
    .addOption(once('--call <n>', 'which of the calls charged in that year this is'))
    .action((asked: PortFeeAsked) => {
      const port = asked.port?.toUpperCase()
      if (port === undefined) fail('bad-input', 'say at whose port the vessel calls: --port us or --port cn', '--port')
      if (port !== 'US' && port !== 'CN') fail('bad-input', `"${asked.port}" is neither us nor cn; ask one side at a time`, '--port')
      const { view } = question(asked, io)
      const report = portFee(
        view,
        {
          port,
          vessel: vesselOf(asked),
          ...(asked.calls !== undefined && { calls: numberOf(asked.calls) }),
          ...(asked.call !== undefined && { call: numberOf(asked.call) }),
        },
        optionOf,
      )
      print(asked, report, () => renderPortFee(report, vesselOf(asked), style))
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

/** Text that is no number stays none: the check says so by name. */
const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN)

function vesselOf(asked: PortFeeAsked): VesselInput {
  const vessel: Record<string, unknown> = {}
  for (const fact of facts) {
    const value = asked[fact]
    if (value === undefined) continue
    const kind = VESSEL_FACTS[fact]
    vessel[fact] = kind === 'share' ? shares(value as string[], fact) : kind === 'yes-no' ? (YES_NO[String(value)] ?? value) : value
  }
  return vessel
}

const YES_NO: Readonly<Record<string, boolean>> = { true: true, yes: true, no: false, false: false }

function shares(written: readonly string[], fact: string): Record<string, string> {
  const out: Record<string, string> = {}
  for (const text of written) {
    const [, country, share] = /^([^=]+)=(.*)$/.exec(text) ?? []
    if (country === undefined || share === undefined) fail('bad-input', `"${text}": write country=percent, e.g. US=30`, optionOf(fact))
    if (Object.hasOwn(out, country)) fail('bad-input', `${country} is given twice`, optionOf(fact))
    out[country] = share.replace(/%$/, '')
  }
  return out
}
