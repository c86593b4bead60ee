/** The workbench: a static site in `dist/site` that works from any folder of any host. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'

/** Data apart from what draws it. */
const assetFileNames = ({ names }: { readonly names: readonly string[] }): string =>
  names.some((name) => /\.(json|csv|gz|md|bin)$/.test(name)) ? 'data/[name]-[hash][extname]' : 'assets/[name]-[hash][extname]'

/** Writes the service worker with the names of all files of this build. */
const offline: Plugin = {
  name: 'offline',
  enforce: 'post',
  generateBundle(_, bundle) {
    const names = Object.keys(bundle).filter((name) => /^(assets|data)\//.test(name))
    const listed = (folder: string): string => JSON.stringify(names.filter((name) => name.startsWith(folder)).sort()).slice(1, -1)
    const source = readFileSync('src/web/offline.js', 'utf8')
      .replace('VERSION', createHash('sha256').update(names.sort().join()).digest('hex').slice(0, 12))
      .replace("'CODE'", listed('assets/'))
      .replace("'DATA'", listed('data/'))
    this.emitFile({ type: 'asset', fileName: 'offline.js', source })
  },
}

export default defineConfig({
  root: 'src/web',
  base: './',
  plugins: [offline],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: { output: { assetFileNames } },
  },
  worker: { format: 'es', rollupOptions: { output: { assetFileNames } } },
})
