// Many writes, one transaction: what is to be written at the same moment is made durable together.

import { type Db, diskOf, isLocked } from './database.ts'

export interface Writer {
  /** Resolves once what `work` wrote is on the disk; if `work` throws, nothing of it is, and it rejects. */
  write<T>(work: (trx: Db) => Promise<T>): Promise<T>
  /** Resolves once it is committed: the end of this process leaves it, a power cut at the next moment may take it. */
  writeAhead<T>(work: (trx: Db) => Promise<T>): Promise<T>
}

interface Waiting {
  readonly work: (trx: Db) => Promise<unknown>
  readonly isAhead: boolean
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Making a transaction durable costs a write to the disk however small it is, so those that come in one turn of the
 * event loop share it. Works run one after the other; one that fails is undone and leaves the others as they are:
 * they are then run again, each in a transaction of its own, so a work may only write to the database. Where another
 * program locks the database all fail at once: each would wait for it again, and everything stands still meanwhile.
 */
export function createWriter(db: Db): Writer {
  const disk = diskOf(db)
  let waiting: Waiting[] = []
  let running = false

  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      await aTurn() // what comes in this turn of the event loop shares the transaction
      const together = waiting
      waiting = []
      await runTogether(together).catch((error: unknown) => {
        if (!isLocked(error)) return runEach(together)
        for (const { reject } of together) reject(error)
      })
    }
    running = false
  }

  const runTogether = async (together: readonly Waiting[]): Promise<void> => {
    const values = await db.connection().execute((connection) =>
      disk.ahead(() =>
        connection.transaction().execute(async (trx) => {
          const results: unknown[] = []
          for (const { work } of together) results.push(await work(trx))
          return results
        }),
      ),
    )
    // Those that come next are written while these become durable.
    const durable = disk.flush()
    together.forEach(({ isAhead, resolve, reject }, index) => {
      if (isAhead) resolve(values[index])
      else durable.then(() => resolve(values[index]), reject)
    })
    durable.catch(() => {}) // whoever waits for the disk is told; to the others nothing was promised
  }

  const runEach = async (together: readonly Waiting[]): Promise<void> => {
    for (const { work, resolve, reject } of together) await db.transaction().execute(work).then(resolve, reject)
  }

  const add = <T>(work: (trx: Db) => Promise<T>, isAhead: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, isAhead, resolve: resolve as (value: unknown) => void, reject })
      if (running) return
      running = true
      void runAll()
    })

  return { write: (work) => add(work, false), writeAhead: (work) => add(work, true) }
}

function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
