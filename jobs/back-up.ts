// Every night a copy of the database, proven whole.

import { backUp, megabytesOf, prove } from '../store/backup.ts'
import type { JobTools } from './job-tools.ts'

/** A backup of this database into this folder; two in one night are two copies, of which one stays. */
export function createBackUp(databaseUrl: string, folder: string): (tools: JobTools) => Promise<string> {
  return async ({ clock }) => {
    const path = await backUp(databaseUrl, folder, clock.machine())
    const { rows } = prove(path)
    return `${path}: ${megabytesOf(path)} MB, ${rows} rows, whole`
  }
}
