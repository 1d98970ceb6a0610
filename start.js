// Starts the service from one file: main.ts and everything it imports, bundled and compiled once and used again as long
// as the sources are the same. Node reads one file in a fraction of the time that it takes to find and translate six
// hundred (docs/adr/0014-one-file-at-start.md). `npm run bundle` only makes the file.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { constants, Script } from 'node:vm'

const ROOT = import.meta.dirname
const BUNDLE = join(ROOT, '.bundle', 'main.cjs')
const COMPILED = join(ROOT, '.bundle', 'main.compiled')
const WARM_MS = 10_000 // by then what a start calls has been compiled
// The packages are what the lock file says.
const PACKAGES = 'package-lock.json'
// better-sqlite3 loads its own native file; the others must stay one copy for those who load them by name.
const EXTERNAL = ['better-sqlite3']
const BUNDLE_URL = "const __bundleUrl = require('node:url').pathToFileURL(__filename).href"

const code = readFresh() ?? (await bundle())
if (process.argv.includes('--bundle-only')) {
  if (code) keepCompiled(code, compile(code))
} else if (code) run(code)
else await runSources()

/** The bundle, if each source is what it was made of: its first line lists them with their hashes. */
function readFresh() {
  try {
    const text = readFileSync(BUNDLE, 'utf8')
    /** @type {[string, string][]} */
    const sources = JSON.parse(headOf(text).slice(2))
    return sources.every(([path, hash]) => hashOf(path) === hash) ? text : null
  } catch {
    return null // no bundle yet, or a source is gone
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
    format: 'cjs', // of a module Node keeps nothing that was compiled
    target: 'node20',
    external: EXTERNAL,
    define: { 'import.meta.url': '__bundleUrl' },
    banner: { js: BUNDLE_URL },
    plugins: [{ name: 'own-places', setup: keepPlaces }],
    logLevel: 'error',
  })
  const sources = [...Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules')), PACKAGES]
  const text = `//${JSON.stringify(sources.map((path) => [path, hashOf(path)]))}\n${outputFiles[0]?.text}`
  try {
    mkdirSync(dirname(BUNDLE), { recursive: true })
    replace(BUNDLE, text)
    return text
  } catch (error) {
    console.error(`${error}: started from the sources, which takes longer; 'npm run bundle' by their owner mends it`)
    return null
  }
}

/** @param {string} code */
function run(code) {
  const script = compile(code)
  if (!script.isKept) setTimeout(() => keepCompiled(code, script), WARM_MS).unref()
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(BUNDLE), module, BUNDLE, dirname(BUNDLE))
}

/**
 * The bundle as the function of a CommonJS module, and whether what was compiled before could be used: V8 takes nothing
 * of another version of itself or with other flags.
 * @param {string} code
 * @returns {Script & { isKept: boolean }}
 */
function compile(code) {
  const cachedData = readCompiled(code)
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, {
    filename: BUNDLE,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  return Object.assign(script, { isKept: cachedData !== undefined && !script.cachedDataRejected })
}

/**
 * @param {string} code
 * @returns {Buffer | undefined} what was compiled of this bundle; V8 itself would look at its length alone
 */
function readCompiled(code) {
  try {
    const kept = readFileSync(COMPILED)
    const mark = markOf(code)
    return mark.equals(kept.subarray(0, mark.length)) ? kept.subarray(mark.length) : undefined
  } catch {
    return undefined // nothing yet
  }
}

/**
 * @param {string} code
 * @param {Script} script
 */
function keepCompiled(code, script) {
  try {
    replace(COMPILED, Buffer.concat([markOf(code), script.createCachedData()]))
  } catch {
    // Where the folder may not be written, the next start compiles once more.
  }
}

/** @param {string} code */
function markOf(code) {
  return createHash('sha256').update(headOf(code)).digest()
}

/** @param {string} code */
function headOf(code) {
  return code.slice(0, code.indexOf('\n'))
}

/**
 * @param {string} path
 * @param {string | Buffer} content
 */
function replace(path, content) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, path)
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
