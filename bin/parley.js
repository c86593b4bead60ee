#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'

// A command is short: what the optimising compiler would win, its threads take away. What runs long is optimised all the same, later.
setFlagsFromString('--interrupt-budget=2000000')
try {
  const { main } = await import('../dist/src/bundle/main.js')
  await main()
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
  console.error('Parley is not built yet: run "npm ci", or "npm run build" in its folder.')
  process.exitCode = 1
}
