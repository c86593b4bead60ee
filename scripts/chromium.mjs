/** Makes sure that a Chromium is there for the tests of the workbench; installs Debian's where it is missing. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const present = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', process.env.CHROMIUM ?? ''].some(
  (path) => path && existsSync(path),
)
const apt = (...args) =>
  execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

if (!present) {
  console.error('No Chromium here: installing the one of Debian for the tests of the workbench (apt-get install -y chromium).')
  try {
    apt('install', '-y', 'chromium')
  } catch {
    // Lists of packages may be missing or old.
    apt('update')
    apt('install', '-y', 'chromium')
  }
}
