/** `/docs`: the description as a page. It is written here whole: no script, nothing from another host. */
import { REFUSALS } from './problem.js'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: { readonly type?: unknown; readonly enum?: readonly string[]; readonly pattern?: string }
}
interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> }
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }>
  >
}
/** As much of an OpenAPI document as the page shows. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

const CSS = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
code,pre{font:.875rem/1.45 ui-monospace,monospace}pre{overflow:auto;max-height:30rem;padding:.75rem;border:1px solid #8886}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-top:1px solid #8884}
section{border-top:2px solid #8888;margin-top:2rem}summary{cursor:pointer}h2 code{font-size:1.1rem}.must{font-weight:600}`

const escaped = (value: unknown): string =>
  String(value).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string)

/** `/v1/port-fee` as `port-fee`. */
const idOf = (path: string): string => path.replace('/v1/', '').replaceAll(/\W+/g, '-')

/** The page for a document; `examples` gives of a path an address that is answered. */
export function docsPage(document: Described, examples: Readonly<Record<string, string>>): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation, examples[path])),
  )
  const contents = Object.entries(document.paths ?? {}).map(
    ([path, methods]) =>
      `<li><a href="#${idOf(path)}"><code>${escaped(path)}</code></a> ${escaped(Object.values(methods)[0]?.summary ?? '')}</li>`,
  )
  const { title, version, description = '' } = document.info
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} API ${escaped(version)}</title><style>${CSS}</style></head>
<body><header><h1>${escaped(title)} API ${escaped(version)}</h1><p>${escaped(description)} The same description for machines: <a href="/openapi.json">/openapi.json</a>.</p>
<nav><ul>${contents.join('')}</ul></nav></header>
<main>
${operations.join('\n')}
<section><h2>When a request is refused</h2><p>The body is <code>application/problem+json</code> (RFC 9457) and names the field that is wrong.</p>
<table>${Object.entries(REFUSALS)
    .map(([status, words]) => `<tr id="status-${status}"><th scope="row">${status}</th><td>${escaped(words)}</td></tr>`)
    .join('')}</table></section>
<section><h2>Schemas</h2>
${Object.entries(document.components?.schemas ?? {})
  .map(
    ([name, schema]) =>
      `<details><summary><code>${escaped(name)}</code></summary><pre id="schema-${escaped(name)}">${escaped(JSON.stringify(schema, null, 1))}</pre></details>`,
  )
  .join('\n')}
</section></main></body></html>
`
}

function section(method: string, path: string, operation: Operation, example: string | undefined): string {
  const { summary = '', description, parameters = [], requestBody, responses = {} } = operation
  const body = Object.keys(requestBody?.content ?? {})
  return `<section id="${idOf(path)}"><h2><code>${method.toUpperCase()} ${escaped(path)}</code></h2><p>${escaped(summary)}.${description ? ` ${escaped(description)}` : ''}</p>
${example === undefined ? '' : `<p>Example: <a href="${escaped(example)}"><code>${escaped(example)}</code></a></p>`}
${body.length > 0 ? `<p>Body: ${body.map((type) => `<code>${escaped(type)}</code>`).join(', ')}</p>` : ''}
${parameters.length > 0 ? `<table><thead><tr><th>Parameter</th><th>What</th></tr></thead><tbody>${parameters.map(row).join('')}</tbody></table>` : ''}
<p>Gives: ${given(responses).join(', ')}. Refused as: ${refused(responses).join(', ')}.</p></section>`
}

const row = ({ name, required, description = '', schema }: Parameter): string =>
  `<tr><th scope="row"${required ? ' class="must"' : ''}><code>${escaped(name)}</code>${required ? ' (required)' : ''}</th><td>${escaped(description)}${schema?.enum ? `: ${schema.enum.map((v) => `<code>${escaped(v)}</code>`).join(', ')}` : ''}</td></tr>`

type Responses = NonNullable<Operation['responses']>

/** What an answer is: a schema's name as a link, with its types; or that there is nothing new. */
const given = (responses: Responses): string[] =>
  Object.entries(responses)
    .filter(([status]) => Number(status) < 400)
    .map(([status, { description = '', content = {} }]) => {
      const name = /#\/components\/schemas\/(\w+)/.exec(JSON.stringify(content))?.[1]
      const types = Object.keys(content).map((type) => `<code>${escaped(type)}</code>`)
      return name === undefined
        ? `${status} (${escaped(description)})`
        : `${status} <a href="#schema-${name}">${name}</a> as ${types.join(' or ')}`
    })

const refused = (responses: Responses): string[] =>
  Object.keys(responses)
    .filter((status) => Number(status) >= 400)
    .map((status) => `<a href="#status-${status}">${status}</a>`)
