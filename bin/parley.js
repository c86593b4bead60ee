#!/usr/bin/env node
try {
  const { main } = await import('../dist/src/bundle/main.js')
  await main()
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
  console.error('Parley is not built yet: run "npm ci", or "npm run build" in its folder.')
  process.exitCode = 1
}
