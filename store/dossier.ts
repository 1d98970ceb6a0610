// Papers of a registration's dossier that are at hand, on paper or as files, and what organisers found of them.

import { toBatch } from './batch.ts'
import { StaleRegistrationError } from './change-registration.ts'
import type { Db } from './database.ts'
import { removeFile } from './files.ts'
import type { Tables } from './tables.ts'

/** What an organiser found of a paper as it was given last. */
export interface PaperVerdict {
  /** `returned`: it does not do, and is missing until it is given anew. */
  readonly kind: 'checked' | 'returned'
  readonly at: Date
  readonly by: string
  /** Why it was sent back; null of what was checked. */
  readonly reason: string | null
}

export interface TickedPaper {
  /** Its id in the campaign's dossier. */
  readonly paper: string
  /** When it was given last. */
  readonly at: Date
  readonly by: string
  /** As the person named them, the first sent first; none of a paper that is at hand on paper. */
  readonly files: readonly { readonly fileId: string; readonly name: string }[]
  readonly verdict: PaperVerdict | null
}

/** Whether a paper is at hand and was not sent back. */
export function isThere(ticked: Pick<TickedPaper, 'verdict'> | undefined): boolean {
  return ticked !== undefined && ticked.verdict?.kind !== 'returned'
}

/** What is at hand of a registration's dossier, the first given first. */
export async function papersOf(db: Db, registration: string): Promise<TickedPaper[]> {
  const rows = await db
    .selectFrom('dossier_papers')
    .selectAll()
    .where('registration_id', '=', registration)
    .orderBy('ticked_at')
    .execute()
  const files = await db
    .selectFrom('files')
    .select(['id', 'name', 'paper'])
    .where('registration_id', '=', registration)
    .where('paper', 'is not', null)
    .orderBy('kept_at')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    ...toPaper(row),
    files: files.filter(({ paper }) => paper === row.paper).map(({ id, name }) => ({ fileId: id, name })),
  }))
}

/** What is at hand of all dossiers of a campaign, without the files. */
export async function papersOfCampaign(
  db: Db,
  campaign: string,
): Promise<(Omit<TickedPaper, 'files'> & { readonly registration: string; readonly isAccepted: boolean })[]> {
  const rows = await db
    .selectFrom('dossier_papers')
    .innerJoin('registrations', 'registrations.id', 'dossier_papers.registration_id')
    .selectAll('dossier_papers')
    .select('registrations.state')
    .where('registrations.campaign', '=', campaign)
    .orderBy('ticked_at')
    .execute()
  return rows.map((row) => ({
    registration: row.registration_id,
    isAccepted: row.state === 'approved',
    ...toPaper(row),
  }))
}

/**
 * The paper is at hand: to be looked at anew. These files are added to those it has; what was sent back is replaced by
 * them.
 */
export async function tickPaper(
  db: Db,
  given: { registration: string; paper: string; by: string; files: readonly string[] },
  now: Date,
): Promise<void> {
  const { registration, paper, by, files } = given
  const before = (await papersOf(db, registration)).find((one) => one.paper === paper)
  if (before?.verdict?.kind === 'returned' && files.length > 0)
    for (const { fileId } of before.files) await removeFile(db, fileId)
  const open = { verdict: null, verdict_reason: null, verdict_at: null, verdict_by: null }
  const ticked = { ticked_at: now.toISOString(), ticked_by: by, ...open }
  await db
    .insertInto('dossier_papers')
    .values({ registration_id: registration, paper, ...ticked })
    .onConflict((conflict) => conflict.columns(['registration_id', 'paper']).doUpdateSet(ticked))
    .execute()
  if (files.length > 0)
    await db
      .updateTable('files')
      .set({ paper, registration_id: registration })
      .where('id', 'in', toBatch(files))
      .execute()
}

/** The paper is not at hand after all; its files go with the next round of store/files.ts. */
export async function untickPaper(db: Db, registration: string, paper: string): Promise<void> {
  const before = (await papersOf(db, registration)).find((one) => one.paper === paper)
  await db.deleteFrom('dossier_papers').where('registration_id', '=', registration).where('paper', '=', paper).execute()
  for (const { fileId } of before?.files ?? []) await removeFile(db, fileId)
}

/**
 * Writes down what an organiser found of a paper as it was read. Throws StaleRegistrationError if it was given anew or
 * looked at by a colleague in the meantime.
 */
export async function judgePaper(
  db: Db,
  registration: string,
  { paper, at, verdict }: Pick<TickedPaper, 'paper' | 'at' | 'verdict'>,
  found: PaperVerdict,
): Promise<void> {
  const update = db
    .updateTable('dossier_papers')
    .set({
      verdict: found.kind,
      verdict_reason: found.reason,
      verdict_at: found.at.toISOString(),
      verdict_by: found.by,
    })
    .where('registration_id', '=', registration)
    .where('paper', '=', paper)
    .where('ticked_at', '=', at.toISOString())
  const asRead = verdict ? update.where('verdict', '=', verdict.kind) : update.where('verdict', 'is', null)
  const { numUpdatedRows } = await asRead.executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new StaleRegistrationError(`paper ${paper} has changed since it was read`)
}

function toPaper(row: Tables['dossier_papers']): Omit<TickedPaper, 'files'> {
  const { verdict, verdict_at: at, verdict_by: by } = row
  const isJudged = (verdict === 'checked' || verdict === 'returned') && at !== null && by !== null
  return {
    paper: row.paper,
    at: new Date(row.ticked_at),
    by: row.ticked_by,
    verdict: isJudged ? { kind: verdict, at: new Date(at), by, reason: row.verdict_reason } : null,
  }
}
