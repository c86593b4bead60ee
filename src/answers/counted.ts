/** How what entries do not state counts in bulk: by published shares; not at all; always. */
export const COUNTED = ['estimate', 'none', 'all'] as const
export type Counted = (typeof COUNTED)[number]
