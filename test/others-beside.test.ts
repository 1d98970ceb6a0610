// What a quota counts: the registrations of the same unit alone, however many others there are.

import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { checkRules } from '../forms/rules.ts'
import type { Values } from '../forms/values.ts'
import { othersBeside } from '../handlers/registering/form-in-use.ts'
import { changeRegistration, keepDraft } from '../store/change-registration.ts'
import { type Db, openDatabase } from '../store/database.ts'
import { readRegistration } from '../store/registrations.ts'
import { campaigns, units } from './forms/context.ts'

const campaign = campaigns.find(({ id }) => id === 'van-hoa-cong-so-hung-yen')
const form = campaign?.forms[0]
if (!campaign || !form) throw new Error('the form with quotas is missing')
const NOW = new Date('2022-06-15T08:00:00+07:00')
const today = Temporal.PlainDate.from('2022-06-15')

function nominationOf(unit: string | null, name: string): Values {
  return {
    dip: { type: 'choice', option: 'so-ket' },
    'doi-tuong': { type: 'choice', option: 'tap-the' },
    'don-vi-de-nghi': { type: 'unit', unit, name },
    'ten-tap-the': { type: 'text', text: `Phòng của ${name}` },
  }
}

async function sent(db: Db, id: string, answers: Values): Promise<void> {
  const [campaignId, formId] = [campaign?.id ?? '', form?.id ?? '']
  await keepDraft(
    db,
    { id, campaign: campaignId, form: formId, formVersion: '1', person: id, answers, progress: {} },
    NOW,
  )
  const draft = await readRegistration(db, id)
  if (draft) await changeRegistration(db, draft, { state: 'submitted', code: id, submittedAt: NOW }, [], NOW)
}

function quotaOf(own: Values, others: Awaited<ReturnType<typeof othersBeside>>) {
  if (!campaign || !form) throw new Error('the form with quotas is missing')
  const found = checkRules(form, own, { campaign, units, today, receivedOn: today, others })
  return found.filter(({ rule }) => rule.check === 'quota')
}

it('reads those of the same unit alone', async () => {
  await using db = await openDatabase('sqlite::memory:')
  for (let count = 0; count < 30; count++)
    await sent(db, `A${count}`, nominationOf(count < 2 ? 'hy-an-thi' : 'hy-kim-dong', 'Huyện'))
  const own = nominationOf('hy-an-thi', 'Huyện Ân Thi')
  expect((await othersBeside(form, campaign.id, { id: 'X', values: own }, db)).map(({ code }) => code)).toEqual([
    'A0',
    'A1',
  ])
  expect((await othersBeside(form, campaign.id, { id: 'A1', values: own }, db)).map(({ code }) => code)).toEqual(['A0'])
})

it('counts on a unit that the directory does not know by its name, whatever signs it holds', async () => {
  await using db = await openDatabase('sqlite::memory:')
  const name = String.raw`Công ty "Sông_Hồng" 100% \ Bắc`
  await sent(db, 'A', nominationOf(null, name))
  await sent(db, 'B', nominationOf(null, 'Công ty khác'))
  const own = nominationOf(null, name)
  const others = await othersBeside(form, campaign.id, { id: 'X', values: own }, db)
  expect(others.map(({ code }) => code)).toEqual(['A'])
  expect(quotaOf(own, others)).toHaveLength(1)
  expect(quotaOf(own, [])).toHaveLength(0)
})
