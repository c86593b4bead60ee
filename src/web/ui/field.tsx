/** An input that keeps what is being typed, whatever is redrawn around it, and tells it when it is done. */
import type { InputHTMLAttributes } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props {
  readonly value: string
  /** Told when the field is left, Enter is pressed, or a day is chosen. */
  readonly change: (text: string) => void
  readonly label?: string
  readonly name?: string
  readonly class?: string
  readonly maxLength?: number
  readonly inputMode?: 'decimal' | 'text'
  readonly list?: string
}

function useTyped(value: string): [string, (event: { currentTarget: HTMLInputElement }) => void] {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  return [typed, (event) => setTyped(event.currentTarget.value)]
}

export function Field({ value, change, label, ...rest }: Props) {
  const [typed, onInput] = useTyped(value)
  return (
    <input
      {...(rest as InputHTMLAttributes<HTMLInputElement>)}
      aria-label={label}
      value={typed}
      onInput={onInput}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

/** A day; half a day is not told. */
export function DayField({ value, change, label, ...rest }: Props & { readonly min?: string; readonly max?: string }) {
  const [typed, onInput] = useTyped(value)
  return (
    <input
      {...rest}
      type="date"
      required
      aria-label={label}
      value={typed}
      onInput={onInput}
      onChange={(event) => {
        if (event.currentTarget.value !== '') change(event.currentTarget.value)
      }}
    />
  )
}
