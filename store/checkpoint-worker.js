// A worker: brings the log into the database file whenever it is told to. Not TypeScript, so that it needs no loader.

import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'

const sqlite = new SQLite(workerData.path, { fileMustExist: true })
sqlite.pragma('busy_timeout = 0') // where somebody else is at it already, nothing is left to do
parentPort?.on('message', (order) => {
  if (order === 'close') {
    sqlite.close()
    parentPort?.close()
    return
  }
  sqlite.pragma('wal_checkpoint(PASSIVE)')
  parentPort?.postMessage('done')
})
