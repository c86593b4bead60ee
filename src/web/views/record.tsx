export const RecordView = () => <p>…</p>
