export const WhatIfView = () => <p>…</p>
