// What an organiser can turn off at once, with a reason: on unless somebody has turned it off.

import type { Db } from './database.ts'

export interface Switch {
  readonly name: string
  readonly isOn: boolean
  readonly reason: string | null
  readonly by: string
  readonly at: Date
}

/** All reminders and announcements, or those of one campaign. */
export function reminderSwitch(campaign?: string): string {
  return campaign === undefined ? 'reminders' : `reminders:${campaign}`
}

/** The switches that were ever moved, by name. */
export async function readSwitches(db: Db): Promise<Map<string, Switch>> {
  const rows = await db.selectFrom('switches').selectAll().execute()
  return new Map(
    rows.map((row) => [
      row.name,
      {
        name: row.name,
        isOn: row.is_on === 1,
        reason: row.reason,
        by: row.changed_by,
        at: new Date(row.changed_at),
      },
    ]),
  )
}

/** The switch that keeps reminders of this campaign off, or null if they go. */
export function findOff(switches: ReadonlyMap<string, Switch>, campaign: string): Switch | null {
  const off = [reminderSwitch(), reminderSwitch(campaign)].map((name) => switches.get(name))
  return off.find((one) => one && !one.isOn) ?? null
}

/** Turns it on or off. */
export async function turnSwitch(db: Db, { name, isOn, reason, by, at }: Switch): Promise<void> {
  const row = { is_on: Number(isOn), reason, changed_by: by, changed_at: at.toISOString() }
  await db
    .insertInto('switches')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}
