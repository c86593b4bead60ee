/** Starts the workbench. */
import { render } from 'preact'
import { App } from './app.js'
import { keepCode } from './keep.js'

const root = document.getElementById('app')
if (root) {
  root.textContent = ''
  render(<App />, root)
}
// What is asked for first comes first.
addEventListener('load', () => setTimeout(keepCode, 2000))
