/** Draws on several threads. */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ParleyError } from '../base/errors.js'
import { checkDraws, type DrawPlan, type DrawSummary, runDraws, summariseDraws, type World } from '../effects/index.js'
import type { IncidenceDraws, IncidencePlan } from '../incidence/index.js'
import { packageRoot } from './root.js'

/** A part of a plan's draws, as a worker is sent it. */
export type DrawTask = { readonly world: World; readonly from: number; readonly until: number } & (
  | { readonly plan: DrawPlan }
  | { readonly incidence: IncidencePlan }
)

/** What it answers. */
export type DrawReply = { readonly rows: Float64Array } | Pick<ParleyError, 'fault' | 'problems'>

/** The rows of a task. What reads the law is loaded only for a task that needs it. */
export async function rowsOf(task: DrawTask): Promise<Float64Array> {
  if ('plan' in task) return runDraws(task.world, task.plan, task.from, task.until)
  const { runIncidenceDraws } = await import('../incidence/draws.js')
  return runIncidenceDraws(task.world, task.incidence, task.from, task.until)
}

/**
 * All draws of a plan and their intervals, shared out over threads. The result does not depend on how many.
 * @param threads default: as many as the machine runs at once; 1 stays in this thread
 * @throws ParleyError if the plan does not fit the world, or a draw has no equilibrium
 */
export async function drawIntervals(world: World, plan: DrawPlan, level = 0.9, threads = availableParallelism()): Promise<DrawSummary> {
  return summariseDraws(world, plan, await allRows({ world, plan }, plan.draws, threads), level)
}

/** The same for the change between two readings of the law. */
export async function incidenceIntervals(
  world: World,
  incidence: IncidencePlan,
  level = 0.9,
  threads = availableParallelism(),
): Promise<IncidenceDraws> {
  const { summariseIncidence } = await import('../incidence/draws.js')
  return summariseIncidence(world, incidence, await allRows({ world, incidence }, incidence.draws, threads), level)
}

type Whole = { readonly world: World } & ({ readonly plan: DrawPlan } | { readonly incidence: IncidencePlan })

async function allRows(whole: Whole, draws: number, threads: number): Promise<Float64Array> {
  checkDraws(whole.world, draws)
  const worker = join(packageRoot(), 'dist/src/packed/files/draws-worker.js')
  const parts = Math.max(1, Math.min(threads, Math.ceil(draws / 20)))
  if (parts === 1 || !existsSync(worker)) return rowsOf({ ...whole, from: 0, until: draws })
  const cut = (part: number): number => Math.round((draws * part) / parts)
  const results = await Promise.all(
    Array.from({ length: parts }, (_, part) => work(worker, { ...whole, from: cut(part), until: cut(part + 1) })),
  )
  const rows = new Float64Array(results.reduce((total, r) => total + r.length, 0))
  let at = 0
  for (const part of results) {
    rows.set(part, at)
    at += part.length
  }
  return rows
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
