/** A thread of draws: runs its part of a plan and posts the rows. Started by `draws-pool.ts` only. */
import { parentPort, workerData } from 'node:worker_threads'
import { runDraws } from '../effects/index.js'
import type { DrawTask } from './draws-pool.js'

const { world, plan, from, until } = workerData as DrawTask
const rows = runDraws(world, plan, from, until)
parentPort?.postMessage(rows, [rows.buffer as ArrayBuffer])
