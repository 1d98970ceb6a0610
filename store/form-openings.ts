// Which forms an organiser has opened or closed, until when, and why.

import { Temporal } from 'temporal-polyfill'
import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

export interface FormOpening {
  readonly campaign: string
  readonly form: string
  readonly isOpen: boolean
  /** The last day on which it is open; null: until it is closed. */
  readonly closesOn: Temporal.PlainDate | null
  readonly changedBy: string
  readonly changedAt: Date
  readonly reason: string | null
}

/** What an organiser last said of a form; null if nobody ever did. */
export async function readFormOpening(db: Db, campaign: string, form: string): Promise<FormOpening | null> {
  return (await formOpeningsOf(db, campaign)).find((opening) => opening.form === form) ?? null
}

/** What organisers last said of the forms of a campaign. */
export async function formOpeningsOf(db: Db, campaign: string): Promise<FormOpening[]> {
  const { rows } = await ofCampaign(db, { campaign })
  return rows.map((row) => ({
    campaign: row.campaign,
    form: row.form,
    isOpen: row.is_open === 1,
    closesOn: row.closes_on === null ? null : Temporal.PlainDate.from(row.closes_on),
    changedBy: row.changed_by,
    changedAt: new Date(row.changed_at),
    reason: row.reason,
  }))
}

const ofCampaign = prepare((db: Db, { campaign }: { campaign: string }) =>
  db.selectFrom('form_openings').selectAll().where('campaign', '=', campaign),
)

/** Opens or closes a form; what was said before no longer counts. */
export async function setFormOpening(db: Db, opening: FormOpening): Promise<void> {
  const said = {
    is_open: Number(opening.isOpen),
    closes_on: opening.closesOn?.toString() ?? null,
    changed_by: opening.changedBy,
    changed_at: opening.changedAt.toISOString(),
    reason: opening.reason,
  }
  await db
    .insertInto('form_openings')
    .values({ campaign: opening.campaign, form: opening.form, ...said })
    .onConflict((conflict) => conflict.columns(['campaign', 'form']).doUpdateSet(said))
    .execute()
}

/**
 * Whether a form takes answers on that day: one that the plan calls for unless an organiser closed it, another only
 * while an organiser has opened it.
 */
export function isFormOpen(
  form: { readonly opened: 'plan' | 'organiser' },
  opening: FormOpening | null,
  today: Temporal.PlainDate,
): boolean {
  if (!opening) return form.opened === 'plan'
  return opening.isOpen && (opening.closesOn === null || Temporal.PlainDate.compare(today, opening.closesOn) <= 0)
}
