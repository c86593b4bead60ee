/** A thread of draws: runs its part of a plan and posts the rows, or what was wrong. Started by `draws-pool.ts` only. */
import { parentPort, workerData } from 'node:worker_threads'
import { ParleyError } from '../base/errors.js'
import { runDraws } from '../effects/index.js'
import type { DrawReply, DrawTask } from './draws-pool.js'

const { world, plan, from, until } = workerData as DrawTask
const post = (reply: DrawReply, rows?: Float64Array): void => parentPort?.postMessage(reply, rows ? [rows.buffer as ArrayBuffer] : [])
try {
  const rows = runDraws(world, plan, from, until)
  post({ rows }, rows)
} catch (error) {
  if (!(error instanceof ParleyError)) throw error
  post({ fault: error.fault, problems: error.problems })
}
