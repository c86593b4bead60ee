/** Charts and tables as files. */

export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

const STYLED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-size',
  'font-weight',
  'font-family',
  'text-anchor',
] as const
const LINE = 16

/** The chart in a box as an SVG that stands alone: colours as on the page, with its title, unit and source. */
export function svgOf(box: Element, { title, unit, source }: { title: string; unit: string; source: string }): string {
  const drawn = box.querySelector('svg')
  if (!drawn) return ''
  const width = drawn.clientWidth
  const page = getComputedStyle(document.body)
  const head = [...broken(title, width), ...broken(unit, width)]
  const foot = broken(`Source: ${source}`, width)
  const legend = [...(box.parentElement?.querySelectorAll('.legend li') ?? [])].map((item) => ({
    name: item.textContent?.trim() ?? '',
    fill: getComputedStyle(item.querySelector('rect') ?? item).fill,
  }))
  const top = (head.length + legend.length) * LINE + 12
  const height = top + drawn.clientHeight + foot.length * LINE + 12
  const copy = drawn.cloneNode(true) as SVGElement
  const originals = drawn.querySelectorAll('*')
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i] as Element)
    for (const name of STYLED) element.setAttribute(name, style.getPropertyValue(name))
    element.removeAttribute('class')
  })
  const text = (lines: readonly string[], from: number, weight = 400): string =>
    lines
      .map((line, i) => `<text x="8" y="${from + i * LINE}" font-size="12" font-weight="${i === 0 ? weight : 400}">${escaped(line)}</text>`)
      .join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" fill="${page.color}">`,
    `<rect width="${width}" height="${height}" fill="${page.backgroundColor}"/>`,
    text(head, LINE, 700),
    ...legend.map(({ name, fill }, i) => {
      const y = LINE * (head.length + i + 1)
      return `<rect x="8" y="${y - 10}" width="11" height="11" fill="${fill}"/><text x="26" y="${y}" font-size="12">${escaped(name)}</text>`
    }),
    `<g transform="translate(0 ${top})">${copy.innerHTML}</g>`,
    text(foot, top + drawn.clientHeight + LINE),
    '</svg>',
  ].join('')
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Text in lines that fit a width, at about 6 pixels a letter. */
export function broken(text: string, width: number, letter = 6.4): string[] {
  const most = Math.max(12, Math.floor((width - 16) / letter))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
