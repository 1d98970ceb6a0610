// Which papers of a dossier were handed in: ticked off one by one.

import type { Db } from './database.ts'

export interface TickedPaper {
  readonly registration: string
  /** Id of the paper in the dossier of the plan. */
  readonly paper: string
  readonly tickedAt: Date
}

/** The papers ticked off for the registrations of a campaign. */
export async function tickedPapersOf(db: Db, campaign: string): Promise<TickedPaper[]> {
  const rows = await db
    .selectFrom('dossier_papers')
    .innerJoin('registrations', 'registrations.id', 'dossier_papers.registration_id')
    .select(['dossier_papers.registration_id', 'dossier_papers.paper', 'dossier_papers.ticked_at'])
    .where('registrations.campaign', '=', campaign)
    .execute()
  return rows.map((row) => ({
    registration: row.registration_id,
    paper: row.paper,
    tickedAt: new Date(row.ticked_at),
  }))
}
