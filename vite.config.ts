/** The workbench: a static site in `dist/site` that works from any folder of any host. */
import { defineConfig } from 'vite'

const jsx = { runtime: 'automatic', importSource: 'preact' } as const

/** Data apart from what draws it. */
const assetFileNames = ({ names }: { readonly names: readonly string[] }): string =>
  names.some((name) => /\.(json|csv|gz)$/.test(name)) ? 'data/[name]-[hash][extname]' : 'assets/[name]-[hash][extname]'

export default defineConfig({
  root: 'src/web',
  base: './',
  oxc: { jsx },
  build: {
    outDir: '../../dist/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: 'files.json',
    rollupOptions: { output: { assetFileNames } },
  },
  worker: { format: 'es', rollupOptions: { output: { assetFileNames } } },
})
