/** The command `parley controls`. */
import type { Command } from 'commander'
import { controlsOf } from '../answers/controls.js'
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
      const whole = controlsOf(view, { what, ...asked })
      print(asked, whole, () => renderControls(whole, style))
    })
}
