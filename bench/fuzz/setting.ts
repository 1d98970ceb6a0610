// Where plays take place: one form in its wordings, one database, three people.

import { versionOf } from '../../forms/form.ts'
import { createUnitDirectory, type UnitDirectory } from '../../forms/units.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Knower, Known } from '../../knowledge/knower.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { channelOf } from '../../message.ts'
import { giveConsent } from '../../store/consents.ts'
import { type Db, openDatabase } from '../../store/database.ts'
import { createFileStore, type FileStore } from '../../store/files.ts'
import { setFormOpening } from '../../store/form-openings.ts'
import { keepFormVersion } from '../../store/form-versions.ts'
import { accept } from '../../store/inbox.ts'
import type { Units } from './conditions.ts'
import type { Who } from './moves.ts'
import { withForm, wordingsOf } from './wordings.ts'

export const ORGANISER = 'telegram:1'
export const IDS: Readonly<Record<Who, string>> = { lan: 'telegram:100', hung: 'telegram:200' }

export interface Setting extends AsyncDisposable {
  readonly db: Db
  readonly files: FileStore
  readonly knower: Knower
  readonly campaign: Campaign
  readonly form: Form
  readonly units: Units
  readonly directory: UnitDirectory
  readonly wordings: readonly Wording[]
}

/** The form in one wording, and what is known while it holds. */
export interface Wording {
  readonly form: Form
  readonly version: string
  readonly known: Known
}

/** Opens the form; everybody has been there before and has agreed to the notice. */
export async function createSetting(knower: Knower, campaign: Campaign, form: Form): Promise<Setting> {
  const db = await openDatabase('sqlite::memory:')
  const files = createFileStore(null)
  const known = knower.current()
  const wordings = wordingsOf(form).map((worded): Wording => {
    const campaigns = known.campaigns.map((other) => (other.id === campaign.id ? withForm(other, worded) : other))
    return { form: worded, version: versionOf(worded), known: { ...known, campaigns } }
  })
  const long = new Date(0)
  for (const { form: definition, version } of wordings)
    await keepFormVersion(db, { version, campaign: campaign.id, form: form.id, definition }, long)
  for (const person of [ORGANISER, ...Object.values(IDS)]) {
    await accept(db, {
      ...from(person),
      id: person,
      kind: 'text',
      text: 'xin chào',
      action: null,
      files: [],
      receivedAt: long,
    })
    await giveConsent(db, person, 'registering', long)
  }
  const opened = { isOpen: true, closesOn: null, changedBy: ORGANISER, changedAt: long, reason: 'Theo kế hoạch' }
  await setFormOpening(db, { campaign: campaign.id, form: form.id, ...opened })
  return {
    db,
    files,
    knower,
    campaign,
    form,
    wordings,
    units: new Map(known.units.map((unit) => [unit.id, unit])),
    directory: createUnitDirectory(known.units),
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      await files.close()
    },
  }
}

/** Who writes, alone with the assistant. */
export function from(person: string) {
  return { channel: channelOf(person), conversationId: person, sender: person }
}
