/** What if: a shipped scenario or one's own, and at once what it changes on both sides. */
import { useEffect, useState } from 'preact/hooks'
import type { Scenario } from '../../ledger/index.js'
import { type AskError, ask, useAnswer } from '../client.js'
import { dates, go, here } from '../state.js'
import { Answered, Failed, Waiting } from '../ui/basics.js'
import type { Hello } from '../worker/record.js'
import { Levers } from './what-if/levers.js'
import { ownOf, paramOf } from './what-if/own.js'
import { Result } from './what-if/result.js'
import { Yaml } from './what-if/yaml.js'

export function WhatIfView() {
  const record = useAnswer('hello', null)
  const [dropped, setDropped] = useState<AskError | undefined>()
  const open = async (file: File): Promise<void> => {
    try {
      const scenario = await ask('scenarioOf', { file: file.name, text: await file.text() })
      setDropped(undefined)
      go({ keep: true, params: { scenario: 'own', own: paramOf(scenario), against: scenario.against } })
    } catch (error) {
      setDropped(error as AskError)
    }
  }
  useDropped(open)
  return (
    <>
      <h1>What if …</h1>
      <p class="muted">A scenario is more law: entries laid over the record. Change something and see both sides at once.</p>
      {dropped && <Failed error={dropped} />}
      <Answered answer={record} what="Reading the record">
        {(value) => <Chosen record={value} open={open} />}
      </Answered>
    </>
  )
}

/** A file dropped anywhere on the page is opened. */
function useDropped(open: (file: File) => void): void {
  useEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault()
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      open(file)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [])
}

function Chosen({ record, open }: { record: Hello; open: (file: File) => void }) {
  const { params } = here.value
  const chosen = params.scenario ?? 'lapse'
  const own = ownOf(params.own)
  const shipped = record.scenarios.find((s) => s.id === chosen)
  const against = params.against ?? (shipped ? (shipped.against ?? 'record') : 'record')
  const asked = dates.value
  const nothing = !shipped && own.entries.length === 0
  const scenario: string | Scenario | undefined = shipped ? shipped.id : own
  const question = asked && !nothing ? { ...asked, scenario, against } : undefined
  const answer = useAnswer('whatIf', question)
  const change = (next: Scenario): void =>
    go(
      { keep: true, params: { scenario: 'own', own: paramOf(next), against: params.scenario === 'own' ? params.against : undefined } },
      true,
    )
  return (
    <div class="what-if">
      <section class="levers" aria-label="The scenario">
        <form onSubmit={(event) => event.preventDefault()}>
          <label class="wide">
            <span>Scenario</span>
            <select
              name="scenario"
              value={shipped ? chosen : 'own'}
              onChange={(event) => go({ keep: true, params: { scenario: event.currentTarget.value, against: undefined } })}
            >
              {record.scenarios.map((s) => (
                <option key={s.id} value={s.id}>
                  {s.title}
                </option>
              ))}
              <option value="own">My own</option>
            </select>
          </label>
          <label class="wide">
            <span>Compared with</span>
            <select name="against" value={against} onChange={(event) => go({ keep: true, params: { against: event.currentTarget.value } })}>
              <option value="record">The law as it stands</option>
              {record.scenarios.map((s) => (
                <option key={s.id} value={s.id}>
                  {s.title}
                </option>
              ))}
            </select>
          </label>
        </form>
        {shipped ? (
          <>
            <p class="small">{shipped.summary}</p>
            <p>
              <button
                type="button"
                onClick={async () => {
                  const whole = await ask('shipped', shipped.id)
                  const { against: _, ...rest } = whole
                  go({
                    keep: true,
                    params: {
                      scenario: 'own',
                      own: paramOf({ ...rest, id: 'mine', title: `${whole.title}, changed` }),
                      against: params.against ?? whole.against,
                    },
                  })
                }}
              >
                Change it: make it my own
              </button>
            </p>
          </>
        ) : (
          <Levers own={own} change={change} />
        )}
      </section>
      <section class="result" aria-label="What it changes">
        {nothing ? (
          <p class="muted">Nothing is changed yet: choose what becomes of a suspension, carry out a threat, or set a rate.</p>
        ) : asked ? (
          <Answered answer={answer} what="Working out both sides">
            {(value) => <Result value={value} asked={asked} question={question} />}
          </Answered>
        ) : (
          <Waiting what="Reading the record" />
        )}
      </section>
      <Yaml scenario={shipped ? shipped.id : own} against={against} open={open} />
    </div>
  )
}
