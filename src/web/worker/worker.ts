/** The worker: takes questions by name, answers with plain data. The rooms of the library do the work. */
import { describeProblem, ParleyError } from '../../base/errors.js'
import type * as Averages from './averages.js'
import type * as Effects from './effects.js'
import { onProgress, type Progress } from './load.js'
import type * as Market from './market.js'
import type * as Product from './product.js'
import * as record from './record.js'
import type * as WhatIf from './what-if.js'

type P<F extends (asked: never) => unknown> = Parameters<F>[0]

const product = () => import('./product.js')
const whatIf = () => import('./what-if.js')

/** Every question that a view may ask. What needs more than the record is loaded with its code, when it is asked. */
const answers = {
  hello: record.hello,
  truce: record.truce,
  rateSteps: record.rateSteps,
  averageSteps: async (asked: P<typeof Averages.averageSteps>) => (await import('./averages.js')).averageSteps(asked),
  entry: record.entry,
  timeline: record.timeline,
  coverage: record.coverage,
  topic: record.topic,
  search: async (asked: P<typeof Product.search>) => (await product()).search(asked),
  duty: async (asked: P<typeof Product.duty>) => (await product()).duty(asked),
  besides: async (asked: P<typeof Product.besides>) => (await product()).besides(asked),
  steps: async (asked: P<typeof Product.steps>) => (await product()).steps(asked),
  levers: async (asked: P<typeof WhatIf.levers>) => (await whatIf()).levers(asked),
  whatIf: async (asked: P<typeof WhatIf.whatIf>) => (await whatIf()).whatIf(asked),
  whatIfCsv: async (asked: P<typeof WhatIf.whatIfCsv>) => (await whatIf()).whatIfCsv(asked),
  effects: async (asked: P<typeof Effects.effects>) => (await import('./effects.js')).effects(asked),
  intervals: async (asked: P<typeof Effects.intervals>) => (await import('./effects.js')).intervals(asked),
  soybeans: async (asked: P<typeof Market.soybeans>) => (await import('./market.js')).soybeans(asked),
  yamlOf: async (asked: P<typeof WhatIf.yamlOf>) => (await whatIf()).yamlOf(asked),
  scenarioOf: async (asked: P<typeof WhatIf.scenarioOf>) => (await whatIf()).scenarioOf(asked),
  shipped: async (asked: P<typeof WhatIf.shipped>) => (await whatIf()).shipped(asked),
  licences: async (asked: P<typeof Product.licences>) => (await product()).licences(asked),
}

export type Answers = typeof answers
export type Method = keyof Answers

export interface Failure {
  readonly fault: string
  readonly problems: readonly { readonly message: string; readonly field?: string }[]
}

/** What the worker says: an answer to a question, a failure, or how far a piece of data has come. */
export type Message =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly progress: Progress }

const say = (message: Message): void => postMessage(message)

onProgress((progress) => say({ progress }))

addEventListener('message', async ({ data }: MessageEvent<{ id: number; method: Method; asked: never }>) => {
  const { id, method, asked } = data
  try {
    say({ id, value: await (answers[method] as (asked: unknown) => unknown)(asked) })
  } catch (error) {
    say({ id, failure: failureOf(error) })
  }
})

function failureOf(error: unknown): Failure {
  if (error instanceof ParleyError)
    return {
      fault: error.fault,
      problems: error.problems.map((p) => ({
        message: p.place ? describeProblem(p) : p.message,
        ...(p.field !== undefined && { field: p.field }),
      })),
    }
  return { fault: 'fault', problems: [{ message: `A fault of the program: ${error instanceof Error ? error.message : String(error)}` }] }
}
