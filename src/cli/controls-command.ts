/** The command `parley controls`. */
import type { Command } from 'commander'
import { controlsOf } from '../answers/controls.js'
import { fail } from '../base/errors.js'
import { type Asked, asOf, type Context, question } from './asked.js'
import { renderControls } from './controls.js'

interface Options extends Asked {
  element?: string
  from?: string
  to?: string
  listings?: boolean
}

/** Adds the command to the program. */
export function controlsCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('controls')
      .argument('[code or goods]', 'customs code of 2 to 10 digits, an element, or words of the goods')
      .description('export controls of both sides that reach goods: licence, ban or none on record, by which act, until when'),
  )
    .option('--element <name>', 'element or material, by name or symbol: Dy, gallium, graphite, diamond')
    .option('--from <country>', 'whose exports, ISO two letters: CN, US')
    .option('--to <country>', 'where they go, ISO two letters: US, DE')
    .option('--listings', 'how many entities stand on the lists of both sides')
    .action((what: string | undefined, asked: Options) => {
      const { view } = question(asked, io)
      const words = what?.trim()
      if (words === '') fail('bad-input', 'the code or goods are empty; write e.g. 8505.11 or "wire saw"', 'code')
      const { element, from, to, listings } = asked
      const whole = controlsOf(view, {
        ...(words !== undefined && (/\d/.test(words) ? { code: words } : { goods: words })),
        ...(element !== undefined && { element }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(listings && { listings }),
      })
      print(asked, whole, () => renderControls(whole, style))
    })
}
