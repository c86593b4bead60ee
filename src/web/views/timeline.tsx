export const TimelineView = () => <p>…</p>
