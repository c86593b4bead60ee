/** The words of a tariff line: its own first, those of the headings above it after. */
import type { Words } from '../worker/product.js'

export const Described = ({ words: { own, above } }: { words: Words }) => (
  <span>
    {own}
    {above && <span class="muted">. Under: {above}</span>}
  </span>
)
