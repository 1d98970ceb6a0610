// Registrations of strangers, as they lie in the store once they were sent: for stories about organisers who have many.

import { versionOf } from '../../../forms/form.ts'
import type { Values } from '../../../forms/values.ts'
import type { Campaign } from '../../../knowledge/load.ts'
import type { Unit } from '../../../knowledge/schema.ts'
import { changeRegistration, keepDraft } from '../../../store/change-registration.ts'
import { keepFormVersion } from '../../../store/form-versions.ts'
import type { Stage } from './stage.ts'

const NAMES = ['An', 'Bình', 'Châu', 'Dũng', 'Giang', 'Hạnh', 'Khoa', 'Liên', 'Mai', 'Nam']

/** So many individuals of the campaign's units have registered by its first form, the first of them first. */
export async function registerMany(stage: Stage, campaign: Campaign, count: number): Promise<void> {
  const { db, knower } = stage.assistant()
  const [form] = campaign.forms
  if (!form) throw new Error(`${campaign.label} has no form`)
  const units = knower.current().units.filter(({ campaigns }) => campaigns.includes(campaign.id))
  const version = versionOf(form)
  const now = stage.clock.now()
  await keepFormVersion(db, { version, campaign: campaign.id, form: form.id, definition: form }, now)
  for (let index = 0; index < count; index += 1) {
    const number = String(index + 1).padStart(2, '0')
    const at = new Date(now.getTime() - (count - index) * 60_000)
    const person = `telegram:9000${number}`
    const answers = toValues(index, units[index % units.length])
    const draft = { id: `nguoi-${number}`, campaign: campaign.id, form: form.id, formVersion: version, person, answers }
    await keepDraft(db, { ...draft, progress: {} }, at)
    const sent = { state: 'submitted', code: `${form.code}-AAAA${number}`, submittedAt: at } as const
    await changeRegistration(db, { id: draft.id, revision: 0 }, sent, [{ at, by: person, act: 'submit' }], at)
  }
}

function toValues(index: number, unit: Unit | undefined): Values {
  return {
    'doi-tuong': { type: 'choice', option: 'ca-nhan' },
    'don-vi': { type: 'unit', unit: unit?.id ?? null, name: unit?.name ?? '' },
    loai: { type: 'choice', option: 'cong-chuc' },
    'hinh-thuc': { type: 'choice', option: 'giay-khen' },
    'noi-dung': { type: 'choices', options: ['ky-cuong'] },
    'ho-ten': { type: 'text', text: `Trần Thị ${NAMES[index % NAMES.length]}` },
    'nhiem-vu': { type: 'text', text: `Giải quyết ${100 + index} hồ sơ đúng hạn` },
    'dang-xem-xet': { type: 'attestation', yes: false },
  }
}
