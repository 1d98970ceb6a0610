// Every night a copy of the database, proven whole.

import { backUpAside } from '../store/back-up-aside.ts'
import { megabytesOf } from '../store/backup.ts'
import type { JobTools } from './job-tools.ts'

/** A backup of this database into this folder; two in one night are two copies, of which one stays. */
export function createBackUp(databaseUrl: string, folder: string): (tools: JobTools) => Promise<string> {
  return async ({ clock }) => {
    const { path, rows } = await backUpAside(databaseUrl, folder, clock.machine())
    return `${path}: ${megabytesOf(path)} MB, ${rows} rows, whole`
  }
}
