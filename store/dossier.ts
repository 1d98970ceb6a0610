// Papers of a registration's dossier that are at hand, on paper or as a file.

import type { Db } from './database.ts'

export interface TickedPaper {
  /** Its id in the campaign's dossier. */
  readonly paper: string
  readonly at: Date
  readonly by: string
  readonly fileId: string | null
  /** As the person named the file. */
  readonly fileName: string | null
}

/** What is at hand of a registration's dossier. */
export async function papersOf(db: Db, registration: string): Promise<TickedPaper[]> {
  const rows = await db
    .selectFrom('dossier_papers')
    .leftJoin('files', 'files.id', 'dossier_papers.file_id')
    .select(['paper', 'ticked_at', 'ticked_by', 'file_id', 'files.name'])
    .where('dossier_papers.registration_id', '=', registration)
    .orderBy('ticked_at')
    .execute()
  return rows.map((row) => ({
    paper: row.paper,
    at: new Date(row.ticked_at),
    by: row.ticked_by,
    fileId: row.file_id,
    fileName: row.name,
  }))
}

/** What is at hand of all dossiers of a campaign. */
export async function papersOfCampaign(
  db: Db,
  campaign: string,
): Promise<(Pick<TickedPaper, 'paper' | 'at'> & { readonly registration: string })[]> {
  const rows = await db
    .selectFrom('dossier_papers')
    .innerJoin('registrations', 'registrations.id', 'dossier_papers.registration_id')
    .select(['dossier_papers.registration_id', 'dossier_papers.paper', 'dossier_papers.ticked_at'])
    .where('registrations.campaign', '=', campaign)
    .execute()
  return rows.map((row) => ({ registration: row.registration_id, paper: row.paper, at: new Date(row.ticked_at) }))
}

/** The paper is at hand; ticked again, the later tick counts and a file given before is kept unless there is a new one. */
export async function tickPaper(
  db: Db,
  { registration, paper, by, fileId }: { registration: string; paper: string; by: string; fileId: string | null },
  now: Date,
): Promise<void> {
  const ticked = { ticked_at: now.toISOString(), ticked_by: by, ...(fileId === null ? {} : { file_id: fileId }) }
  await db
    .insertInto('dossier_papers')
    .values({ registration_id: registration, paper, ...ticked, file_id: fileId })
    .onConflict((conflict) => conflict.columns(['registration_id', 'paper']).doUpdateSet(ticked))
    .execute()
}

/** The paper is not at hand after all; its file goes with the next round of store/files.ts. */
export async function untickPaper(db: Db, registration: string, paper: string): Promise<void> {
  const row = await db
    .deleteFrom('dossier_papers')
    .where('registration_id', '=', registration)
    .where('paper', '=', paper)
    .returning('file_id')
    .executeTakeFirst()
  if (row?.file_id)
    await db
      .updateTable('files')
      .set({ expires_at: new Date(0).toISOString() })
      .where('id', '=', row.file_id)
      .execute()
}
