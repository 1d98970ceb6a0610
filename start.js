// Starts the service from one file: main.ts and everything it imports, bundled once and used again as long as the
// sources are the same. Node reads one file in a fraction of the time that it takes to find and translate six hundred
// (docs/adr/0014-one-file-at-start.md). `npm run bundle` only makes the file.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = import.meta.dirname
const BUNDLE = join(ROOT, '.bundle', 'main.js')
// The packages are what the lock file says.
const PACKAGES = 'package-lock.json'
// better-sqlite3 loads its own native file; the others must stay one copy for those who load them by name.
const EXTERNAL = ['better-sqlite3']
const CREATE_REQUIRE =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url)"

const isBundled = isFresh() || (await bundle())
if (!process.argv.includes('--bundle-only')) await (isBundled ? import(pathToFileURL(BUNDLE).href) : runSources())

/** Whether each source is what the bundle was made of: the first line of the bundle lists them with their hashes. */
function isFresh() {
  try {
    const text = readFileSync(BUNDLE, 'utf8')
    /** @type {[string, string][]} */
    const sources = JSON.parse(text.slice(2, text.indexOf('\n')))
    return sources.every(([path, hash]) => hashOf(path) === hash)
  } catch {
    return false // no bundle yet, or a source is gone
  }
}

/** Makes the bundle anew, where the folder may be written; who starts at the same time never reads half of one. */
async function bundle() {
  const { build } = await import('esbuild')
  const { metafile, outputFiles } = await build({
    entryPoints: [join(ROOT, 'main.ts')],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    outfile: BUNDLE,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true, // node-fetch knows an AbortSignal by the name of its class
    external: EXTERNAL,
    banner: { js: CREATE_REQUIRE },
    plugins: [{ name: 'own-places', setup: keepPlaces }],
    logLevel: 'error',
  })
  const sources = [...Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules')), PACKAGES]
  const head = JSON.stringify(sources.map((path) => [path, hashOf(path)]))
  const draft = `${BUNDLE}.${process.pid}`
  try {
    mkdirSync(dirname(BUNDLE), { recursive: true })
    writeFileSync(draft, `//${head}\n${outputFiles[0]?.text}`)
    renameSync(draft, BUNDLE)
    return true
  } catch (error) {
    console.error(`${error}: started from the sources, which takes longer; 'npm run bundle' by their owner mends it`)
    return false
  }
}

async function runSources() {
  const { register } = await import('tsx/esm/api')
  register()
  await import('./main.ts')
}

/**
 * A module that looks for files beside itself still finds them, and what it requires is bundled too.
 * @param {import('esbuild').PluginBuild} build
 */
function keepPlaces(build) {
  build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, 'utf8')
      .replace(/createRequire\(import\.meta\.url\)\(('[^']+')\)/g, 'require($1)')
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
    loader: 'ts',
  }))
}

/** @param {string} path under the root */
function hashOf(path) {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, path)))
    .digest('base64url')
}
