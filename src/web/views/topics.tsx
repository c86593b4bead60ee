export const TopicsView = () => <p>…</p>
