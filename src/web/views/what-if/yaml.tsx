/** The scenario as the file that the command line takes, to take away or to bring. */

import type { Scenario } from '../../../ledger/index.js'
import { ask, useAnswer } from '../../client.js'
import { dates } from '../../state.js'
import { download } from '../../ui/export.js'
import { useSettled } from '../../ui/settled.js'

export function Yaml({ scenario, against, open }: { scenario: string | Scenario; against: string; open: (file: File) => void }) {
  const shipped = useAnswer('shipped', typeof scenario === 'string' ? scenario : undefined)
  const whole = typeof scenario === 'string' ? shipped.value : scenario
  const written = whole && whole.entries.length > 0 ? whole : undefined
  // Once a change stands still: its result is asked first.
  const shown = useSettled(written, JSON.stringify(written), 150)
  const text = useAnswer('yamlOf', shown)
  const name = `${whole?.id ?? 'mine'}.yaml`
  const asked = dates.value
  return (
    <section class="yaml">
      <h3>As a file</h3>
      {text.value !== undefined && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
          <section class="scroll" tabIndex={0} aria-label={`The file ${name}`}>
            <pre>{text.value}</pre>
          </section>
          <p class="small">
            <button type="button" onClick={async () => written && download(name, 'text/yaml', await ask('yamlOf', written))}>
              Save {name}
            </button>
          </p>
          <p class="small muted">
            <code>
              npx parley what-if {typeof scenario === 'string' ? scenario : `./${name}`} --against {against} --date {asked?.date} --known{' '}
              {asked?.known}
            </code>
          </p>
        </>
      )}
      <label class="small">
        Open a file of your own, or drop one on the page:{' '}
        <input
          type="file"
          accept=".yaml,.yml"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) open(file)
            event.currentTarget.value = ''
          }}
        />
      </label>
    </section>
  )
}
