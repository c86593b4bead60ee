/** The command `parley exposure`. */
import type { Command } from 'commander'
import { exposureOf, exposureOfAll } from '../answers/exposure.js'
import { type Asked, asOf, type Context, question } from './asked.js'
import { renderExposure, renderIndex } from './exposure.js'

/** Adds the command to the program. */
export function exposureCommand(program: Command, { io, style, print }: Context): void {
  asOf(
    program
      .command('exposure')
      .argument('[material]', 'an element or material: dysprosium, Ga, magnets, graphite …; none lists them all')
      .description("what hangs on a controlled material: China's share, US reliance, uses, imports, controls, published losses"),
  ).action((material: string | undefined, asked: Asked) => {
    const { view } = question(asked, io)
    if (material === undefined) {
      const index = exposureOfAll(view)
      return print(asked, index, () => renderIndex(index, style))
    }
    const report = exposureOf(view, material)
    print(asked, report, () => renderExposure(report, style))
  })
}
