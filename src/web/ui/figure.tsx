/** A chart with all that belongs to it: what it shows, in which unit, from where; its table, as CSV, as SVG. */
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { download, svgOf } from './export.js'

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

interface Props {
  /** Name of the files that are taken away. */
  name: string
  title: string
  /** What is counted, in which unit, for which dates. */
  unit: string
  source: string
  table: Table
  /** A description for those who do not see it. */
  says: string
  height: (width: number) => number
  children: (width: number) => ComponentChildren
  below?: ComponentChildren
}

export const csvOf = ({ head, rows }: Table): string =>
  [head, ...rows].map((row) => row.map((c) => (/[",\n]/.test(String(c)) ? `"${String(c).replaceAll('"', '""')}"` : c)).join(',')).join('\n')

/** The width of an element, known before the first paint. */
export function useWidth(): [{ current: HTMLDivElement | null }, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = (): void => setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [box, width]
}

export function Figure({ name, title, unit, source, table, says, height, children, below }: Props): JSX.Element {
  const [box, width] = useWidth()
  const [open, setOpen] = useState(false)
  const tall = height(width || 640)
  return (
    <figure class="figure">
      <figcaption>
        <strong>{title}</strong>
        <span>{unit}</span>
      </figcaption>
      <div ref={box} style={{ height: `${tall}px` }}>
        {width > 0 && (
          <svg role="img" aria-label={`${title}. ${says}`} width={width} height={tall} viewBox={`0 0 ${width} ${tall}`}>
            {children(width)}
          </svg>
        )}
      </div>
      {below}
      <div class="take">
        <span class="source">Source: {source}</span>
        <span class="buttons">
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            Table
          </button>
          <button type="button" onClick={() => download(`${name}.csv`, 'text/csv', csvOf(table))}>
            CSV
          </button>
          <button
            type="button"
            onClick={() => box.current && download(`${name}.svg`, 'image/svg+xml', svgOf(box.current, { title, unit, source }))}
          >
            SVG
          </button>
        </span>
      </div>
      {open && <TableOf table={table} caption={`${title}: ${unit}`} />}
    </figure>
  )
}

/** `1,234.5`, `12%`, `−0.082% (−0.084 to −0.079)`. */
const isNumber = (cell: string | number): boolean => typeof cell === 'number' || /^[+−-]?\d[\d.,]*%?( \(.*\))?$/.test(cell)

/** A column of numbers, but for cells that are empty or say "open". */
function isNumeric({ rows }: Table, column: number): boolean {
  const cells = rows.flatMap((row) => (row[column] === undefined || row[column] === '' || row[column] === 'open' ? [] : [row[column]]))
  return cells.length > 0 && cells.every(isNumber)
}

export function TableOf({ table, caption }: { table: Table; caption: string }) {
  const kinds = table.head.map((_, i) => (isNumeric(table, i) ? 'number' : ''))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {table.head.map((h, i) => (
              <th key={h} scope="col" class={kinds[i]}>
                {h}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join()}>
              {row.map((cell, i) => (
                <td key={table.head[i]} class={kinds[i]}>
                  {typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
