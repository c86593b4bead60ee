/** `parley effects <scenario>`: reads the options, and prints. */
import { scenarioEffects as effectsOfScenario, type ScenarioReport, scenarioJson } from '../answers/effects-scenario.js'
import { fail } from '../base/errors.js'
import { incidenceIntervals } from '../files/draws-pool.js'
import { packageRoot } from '../files/root.js'
import { openWorld } from '../files/worlds.js'
import { SCENARIO_WORLD } from '../incidence/index.js'
import { type Context, option, question, whole, withScenario } from './asked.js'
import { drawsAsked, type ScenarioAsked } from './effects-options.js'
import { renderScenarioEffects, scenarioCsv } from './effects-scenario-text.js'

/** Answers and prints. @throws ParleyError naming the option that is wrong */
export async function scenarioEffects(scenario: string, asked: ScenarioAsked, { io, style, print }: Context): Promise<void> {
  if (asked.csv && asked.json) fail('bad-input', 'either --csv or --json', '--csv')
  const world = openWorld(packageRoot(), asked.world ?? SCENARIO_WORLD)
  const draws = drawsAsked(asked.draws, world)
  const seed = whole(asked.seed, '--seed', 0)
  const { against, model, allPartners = false } = asked
  const { report: central, plan } = effectsOfScenario(
    question(asked, io),
    { scenario, against, world, model, year: asked.year ?? '2024', allPartners },
    withScenario,
    option,
  )
  const uncertainty = draws > 0 && plan ? await incidenceIntervals(world, { ...plan, draws, seed }) : undefined
  const report: ScenarioReport = { ...central, ...(uncertainty && { uncertainty }) }
  if (asked.csv) io.out.write(scenarioCsv(report))
  else print(asked, scenarioJson(report), () => renderScenarioEffects(report, style))
}
