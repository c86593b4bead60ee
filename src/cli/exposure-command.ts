/** The command `parley exposure`. */
import type { Command } from 'commander'
import { exposure, exposureIndex } from '../exposure/index.js'
import { embeddedExposure } from '../files/generated.js'
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
    const data = embeddedExposure()
    if (material === undefined) {
      const index = {
        date: view.date,
        known: view.known,
        scenarios: view.scenarios.map((s) => s.id),
        horizon: view.horizon,
        materials: exposureIndex(view, data),
      }
      return print(asked, index, () => renderIndex(index, style))
    }
    const report = exposure(view, data, material)
    print(asked, report, () => renderExposure(report, style))
  })
}
