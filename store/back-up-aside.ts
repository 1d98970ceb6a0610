// Backups beside the event loop: a database of 200 MB takes some seconds to copy and to look through.

import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Backup, BackupError } from './backup.ts'

/** `backUp` in a thread of its own, while messages are answered. Throws BackupError. */
export async function backUpAside(databaseUrl: string, folder: string, now: Date): Promise<Backup> {
  const worker = new Worker(join(import.meta.dirname, 'back-up-worker.js'), {
    workerData: { databaseUrl, folder, now },
    execArgv: [],
  })
  try {
    return await new Promise<Backup>((resolve, reject) => {
      worker.on('message', ({ backup, fault }: { backup?: Backup; fault?: string }) =>
        backup ? resolve(backup) : reject(new BackupError(fault)),
      )
      worker.on('error', reject)
      worker.on('exit', () => reject(new BackupError(`the backup in ${folder} ended too early`)))
    })
  } finally {
    await worker.terminate()
  }
}
