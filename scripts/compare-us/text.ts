/** Figures and tables as the page shows them. */
export const two = (n: number): string => (Math.abs(n) < 0.005 ? '0.00' : n.toFixed(2))
export const signed = (n: number): string => (Math.abs(n) < 0.005 ? '0.00' : `${n > 0 ? '+' : ''}${n.toFixed(2)}`)

/** A table; all columns but the first are figures, unless said. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], text = [0]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map((_, i) => (text.includes(i) ? '---' : '---:')).join('|')}|`, ...rows.map(line)].join('\n')
}

const NAMES: Readonly<Record<string, string>> = { EU: 'European Union', HK: 'Hong Kong', KR: 'South Korea', TR: 'Turkey' }
const english = new Intl.DisplayNames('en', { type: 'region' })
/** The name of a partner. */
export const nameOf = (partner: string): string => NAMES[partner] ?? english.of(partner) ?? partner
