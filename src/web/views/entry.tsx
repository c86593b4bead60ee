/** One entry of the record whole, at an address of its own. */
import { useAnswer } from '../client.js'
import { dates } from '../state.js'
import { Answered } from '../ui/basics.js'
import { Whole } from '../ui/whole.js'

export function EntryView({ id }: { id: string }) {
  const asked = dates.value
  const answer = useAnswer('entry', asked && { ...asked, id })
  return (
    <>
      <p class="small">
        <button type="button" class="plainly" onClick={() => history.back()}>
          Back
        </button>
      </p>
      <Answered answer={answer} what="Reading the record">
        {(whole) => <Whole whole={whole} />}
      </Answered>
    </>
  )
}
