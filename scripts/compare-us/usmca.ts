/** Canada and Mexico: what is added with nothing claimed, at the shares that enter under USMCA, and with all claimed. */
import { join } from 'node:path'
import { readUsImports } from '../../src/files/trade.js'
import { readTable } from '../read-table.js'
import { addedOf, claimed, layersOf, panel, root, START } from './law.js'
import { nameOf, table, two } from './text.js'

const DAYS = ['2025-03-12', '2025-05-12', '2025-10-14', '2026-02-24', '2026-07-24']
/** Rates that the series puts on goods of no other list, by day. */
const FLAT: Readonly<Record<string, readonly number[]>> = { CA: [8.75, 8.75, 12.25, 0, 0], MX: [4.5, 4.5, 4.5, 0, 0] }
const CENSUS: Readonly<Record<string, string>> = { CA: '1220', MX: '2010' }

export function usmcaReport(data: string): string {
  const shares = [2024, 2025].map(
    (year) =>
      new Map(readTable(join(data, `us/shares/usmca_shares_${year}.csv`)).map((r) => [`${r.cty_code} ${r.hts10}`, Number(r.usmca_share)])),
  )
  const rows = Object.keys(FLAT).flatMap((partner) => {
    const trade = readUsImports(root, partner)
    const origin = panel.origin(partner)
    return DAYS.map((date, i) => {
      const sums = [0, 0, 0, 0]
      let all = 0
      trade.codes.forEach((code, k) => {
        const line = panel.line(code)
        if (line < 0) return
        const start = panel.cellAt(line, origin, panel.day(START))
        const plain = panel.cellAt(line, origin, panel.day(date))
        const free = claimed.cellAt(line, origin, claimed.day(date))
        if (!start || !plain || !free || start.layersOpen || plain.layersOpen || free.layersOpen) return
        const usd = trade.values[k] as number
        const [before, full, under] = [start, plain, free].map((cell) => addedOf(layersOf(cell))) as [number, number, number]
        const parts = [0, ...shares.map((of) => of.get(`${CENSUS[partner]} ${code}`) ?? 0), 1]
        all += usd
        parts.forEach((share, of) => {
          sums[of] = (sums[of] as number) + usd * ((1 - share) * full + share * under - before)
        })
      })
      return [nameOf(partner), date, ...sums.map((sum) => two(sum / all)), two(FLAT[partner]?.[i] ?? 0)]
    })
  })
  return `### Canada and Mexico under USMCA

What is added since ${START} on goods of either, in percent: with nothing claimed, at the shares that entered under USMCA in 2024 and in 2025 by
number, with all claimed; and the rate the series puts on goods of no list of its own. What was owed in fact lies between the ends.

${table(['partner', 'date', 'nothing claimed', 'shares of 2024', 'shares of 2025', 'all claimed', 'flat rate'], rows, [0, 1])}`
}
