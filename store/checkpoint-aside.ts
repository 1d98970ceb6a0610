// The log of a database in WAL mode goes into its file beside the event loop: it takes tens of milliseconds each time.

import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

export interface Checkpointer {
  /** Something was added to the log; now and then it is brought into the file. */
  noteFlush(): void
  /** Lets go of the database. */
  close(): Promise<void>
}

const FLUSHES = 200 // some 16 MB of log

/**
 * Its thread begins with the first checkpoint. Where that fails, the log grows until the connection that writes does it
 * by itself (`wal_autocheckpoint`).
 */
export function createCheckpointer(path: string): Checkpointer {
  let worker: Worker | null = null
  let flushes = 0
  let isBusy = false
  const begin = (): Worker => {
    const begun = new Worker(join(import.meta.dirname, 'checkpoint-worker.js'), { workerData: { path }, execArgv: [] })
    begun.unref()
    begun.on('message', () => {
      isBusy = false
    })
    begun.on('error', (error) =>
      process.emitWarning(`the log of ${path} cannot be brought into it beside the work: ${error}`),
    )
    begun.on('exit', () => {
      worker = null
      isBusy = false
    })
    return begun
  }
  return {
    noteFlush: () => {
      flushes += 1
      if (flushes < FLUSHES || isBusy) return
      flushes = 0
      isBusy = true
      worker ??= begin()
      worker.postMessage('checkpoint')
    },
    close: async () => {
      if (!worker) return
      const gone = once(worker, 'exit')
      worker.postMessage('close')
      await gone
    },
  }
}
