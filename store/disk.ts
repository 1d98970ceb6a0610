// Waits for the disk beside the event loop: while one write becomes durable, others go on.

import { type FileHandle, open } from 'node:fs/promises'
import type SQLite from 'better-sqlite3'

export interface Disk {
  /**
   * Runs `work`, whose transactions are committed without waiting for the disk: a crash of this process leaves them, a
   * power cut may take them until `flush` has resolved. Nothing else may use the connection meanwhile.
   */
  ahead<T>(work: () => Promise<T>): Promise<T>
  /** Resolves once all that was committed so far survives a power cut; those who wait at the same time share one write. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** In memory nothing is ever durable. */
export const noDisk: Disk = { ahead: (work) => work(), flush: async () => {}, close: async () => {} }

/** The disk under a database in WAL mode, which stands at `synchronous = FULL` for whoever does not go ahead. */
export async function openDisk(sqlite: SQLite.Database, path: string): Promise<Disk> {
  // What is committed is in this file; SQLite keeps it for as long as the database is open, and holds no lock on it.
  const log: FileHandle = await open(`${path}-wal`, 'r+')
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const flush = (): Promise<void> => {
    if (running) {
      // The one under way may have begun before the last commit.
      next ??= running
        .catch(() => {})
        .then(() => {
          next = null
          return flush()
        })
      return next
    }
    running = log.datasync().finally(() => {
      running = null
    })
    return running
  }
  return {
    ahead: async (work) => {
      sqlite.pragma('synchronous = NORMAL')
      try {
        return await work()
      } finally {
        sqlite.pragma('synchronous = FULL')
      }
    },
    flush,
    close: () => log.close(),
  }
}
