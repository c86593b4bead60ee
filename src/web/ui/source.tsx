/** A source as a link, where it is an address. */
export const Source = ({ text }: { text: string }) =>
  /^https?:\/\/\S+$/.test(text) ? (
    <a class="small muted source-link" href={text} rel="noreferrer noopener">
      {text.replace(/^https?:\/\/(www\.)?/, '')}
    </a>
  ) : (
    <span class="small muted source-link">{text}</span>
  )
