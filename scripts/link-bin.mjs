// Lets `npx parley` find the checkout's own command at once, without asking npm to install it first. Run by `npm ci`.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'

const link = 'node_modules/.bin/parley'
if (existsSync('node_modules') && !existsSync(link) && process.platform !== 'win32') {
  mkdirSync('node_modules/.bin', { recursive: true })
  symlinkSync('../../bin/parley.js', link)
}
