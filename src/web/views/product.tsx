export const ProductView = () => <p>…</p>
