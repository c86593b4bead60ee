/** A thread of draws: runs its part of a plan and posts the rows, or what was wrong. Started by `draws-pool.ts` only. */
import { parentPort, workerData } from 'node:worker_threads'
import { ParleyError } from '../base/errors.js'
import { type DrawReply, type DrawTask, rowsOf } from './draws-pool.js'

const post = (reply: DrawReply, rows?: Float64Array): void => parentPort?.postMessage(reply, rows ? [rows.buffer as ArrayBuffer] : [])
try {
  const rows = await rowsOf(workerData as DrawTask)
  post({ rows }, rows)
} catch (error) {
  if (!(error instanceof ParleyError)) throw error
  post({ fault: error.fault, problems: error.problems })
}
