/** A value once it has stood still for a while: what is asked for slowly is not asked at every step of a change. */
import { useEffect, useState } from 'preact/hooks'

/** @param key what makes two values the same */
export function useSettled<T>(value: T, key: string, ms = 300): T | undefined {
  const [settled, setSettled] = useState<{ key: string; value: T } | undefined>(undefined)
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ key, value }), ms)
    return () => clearTimeout(timer)
  }, [key])
  return settled?.value
}
