/** The thread that does heavy work: takes a task, gives bytes or what was wrong. */
import { parentPort } from 'node:worker_threads'
import { Shelf } from '../answers/shelf.js'
import { ParleyError } from '../base/errors.js'
import type { Done } from './pool.js'
import { perform, type Task, warm } from './tasks.js'

const port = parentPort
if (!port) throw new Error('this is the entry of a worker thread')
const shelf = warm(new Shelf())

port.on('message', (task: Task) => {
  try {
    const bytes = perform(shelf, task)
    port.postMessage({ bytes } satisfies Done, [bytes.buffer])
  } catch (error) {
    port.postMessage(
      (error instanceof ParleyError
        ? { fault: error.fault, problems: error.problems }
        : { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }) satisfies Done,
    )
  }
})
port.postMessage('ready')
