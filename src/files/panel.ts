/** Writing the panel: Parquet and CSV. */

import { once } from 'node:events'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parquetWriteFile } from 'hyparquet-writer'
import type { LongRow, TableColumn } from '../panel/index.js'

const TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  day: { type: 'INT32', converted_type: 'DATE' },
} as const

/** Writes a table as one Parquet file. */
export function writeParquet(filename: string, columns: readonly TableColumn[]): void {
  mkdirSync(dirname(filename), { recursive: true })
  const encoder = new TextEncoder()
  parquetWriteFile({
    filename,
    rowGroupSize: 1_000_000,
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type, data }) => ({
        name,
        ...TYPES[type],
        repetition_type: data.includes(null as never) ? ('OPTIONAL' as const) : ('REQUIRED' as const),
      })),
    ],
    columnData: columns.map(({ name, type, data }) => ({
      name,
      data: type === 'text' ? encoded(data as readonly string[], encoder) : data,
    })) as never,
  })
}

/** Text as bytes, each text once: a writer that compares them by what they are makes a dictionary of them. */
function encoded(data: readonly (string | null)[], encoder: TextEncoder): (Uint8Array | null)[] {
  const known = new Map<string, Uint8Array>()
  return data.map((text) => {
    if (text === null) return null
    let bytes = known.get(text)
    if (!bytes) {
      bytes = encoder.encode(text)
      known.set(text, bytes)
    }
    return bytes
  })
}

/**
 * The statements that make the three tables of the class form read as the long table. `pieces` has a row wherever a base duty or a law
 * begins: enough, and quicker, for what holds on one day. `panel` joins neighbouring days on which all is the same.
 */
export const LONG_VIEW = `create or replace view pieces as
select l.hts, o.origin, greatest(l."from", o."from") as "from", least(l.until, o.until) as until, l.base_pct,
  case when d.open is null then round(l.base_pct + coalesce(d.added_pct, 0)
    + coalesce(round(d.top_part * (d.top_pct - l.base_pct), 6), 0), 6) end as total_pct,
  case when l.base_pct is null and d.baseless_open is not null then d.baseless_layers
    when d.top_measure is null then coalesce(d.layers, '') else replace(d.layers, '{top}', d.top_measure || ' '
    || regexp_replace(cast(round(d.top_part * (d.top_pct - l.base_pct), 6) as varchar), '[.]0$', '')) end as layers,
  nullif(concat_ws('; ', l.open, case when l.base_pct is null and d.baseless_open is not null
    then replace(nullif(d.baseless_open, ''), '{why}', l.open) else d.open end), '') as open,
  coalesce(d.estimated, 0) as estimated
from lines l
join origins o on o.tariff_column = l.tariff_column and o."from" < l.until and l."from" < o.until
left join duties d on d.law = o.law and d.line_class = l.line_class
  and d.base_from_pct <= coalesce(l.base_pct, 0) and d.base_below_pct > coalesce(l.base_pct, 0);
create or replace view panel as
select hts, origin, min("from") as "from", max(until) as until, any_value(base_pct) as base_pct, any_value(total_pct) as total_pct,
  any_value(layers) as layers, any_value(open) as open, any_value(estimated) as estimated
from (
  select *, sum(fresh) over (partition by hts, origin order by "from") as run
  from (
    select *, case when lag(row(base_pct, total_pct, layers, open, estimated)) over days
      is not distinct from row(base_pct, total_pct, layers, open, estimated) then 0 else 1 end as fresh
    from pieces
    window days as (partition by hts, origin order by "from")
  )
)
group by hts, origin, run;
`

/** Writes the class form into a folder: three tables, and the view over them. */
export function writeClassForm(folder: string, tables: Readonly<Record<string, readonly TableColumn[]>>): void {
  for (const [name, columns] of Object.entries(tables)) writeParquet(join(folder, `${name}.parquet`), columns)
  const from = Object.keys(tables).map((name) => `create or replace view ${name} as select * from '${name}.parquet';`)
  writeFileSync(join(folder, 'panel.sql'), `-- Run in this folder: duckdb -init panel.sql\n${from.join('\n')}\n${LONG_VIEW}`)
}

/** The header of the long table as CSV. */
export const LONG_HEADER = 'hts,origin,from,until,base_pct,total_pct,layers,open,estimated\n'

/** A long row as CSV. */
export function longCsv({ hts, origin, from, until, base_pct, total_pct, layers, open, estimated }: LongRow): string {
  const why = open === undefined ? '' : `"${open.replaceAll('"', '""')}"`
  return `${hts},${origin},${from},${until},${base_pct ?? ''},${total_pct ?? ''},${layers},${why},${estimated ? 1 : 0}\n`
}

/** Writes long rows as CSV into a file. @returns how many */
export async function writeCsv(filename: string, rows: AsyncIterable<LongRow> | Iterable<LongRow>): Promise<number> {
  mkdirSync(dirname(filename), { recursive: true })
  const out = createWriteStream(filename)
  let count = 0
  let chunk = LONG_HEADER
  for await (const row of rows) {
    chunk += longCsv(row)
    count += 1
    if (chunk.length < 1 << 16) continue
    if (!out.write(chunk)) await once(out, 'drain')
    chunk = ''
  }
  out.end(chunk)
  await once(out, 'finish')
  return count
}
