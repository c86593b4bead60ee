/** Before and after, a row each: a hollow and a full point with a line between them. */
import { cut, scale } from './scale.js'

export interface DumbbellRow {
  readonly name: string
  readonly before: number | undefined
  readonly after: number | undefined
  /** The figures in words, at the right. */
  readonly says: string
}

const ROW = 34

/** The height of so many rows with their axis. */
export const dumbbellHeight = (rows: number): number => rows * ROW + 24

export function Dumbbells({
  rows,
  tone,
  width,
  unit = '',
  room = 190,
}: {
  rows: readonly DumbbellRow[]
  /** Whose figures: it decides the colour. */
  tone: string
  width: number
  /** Written behind the ticks. */
  unit?: string
  /** What the figures in words take of the width. */
  room?: number
}) {
  const values = rows.flatMap((r) => [r.before ?? 0, r.after ?? 0])
  const x = scale(Math.min(0, ...values), Math.max(5, ...values) * 1.04, 6, width - 6)
  const bottom = rows.length * ROW
  return (
    <>
      {x.ticks.map((t) => (
        <g key={t}>
          <line class="grid" x1={x(t)} x2={x(t)} y1={2} y2={bottom} />
          <text class="tick" x={x(t)} y={bottom + 14} text-anchor={x(t) < 20 ? 'start' : x(t) > width - 20 ? 'end' : 'middle'}>
            {t}
            {unit}
          </text>
        </g>
      ))}
      {rows.map((r, i) => (
        <g key={r.name} class={`dumbbell ${tone}`}>
          <text x={4} y={i * ROW + 12}>
            {cut(r.name, width - room)}
          </text>
          <text class="value" x={width - 4} y={i * ROW + 12} text-anchor="end">
            {r.says}
          </text>
          {r.before !== undefined && r.after !== undefined && (
            <>
              <line x1={x(r.before)} x2={x(r.after)} y1={i * ROW + 22} y2={i * ROW + 22} />
              <circle class="before" cx={x(r.before)} cy={i * ROW + 22} r={4} />
              <circle cx={x(r.after)} cy={i * ROW + 22} r={4.5} />
            </>
          )}
        </g>
      ))}
    </>
  )
}
