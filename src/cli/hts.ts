/** `parley hts`: a line of the US tariff schedule, the lines to choose from, or what a search found. */
import { describeRate, type Hit, type RateExpression, type ScheduleLine, type SpecialRate } from '../schedule/index.js'
import { count, pad, type Style, section, WIDTH, wrap } from './text.js'

/** Columns of a dotted code of ten digits and the gap after it. */
const CODE = 15

/** A line whole. */
export function renderLine(line: ScheduleLine, style: Style): string {
  const out = [
    style.bold(line.dotted),
    ...line.description.map((words, depth) => wrap(words, ' '.repeat(2 * depth))),
    line.units.length > 0
      ? `Units of quantity: ${line.units.join(', ')}`
      : wrap(line.code.length === 8 ? 'The schedule gives this line no statistical number.' : 'The schedule gives no unit of quantity.'),
    ...(line.changed ? [wrap(line.changed.text, '! ', '  ')] : []),
    section('Rates', style),
    rate('General', line.general.raw, line.general.rate),
    ...(line.special.length > 0 ? line.special.map(special) : [wrap('none', pad('Special', CODE))]),
    rate('Column 2', line.column2.raw, line.column2.rate),
  ]
  return `${out.join('\n')}\n`
}

function rate(name: string, raw: string, parsed: RateExpression): string {
  return [wrap(raw || 'none printed', pad(name, CODE)), ...reading(raw, parsed)].join('\n')
}

function special({ programmes, raw, rate: parsed, note }: SpecialRate, i: number): string {
  const who = programmes.length > 0 ? ` for ${programmes.join(', ')}` : ''
  return [wrap(raw + who, pad(i === 0 ? 'Special' : '', CODE)), ...(note ? [wrap(note, pad('', CODE))] : []), ...reading(raw, parsed)].join(
    '\n',
  )
}

/** How the words are read, where that is not what they say at a glance. */
function reading(raw: string, parsed: RateExpression): string[] {
  if (parsed.kind === 'uncomputable') return [wrap(parsed.why, pad('', CODE))]
  const read = describeRate(parsed)
  return read === raw || parsed.kind === 'ad-valorem' ? [] : [wrap(`= ${read}`, pad('', CODE), ' '.repeat(CODE + 2))]
}

/** The lines that a shorter code stands for. */
export function renderChoices(code: string, lines: readonly ScheduleLine[], style: Style): string {
  const shared = sharedWords(lines)
  const out = [
    style.bold(`${code.trim()} stands for ${count(lines.length, 'line')}: choose one.`),
    ...shared.map((words, depth) => wrap(words, ' '.repeat(2 * depth))),
    '',
    ...lines.map((line) => row(line, line.description.slice(shared.length))),
  ]
  return `${out.join('\n')}\n`
}

/** What a search found, best first. */
export function renderHits(words: string, hits: readonly Hit<ScheduleLine>[], style: Style): string {
  if (hits.length === 0)
    return `${wrap(`Nothing in the schedule has any of the words "${words}". Try others: the law says "motor cars", not "automobiles".`)}\n`
  const some = hits[0]?.words === 'some' ? 'No line has all of these words; these have most.' : ''
  const out = [style.bold(`${count(hits.length, 'line')} for "${words}", best first`), ...(some ? [some] : []), '']
  for (const { line } of hits)
    out.push(
      row(line, line.description.length > 2 ? [line.description[0] as string, '…', ...line.description.slice(-1)] : line.description),
    )
  return `${out.join('\n')}\n`
}

/** A line in brief: code, the end of its words, general rate; the words cut to one row. */
function row(line: ScheduleLine, words: readonly string[]): string {
  const price = describeShort(line)
  const room = WIDTH - CODE - price.length - 2
  const parts = words.length > 0 ? words : line.description.slice(-1)
  return `${pad(line.dotted, CODE)}${pad(inOneRow(parts, room), room)}  ${price}`
}

/** The general rate in at most 18 columns. */
function describeShort({ general: { raw, rate: parsed } }: ScheduleLine): string {
  if (parsed.kind === 'uncomputable') return raw ? 'see the line' : 'no rate'
  return raw.length <= 18 ? raw : `${raw.slice(0, 17)}…`
}

/** Words in one row: the last in full if it can be, those before it cut. */
function inOneRow(parts: readonly string[], room: number): string {
  const clean = parts.map((part) => part.replace(/:$/, ''))
  const whole = clean.join(' > ')
  if (whole.length <= room) return whole
  const last = clean.at(-1) as string
  const before = room - last.length - 3
  if (clean.length === 1 || before < 8) return `${last.slice(0, room - 1)}${last.length > room - 1 ? '…' : ''}`
  return `${clean
    .slice(0, -1)
    .join(' > ')
    .slice(0, before - 1)}… > ${last}`
    .replace('…… >', '… >')
    .replace('> …… ', '> … ')
}

/** The words that all lines begin with. */
function sharedWords(lines: readonly ScheduleLine[]): string[] {
  const [first, ...rest] = lines.map(({ description }) => description)
  const end = first?.findIndex((words, i) => rest.some((other) => other[i] !== words)) ?? 0
  return first?.slice(0, end < 0 ? first.length - 1 : end) ?? []
}
