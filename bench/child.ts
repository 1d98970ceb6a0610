// A program of ours in a process of its own, and messages posted to it as platforms post them.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const AT_ONCE = 40 // connections: Telegram's default, max_connections of setWebhook

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const connections = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

/** Posts a body and gives the status of the answer. */
export function post(url: string, body: string | Uint8Array, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent: connections, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

export interface Child extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>
}

/** Starts a script and waits until it prints where it listens; without a DATABASE_URL it has a folder of its own. */
export async function startChild(script: string, env: Record<string, string>): Promise<Child> {
  const folder = mkdtempSync(join(tmpdir(), 'burst-'))
  const child: ChildProcess = spawn(
    process.execPath,
    [
      ...(process.env.CHILD_ARGS ?? '').split(' ').filter(Boolean),
      '--max-semi-space-size=8',
      ...(script.endsWith('.ts') ? ['--import', 'tsx'] : []),
      script,
    ],
    {
      cwd: `${import.meta.dirname}/..`,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        PORT: '0',
        LOG_LEVEL: 'error',
        DATABASE_URL: `sqlite:${folder}/burst.db`,
        CLOCK_START: '2020-02-10T08:00:00+07:00',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const signal = async (name: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(name)
    await once(child, 'exit')
  }
  const end = async () => {
    await signal('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  if (!child.stdout || child.pid === undefined) throw new Error(`${script} could not be started`)
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+$/.exec(line)?.[0]
    if (!url) continue
    child.stdout.resume()
    return { url, pid: child.pid, kill: () => signal('SIGKILL'), [Symbol.asyncDispose]: end }
  }
  throw new Error(`${script} did not start`)
}
