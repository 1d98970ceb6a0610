import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder } from './running-assistant.ts'

const root = join(import.meta.dirname, '..')

// A program of two files in a folder of its own.
function createProgram(folder: string) {
  for (const name of ['start.js', 'package-lock.json']) copyFileSync(join(root, name), join(folder, name))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'inner'))
  writeFileSync(join(folder, 'main.ts'), `import { say } from './inner/say.ts'\nsay(process.argv.slice(2))\n`)
  const write = (word: string) =>
    writeFileSync(
      join(folder, 'inner/say.ts'),
      `export const say = (args: string[]) => console.log('${word}', args.join(), import.meta.dirname)\n`,
    )
  const start = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'start.js'), ...args])
    return { status, out: stdout.toString().trim(), err: stderr.toString() }
  }
  return { write, start, bundle: join(folder, '.bundle/main.cjs'), inner: join(folder, 'inner') }
}

describe('a start', () => {
  it('runs the sources as they are now, each knowing its own place', () => {
    using folder = createFolder()
    const { write, start, inner } = createProgram(folder.path)
    write('một')
    expect(start('--demo')).toEqual({ status: 0, out: `một --demo ${inner}`, err: '' })
    write('hai')
    expect(start().out).toBe(`hai  ${inner}`)
  })

  it('uses the bundle again as long as the sources are the same', () => {
    using folder = createFolder()
    const { write, start, bundle } = createProgram(folder.path)
    write('một')
    expect(start('--bundle-only').out).toBe('')
    const made = statSync(bundle).mtimeMs
    expect(start().out).toMatch(/^một/)
    expect(statSync(bundle).mtimeMs).toBe(made)
  })

  it('goes on from the sources where the bundle cannot be written, and says how to mend that', () => {
    using folder = createFolder()
    const { write, start, inner } = createProgram(folder.path)
    write('một')
    writeFileSync(join(folder.path, '.bundle'), 'a file in its place')
    const { status, out, err } = start()
    expect({ status, out }).toEqual({ status: 0, out: `một  ${inner}` })
    expect(err).toContain('npm run bundle')
  })

  it('uses what was compiled, and does without where it is not of this bundle or not whole', () => {
    using folder = createFolder()
    const { write, start, bundle } = createProgram(folder.path)
    const compiled = join(dirname(bundle), 'main.compiled')
    write('một')
    start('--bundle-only')
    const whole = readFileSync(compiled)
    expect(start().out).toMatch(/^một/)
    for (const broken of [whole.subarray(0, whole.length / 2), whole.subarray(0, 40), Buffer.alloc(0)]) {
      writeFileSync(compiled, broken)
      expect(start()).toMatchObject({ status: 0, out: expect.stringMatching(/^một/) })
    }
    writeFileSync(compiled, whole)
    write('hai') // as long as the other
    expect(start().out).toMatch(/^hai/)
  })

  it('starts from half a bundle as from none', () => {
    using folder = createFolder()
    const { write, start, bundle } = createProgram(folder.path)
    write('một')
    mkdirSync(join(folder.path, '.bundle'))
    writeFileSync(bundle, '//[["main')
    expect(start().out).toMatch(/^một/)
  })
})
