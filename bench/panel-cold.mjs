// The full panel in a process that does nothing else: prints the milliseconds since the process began, and its largest memory in MB.
import { usPanel } from 'parley/panel'

const panel = usPanel()
const total = panel.total(panel.line('8505110070'), panel.origin('CN'), panel.day('2026-09-30'))
if (total !== 27_100_000) throw new Error(`the magnet of China: ${total}`)
process.stdout.write(`${performance.now()} ${process.resourceUsage().maxRSS / 1024}`)
