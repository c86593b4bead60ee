/** The topics, those of the quarrel first. */
export const Topic = [
  'rare-earths',
  'soybeans',
  'fentanyl',
  'technology',
  'ports',
  'tariffs',
  'minerals',
  'agriculture',
  'courts',
  'companies',
  'diplomacy',
] as const
export type Topic = (typeof Topic)[number]
