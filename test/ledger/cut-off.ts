/** A record as it would have stood on a day: whatever was published later is taken out of the data itself. */
import { isMeasure, type LedgerRecord, type MeasureRecord, openLedger } from '../../src/index.js'

const whole = openLedger()

export function cutOff(records: readonly LedgerRecord[], known: string): LedgerRecord[] {
  const view = whole.asOf({ date: known, known })
  return records.flatMap((r): LedgerRecord[] => {
    if (r.kind === 'authority') {
      return [
        {
          ...r,
          entries: view
            .voids(r.id)
            .map((v) => ({ void: 'all', from: v.from, known: v.known, instrument: v.instrument, sources: [...v.sources], grade: v.grade })),
        },
      ]
    }
    if (!isMeasure(r)) return r.known <= known ? [r] : []
    const state = view.measure(r.id)
    if (!state) return []
    const entries = [...state.entries]
      .sort((a, b) => a.index - b.index)
      .map((e) => {
        const { by: _, ...rest } = r.entries[e.index] as MeasureRecord['entries'][number]
        return { ...rest, known: e.known, instrument: e.instrument, sources: [...e.sources], grade: e.grade }
      })
    return [{ ...state.record, entries } as MeasureRecord]
  })
}
