// The program itself in a process of its own, on a free port and a database that is thrown away.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const root = join(import.meta.dirname, '..')
// Only what a program needs to run: nothing that configures it comes from outside the test.
const bare = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'error' }

/** Starts `node <args>` in the product's folder with this environment and nothing else. */
export function startProgram(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const loader = args[0]?.endsWith('.ts') ? ['--import', 'tsx'] : []
  return spawn(process.execPath, [...loader, ...args], { cwd: root, env: { ...bare, ...env } })
}

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a program to its end, with `input` typed into it. */
export async function runProgram(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Finished> {
  const child = startProgram(args, env)
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
  child.stdin?.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
}

/** A folder of the test's own, gone afterwards. */
export function createFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'tro-ly-thi-dua-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

export interface RunningAssistant extends AsyncDisposable {
  readonly url: string
  readonly databaseUrl: string
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>
  /** Asks it to stop; its exit code. */
  stop(): Promise<number | null>
}

/** Starts `npm run demo` and waits until it says where it listens. */
export async function startAssistant({
  databasePath,
  env = {},
}: {
  databasePath: string
  env?: Record<string, string>
}): Promise<RunningAssistant> {
  const databaseUrl = `sqlite:${databasePath}`
  const child = startProgram(['start.js', '--demo'], { PORT: '0', DATABASE_URL: databaseUrl, ...env })
  const end = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'exit')
    }
    return child.exitCode
  }
  const kill = end('SIGKILL')
  const trouble: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => trouble.push(chunk.toString()))
  if (!child.stdout) throw new Error('the program has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+$/.exec(line)?.[0]
    if (!url) continue
    child.stdout.resume()
    return {
      url,
      databaseUrl,
      kill: async () => void (await kill()),
      stop: end('SIGTERM'),
      [Symbol.asyncDispose]: async () => void (await kill()),
    }
  }
  throw new Error(`the assistant did not start: ${trouble.join('')}`)
}
