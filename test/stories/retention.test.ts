// What is kept goes when its time is over, and not before.

import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applyRetention } from '../../handlers/own-data/retention.ts'
import { recordAct } from '../../store/acts.ts'
import { RETENTION } from '../../store/retention.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { givenPeople } from '../fakes/somebody.ts'
import { givenLan, LAN, NAME, PHONE, rowsWith } from '../fakes/somebodys-data.ts'

const { messagesDays, questionsDays, draftsDays, registrationsYears } = RETENTION

async function givenALife(): Promise<SmallAssistant> {
  const assistant = await givenAnAssistant()
  const somebody = givenPeople(assistant)
  await givenLan(assistant, somebody)
  await somebody('web-minh').says('Hạn đăng ký của phong trào An Bình là ngày nào?')
  const at = assistant.clock.now()
  await recordAct(assistant.db, {
    at,
    by: 'web-organiser',
    act: 'approve',
    campaign: 'an-binh',
    about: 'x',
    details: {},
  })
  return assistant
}

/** How many rows of these tables there are once retention was applied so many days later. */
async function countsLater(assistant: SmallAssistant, days: number, ...tables: readonly string[]): Promise<number[]> {
  assistant.clock.advance({ days })
  await applyRetention(assistant.tools)
  await assistant.tools.files.removeOrphans(assistant.db, assistant.clock)
  const counts = tables.map(
    async (table) =>
      (
        await assistant.db
          .selectFrom(table as 'inbox')
          .selectAll()
          .execute()
      ).length,
  )
  return Promise.all(counts)
}

describe('retention', () => {
  it('erases nothing of what is fresh', async () => {
    await using assistant = await givenALife()
    const before = await rowsWith(assistant.db, [''])
    expect(await applyRetention(assistant.tools)).toBe('nothing to erase')
    expect(await rowsWith(assistant.db, [''])).toEqual(before)
  })

  it('keeps messages, replies and memories for their days', async () => {
    await using assistant = await givenALife()
    const tables = ['inbox', 'outbox', 'conversations'] as const
    expect(await countsLater(assistant, messagesDays - 1, ...tables)).not.toContain(0)
    expect(await countsLater(assistant, 2, ...tables)).toEqual([0, 0, 0])
  })

  it('keeps the address of whoever was not seen for so long only where something of theirs goes on', async () => {
    await using assistant = await givenALife()
    expect(await countsLater(assistant, messagesDays + 1, 'contacts')).toEqual([2])
    expect(await rowsWith(assistant.db, ['web-minh', 'web-group'])).toEqual([])
  })

  it('keeps questions and what was said of their answers for their days', async () => {
    await using assistant = await givenALife()
    expect(await countsLater(assistant, questionsDays - 1, 'questions', 'feedback')).toEqual([4, 1])
    expect(await countsLater(assistant, 2, 'questions', 'feedback')).toEqual([0, 0])
  })

  it('keeps drafts that expired and what was withdrawn for their days, with all that hangs on them', async () => {
    await using assistant = await givenALife()
    const states = async () =>
      (await assistant.db.selectFrom('registrations').select('state').execute()).map(({ state }) => state).toSorted()
    const files = await assistant.db.selectFrom('files').select(['id', 'registration_id']).execute()
    await countsLater(assistant, draftsDays - 1)
    expect(await states()).toHaveLength(7)
    await countsLater(assistant, 2)
    expect(await states()).toEqual(['approved', 'draft', 'rejected', 'returned', 'submitted'])
    expect(await rowsWith(assistant.db, ['registration-expired', 'registration-withdrawn'])).toEqual([])
    const left = files.filter(({ id }) => existsSync(assistant.tools.files.pathOf(id)))
    expect(left).toHaveLength(5)
  })

  it('keeps what was sent and what organisers did until so many years after the campaign', async () => {
    await using assistant = await givenALife()
    assistant.clock.advance({ days: 326 + registrationsYears * 365 })
    expect(assistant.clock.today().toString()).toBe('2025-12-31')
    expect(await countsLater(assistant, 0, 'acts')).toEqual([1])
    expect(await rowsWith(assistant.db, ['registration-approved'])).not.toEqual([])
    await assistant.db.updateTable('registrations').set({ state: 'expired' }).where('state', '=', 'draft').execute()
    expect(await countsLater(assistant, 1, 'acts')).toEqual([0])
    expect(await rowsWith(assistant.db, [NAME, PHONE, 'registration-'])).toEqual([])
  })

  it('leaves nothing of whoever was never seen again, in the end', async () => {
    await using assistant = await givenALife()
    await assistant.db.updateTable('registrations').set({ state: 'approved' }).execute()
    await countsLater(assistant, 3_000)
    expect(await rowsWith(assistant.db, [LAN, NAME, PHONE])).toEqual([])
  })

  it('ends what people follow in the second year after the campaign', async () => {
    await using assistant = await givenALife()
    expect(await countsLater(assistant, 365 + 325, 'follows', 'milestone_marks')).toEqual([1, 1])
    expect(await countsLater(assistant, 2, 'follows', 'milestone_marks')).toEqual([0, 0])
  })

  it('done twice does nothing more', async () => {
    await using assistant = await givenALife()
    assistant.clock.advance({ days: 400 })
    expect(await applyRetention(assistant.tools)).toContain('erased')
    expect(await applyRetention(assistant.tools)).toBe('nothing to erase')
  })
})
