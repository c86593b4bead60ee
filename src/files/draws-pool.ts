/** Draws on several threads. */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ParleyError } from '../base/errors.js'
import { type DrawPlan, type DrawSummary, runDraws, summariseDraws, type World } from '../effects/index.js'
import { packageRoot } from './root.js'

/** What a worker is sent. */
export interface DrawTask {
  readonly world: World
  readonly plan: DrawPlan
  readonly from: number
  readonly until: number
}

/** What it answers. */
export type DrawReply = { readonly rows: Float64Array } | Pick<ParleyError, 'fault' | 'problems'>

/**
 * All draws of a plan and their intervals, shared out over threads. The result does not depend on how many.
 * @param threads default: as many as the machine runs at once; 1 stays in this thread
 * @throws ParleyError if the plan does not fit the world, or a draw has no equilibrium
 */
export async function drawIntervals(world: World, plan: DrawPlan, level = 0.9, threads = availableParallelism()): Promise<DrawSummary> {
  const worker = join(packageRoot(), 'dist/src/files/draws-worker.js')
  const parts = Math.max(1, Math.min(threads, Math.ceil(plan.draws / 20)))
  if (parts === 1 || !existsSync(worker)) return summariseDraws(world, plan, runDraws(world, plan), level)
  const cut = (part: number): number => Math.round((plan.draws * part) / parts)
  const results = await Promise.all(
    Array.from({ length: parts }, (_, part) => work(worker, { world, plan, from: cut(part), until: cut(part + 1) })),
  )
  const rows = new Float64Array(results.reduce((total, r) => total + r.length, 0))
  let at = 0
  for (const part of results) {
    rows.set(part, at)
    at += part.length
  }
  return summariseDraws(world, plan, rows, level)
}

function work(file: string, task: DrawTask): Promise<Float64Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: task })
    thread.once('message', (reply: DrawReply) =>
      'rows' in reply ? resolve(reply.rows) : reject(new ParleyError(reply.fault, reply.problems)),
    )
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`a thread of draws ended with ${code} and no result`)))
  })
}
