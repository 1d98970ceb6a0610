import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

// A folder may import itself, what stands further right, and the words everyone shares.
const MAY_IMPORT: Record<string, readonly string[]> = {
  bot: ['handlers', 'forms', 'knowledge', 'store', 'packages'],
  web: ['handlers', 'forms', 'knowledge', 'store'],
  jobs: ['handlers', 'forms', 'knowledge', 'store'],
  handlers: ['forms', 'knowledge', 'store'],
  forms: ['knowledge'],
  knowledge: ['store'],
  store: [],
  packages: [],
}
const ALONE: Record<string, RegExp> = {
  'better-sqlite3': /^(store\/|knowledge\/(search-index|candidates)\.ts$)/,
  kysely: /^store\//,
  '@langchain': /^knowledge\//,
  grammy: /^bot\//,
  'zalo-oa-sdk': /^bot\//,
}
const root = join(import.meta.dirname, '..')
const files = ['.', ...Object.keys(MAY_IMPORT)]
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((file) => /\.(ts|js)$/.test(file) && !/node_modules|vitest\.config/.test(file))
const sources = files.map((file) => ({ file, code: readFileSync(join(root, file), 'utf8') }))
const imports = sources.flatMap(({ file, code }) =>
  [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => ({ file, name })),
)
const folderOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '')

describe('the tree is the architecture', () => {
  it('imports point one way', () => {
    const wrong = imports
      .filter(({ name }) => name.startsWith('.'))
      .map(({ file, name }) => ({ file, target: join(dirname(file), name) }))
      .filter(({ file, target }) => {
        const [from, to] = [folderOf(file), folderOf(target)]
        if (from === '' || from === to) return false
        return to === '' ? !/^(message|clock)\.ts$/.test(target) : !MAY_IMPORT[from]?.includes(to)
      })
    expect(files.length).toBeGreaterThan(30)
    expect(wrong).toEqual([])
  })

  it.each(Object.entries(ALONE))('only its own place imports %s', (name, place) => {
    const users = imports.filter((one) => one.name === name || one.name.startsWith(`${name}/`)).map(({ file }) => file)
    expect(users.filter((file) => !place.test(file))).toEqual([])
  })

  it('only clock.ts reads the machine’s time', () => {
    const reads = sources.filter(({ file, code }) => file.endsWith('.ts') && /Date\.now\(|new Date\(\)/.test(code))
    expect(reads.map(({ file }) => file)).toEqual(['clock.ts'])
  })
})
