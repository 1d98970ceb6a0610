import type { JobTools } from './job-tools.ts'

/** Takes away files that have expired or were removed, and contents that no row knows. */
export async function clearFiles({ files, db, clock }: JobTools): Promise<string | null> {
  const gone = await files.removeOrphans(db, clock)
  return gone === 0 ? null : `${gone} files taken away`
}
