import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, loadEnv } from 'vite'

/** Where `npm run dev` finds a running server, unless SAMU_SERVER says otherwise. */
const SERVER = 'http://127.0.0.1:8000'

export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, '.', 'SAMU_')['SAMU_SERVER'] ?? SERVER
  return {
    base: '/',
    plugins: [svelte()],
    resolve: { alias: { $lib: new URL('./src/lib', import.meta.url).pathname } },
    build: {
      outDir: '../static',
      emptyOutDir: true,
      target: 'es2022',
      // Nothing inlined: what two pages share is fetched once, and the CSP needs no data: scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { console: 'index.html', equipage: 'equipage.html', service: 'service.html' },
      },
    },
    server: { proxy: { '/api': { target, ws: true } } },
  }
})
