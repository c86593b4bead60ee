/** Numbers for pairs of numbers, in plain arrays: a map would make an object of every key too large for a small integer. */
export class Pairs {
  private count = 0
  private mask = (1 << 14) - 1
  private firsts = new Int32Array(this.mask + 1)
  private seconds = new Int32Array(this.mask + 1)
  private numbers = new Int32Array(this.mask + 1)

  /** The number of a pair, from 1 on in order of first asking. */
  number(first: number, second: number): number {
    const at = this.place(first, second)
    if (this.numbers[at] !== 0) return this.numbers[at] as number
    this.firsts[at] = first
    this.seconds[at] = second
    this.numbers[at] = ++this.count
    if (this.count * 2 > this.mask) this.grow()
    return this.count
  }

  private place(first: number, second: number): number {
    let at = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 0
    at = (at ^ (at >>> 15)) & this.mask
    while (this.numbers[at] !== 0 && (this.firsts[at] !== first || this.seconds[at] !== second)) at = (at + 1) & this.mask
    return at
  }

  private grow(): void {
    const { firsts, seconds, numbers } = this
    this.mask = this.mask * 2 + 1
    this.firsts = new Int32Array(this.mask + 1)
    this.seconds = new Int32Array(this.mask + 1)
    this.numbers = new Int32Array(this.mask + 1)
    numbers.forEach((number, i) => {
      if (number === 0) return
      const at = this.place(firsts[i] as number, seconds[i] as number)
      this.firsts[at] = firsts[i] as number
      this.seconds[at] = seconds[i] as number
      this.numbers[at] = number
    })
  }
}
