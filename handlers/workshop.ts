// Pictures and lists take a core for seconds. They are made in threads of their own, while everybody else is answered: one
// thread for each kind, so that a picture does not wait for a list. A thread is started by the first order and ends when
// none came for a while.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { WorkbookNeeds } from './organising/lists/write-workbook.ts'
import type { Sent } from './organising/read-sent.ts'

export type Order =
  | { readonly what: 'picture'; readonly svg: string }
  | { readonly what: 'lists'; readonly needs: WorkbookNeeds }

/** What the thread is sent: the registrations of lists come before the order itself. */
export type Sending =
  | { readonly id: number; readonly order: Order }
  | { readonly id: number; readonly portion: readonly Sent[] }

/** What the thread answers to the order of that number. */
export type Made =
  | { readonly id: number; readonly content: Uint8Array }
  | { readonly id: number; readonly fault: string }

interface Bench {
  readonly thread: Worker
  readonly waiting: Map<number, { resolve: (content: Uint8Array) => void; reject: (error: Error) => void }>
  idle: NodeJS.Timeout | undefined
}

const PORTION = 200
const IDLE_MS = 10 * 60_000 // what it has loaded is 50 MB, and a second's work
const benches = new Map<Order['what'], Bench>()
let orders = 0

/** Has it made: a picture as PNG, lists as .xlsx. Throws what went wrong there. */
export function order(wanted: Order): Promise<Uint8Array> {
  const bench = benches.get(wanted.what) ?? openBench(wanted.what)
  clearTimeout(bench.idle)
  bench.thread.ref()
  const id = ++orders
  return new Promise((resolve, reject) => {
    bench.waiting.set(id, { resolve, reject })
    send(bench.thread, id, wanted).catch(reject)
  })
}

// Copying thousands of registrations at once would keep everybody waiting: they go in portions, the order last.
async function send(thread: Worker, id: number, wanted: Order): Promise<void> {
  const post = (sending: Sending) => thread.postMessage(sending)
  if (wanted.what !== 'lists') return post({ id, order: wanted })
  const { sent, ...needs } = wanted.needs
  for (let from = 0; from < sent.length; from += PORTION) {
    post({ id, portion: sent.slice(from, from + PORTION) })
    await nextTurn()
  }
  post({ id, order: { what: 'lists', needs: { ...needs, sent: [] } } })
}

function openBench(what: Order['what']): Bench {
  const thread = new Worker(new URL('./workshop-start.js', import.meta.url), { execArgv: [] })
  const bench: Bench = { thread, waiting: new Map(), idle: undefined }
  benches.set(what, bench)
  thread.on('message', (made: Made) => {
    const customer = bench.waiting.get(made.id)
    bench.waiting.delete(made.id)
    if ('fault' in made) customer?.reject(new Error(`the ${what} could not be made: ${made.fault}`))
    else customer?.resolve(made.content)
    if (bench.waiting.size === 0) rest(what, bench)
  })
  thread.on('error', (error) => close(what, bench, error))
  thread.on('exit', (code) => close(what, bench, new Error(`the thread that makes the ${what} ended with ${code}`)))
  return bench
}

// Nothing waits: it keeps no process alive, and goes in a while.
function rest(what: Order['what'], bench: Bench): void {
  bench.thread.unref()
  bench.idle = setTimeout(() => {
    benches.delete(what)
    void bench.thread.terminate()
  }, IDLE_MS).unref()
}

function close(what: Order['what'], bench: Bench, error: unknown): void {
  clearTimeout(bench.idle)
  if (benches.get(what) === bench) benches.delete(what)
  for (const { reject } of bench.waiting.values()) reject(error instanceof Error ? error : new Error(String(error)))
  bench.waiting.clear()
}
