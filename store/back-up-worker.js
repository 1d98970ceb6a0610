// A worker: makes a backup and tells what came of it. Not TypeScript, which a worker cannot read before it has a loader.

import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { BackupError, backUp } = await import('./backup.ts')
const { databaseUrl, folder, now } = workerData
try {
  parentPort?.postMessage({ backup: await backUp(databaseUrl, folder, now) })
} catch (error) {
  // What SQLite throws is no error any more once it has left a worker.
  if (!(error instanceof BackupError)) throw new Error(String(error), { cause: error })
  parentPort?.postMessage({ fault: error.message })
}
