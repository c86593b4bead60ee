/** Products of a square matrix, row after row in a larger array, with a vector. Rows are taken four at a time. */

/** y_i = Σ_j x_j A_ji: `x` from `xFrom` on, the n × n matrix `A` from `aFrom` on. */
export function timesMatrix(x: Float64Array, xFrom: number, A: Float64Array, aFrom: number, n: number, y: Float64Array): void {
  const end = n & ~3
  y.fill(0)
  for (let j = 0; j < end; j += 4)
    addFourRows(
      x[xFrom + j] as number,
      x[xFrom + j + 1] as number,
      x[xFrom + j + 2] as number,
      x[xFrom + j + 3] as number,
      A,
      aFrom + j * n,
      n,
      y,
    )
  for (let j = end; j < n; j++) {
    const xj = x[xFrom + j] as number
    const r = aFrom + j * n
    for (let i = 0; i < n; i++) y[i] = (y[i] as number) + xj * (A[r + i] as number)
  }
}

// What is called row by row an engine compiles while the first product of a process is still under way.
function addFourRows(x0: number, x1: number, x2: number, x3: number, A: Float64Array, r0: number, n: number, y: Float64Array): void {
  const r1 = r0 + n
  const r2 = r1 + n
  const r3 = r2 + n
  for (let i = 0; i < n; i++)
    y[i] =
      (y[i] as number) +
      (x0 * (A[r0 + i] as number) + x1 * (A[r1 + i] as number)) +
      (x2 * (A[r2 + i] as number) + x3 * (A[r3 + i] as number))
}

/** y_j = Σ_i A_ji x_i, written from `yFrom` on. */
export function matrixTimes(A: Float64Array, aFrom: number, x: Float64Array, n: number, y: Float64Array, yFrom: number): void {
  const end = n & ~3
  for (let j = 0; j < end; j += 4) fourRowsTimes(A, aFrom + j * n, x, n, y, yFrom + j)
  for (let j = end; j < n; j++) {
    const r = aFrom + j * n
    let total = 0
    for (let i = 0; i < n; i++) total += (A[r + i] as number) * (x[i] as number)
    y[yFrom + j] = total
  }
}

function fourRowsTimes(A: Float64Array, r0: number, x: Float64Array, n: number, y: Float64Array, at: number): void {
  const r1 = r0 + n
  const r2 = r1 + n
  const r3 = r2 + n
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let i = 0; i < n; i++) {
    const xi = x[i] as number
    s0 += (A[r0 + i] as number) * xi
    s1 += (A[r1 + i] as number) * xi
    s2 += (A[r2 + i] as number) * xi
    s3 += (A[r3 + i] as number) * xi
  }
  y[at] = s0
  y[at + 1] = s1
  y[at + 2] = s2
  y[at + 3] = s3
}

/** How many of `n` values from `from` on are not zero: an engine compiles it early, and most rows of tariffs have nothing. */
export function nonZero(array: Float64Array, from: number, n: number): number {
  let count = 0
  for (let i = from; i < from + n; i++) if (array[i] !== 0) count++
  return count
}
