/** Full text over the schedule: plural and prefix tolerant. Words of a heading count for all lines below it. */

/** The words that {@link SearchIndex} searches: nodes in order, each with its depth, and where lines stand among them. */
export interface Nodes {
  readonly words: readonly string[]
  readonly depths: readonly number[]
  /** For each line, in order of code, its node. */
  readonly lines: readonly { readonly code: string; readonly node: number }[]
}

/** A line that was found, by its place among the lines; `all` of the words, or only `some` (then nothing had all). */
export interface Match {
  readonly line: number
  readonly words: 'all' | 'some'
  readonly score: number
}

/** A line that was found. Best first; only compare scores of one search. */
export interface Hit<Line> {
  readonly line: Line
  readonly words: 'all' | 'some'
  readonly score: number
}

/** Above what any word reaches. */
const CODE_SCORE = 20

const STOP = new Set('a an and as at by for from in into is it nor of on or other that the their thereof to whether with'.split(' '))

const stem = (word: string): string =>
  word.length < 4
    ? word
    : word
        .replace(/ies$/, 'y')
        .replace(/(ch|sh|x|ss|z|to)es$/, '$1')
        .replace(/([^sui])s$/, '$1')

function tokens(text: string): string[] {
  const plain = /^[ -~]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')
  return (
    plain
      .toLowerCase()
      .replace(/\b\d{4}(\.\d\d)+\b/g, (code) => code.replaceAll('.', ''))
      .match(/[a-z0-9]+/g) ?? []
  ).map(stem)
}

/** An inverted index: word to nodes. A node's word reaches all lines of its subtree. */
export class SearchIndex {
  /** Word to nodes, and how well it stands in each: [node, fit, node, fit, …]. */
  private readonly postings = new Map<string, number[]>()
  private readonly starts: number[] = []
  private readonly ends: number[] = []
  private readonly vocabulary: string[]

  constructor(private readonly nodes: Nodes) {
    const seen = new Map<string, string[]>()
    nodes.words.forEach((text, node) => {
      const words = seen.get(text) ?? tokens(text)
      seen.set(text, words)
      words.forEach((word, place) => {
        const fit = (1 / Math.sqrt(words.length) + 1 / (2 + place)) * (nodes.depths[node] === 0 ? 1.5 : 1)
        const at = this.postings.get(word)
        if (!at) this.postings.set(word, [node, fit])
        else if (at.at(-2) !== node) at.push(node, fit)
      })
    })
    let line = 0
    const open: number[] = []
    nodes.depths.forEach((depth, node) => {
      while (open.length > depth) this.ends[open.pop() as number] = line
      this.starts[node] = line
      open.push(node)
      if (nodes.lines[line]?.node === node) line++
    })
    for (const node of open) this.ends[node] = line
    this.vocabulary = [...this.postings.keys()].sort()
  }

  /** The best `limit` lines for the words. */
  search(text: string, limit: number): Match[] {
    const all = [...new Set(tokens(text))]
    const asked = all.some((word) => !STOP.has(word)) ? all.filter((word) => !STOP.has(word)) : all
    const { lines } = this.nodes
    const scores = new Float64Array(lines.length)
    const found = new Uint8Array(lines.length)
    for (const word of asked) {
      this.scoresOf(word).forEach((score, line) => {
        if (score === 0) return
        scores[line] = (scores[line] as number) + score
        found[line] = (found[line] as number) + 1
      })
    }
    const best = Math.max(0, ...new Set(found))
    if (best === 0) return []
    const words = best === asked.length ? 'all' : 'some'
    const matches: Match[] = []
    found.forEach((n, line) => {
      if (n === best) matches.push({ line, words, score: scores[line] as number })
    })
    return matches.sort((a, b) => b.score - a.score || a.line - b.line).slice(0, limit)
  }

  /**
   * For each line, how well one word fits: the word itself over a word that begins so, rare words over common ones, short
   * texts over long ones, early in the text over late, the heading over what stands below it.
   */
  private scoresOf(word: string): Float64Array {
    const scores = new Float64Array(this.nodes.lines.length)
    let i = lowerBound(this.vocabulary, word)
    for (; this.vocabulary[i]?.startsWith(word); i++) {
      const known = this.vocabulary[i] as string
      if (known !== word && word.length < 3) break
      const at = this.postings.get(known) as number[]
      const weight = (known === word ? 1 : 0.4 * (word.length / known.length)) * Math.log(1 + this.nodes.words.length / at.length)
      for (let p = 0; p < at.length; p += 2) {
        const node = at[p] as number
        const score = weight * (at[p + 1] as number)
        for (let l = this.starts[node] as number; l < (this.ends[node] as number); l++) if ((scores[l] as number) < score) scores[l] = score
      }
    }
    if (/^\d{4,10}$/.test(word)) {
      this.nodes.lines.forEach(({ code }, l) => {
        if (code.startsWith(word)) scores[l] = CODE_SCORE
      })
    }
    return scores
  }
}

/** The first place in a sorted list that is not before `text`. */
export function lowerBound(list: readonly string[], text: string): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] as string) < text) low = middle + 1
    else high = middle
  }
  return low
}
