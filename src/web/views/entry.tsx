export const EntryView = ({ id }: { id: string }) => <p>{id}</p>
