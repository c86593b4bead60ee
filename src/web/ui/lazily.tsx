/** A view whose code is loaded when it is first opened. */
import { type ComponentType, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Waiting } from './basics.js'

export function lazily(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | undefined
  return function Lazy() {
    const [View, setView] = useState<ComponentType | undefined>(() => loaded)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (View) return
      load().then(
        (view) => {
          loaded = view
          setView(() => view)
        },
        () => setFailed(true),
      )
    }, [])
    if (failed)
      return (
        <p class="failed" role="alert">
          This view could not be loaded: there is no connection to the host. Load the page again.
        </p>
      )
    return View ? h(View, {}) : <Waiting what="Opening the view" />
  }
}
