// What people type is masked before it is kept; while a form goes on, once it has been read.

import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IncomingMessage } from '../../message.ts'
import { commit } from '../../store/commit.ts'
import { beginKeepingText, endKeepingText, joinPerson } from '../../store/contacts.ts'
import { type Db, openDatabase } from '../../store/database.ts'
import { accept, unfinished } from '../../store/inbox.ts'
import { maskPersonalData } from '../../store/mask.ts'
import { createFolder } from '../running-assistant.ts'

const now = new Date('2020-02-10T01:00:00Z')
const LAN = 'web-lan'
const PHONE = 'số của tôi là 0912 345 678'
const MASKED = 'số của tôi là [số điện thoại]'

const message = (id: string, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  id,
  channel: 'web',
  conversationId: LAN,
  sender: LAN,
  kind: 'text',
  text: PHONE,
  action: null,
  files: [],
  receivedAt: now,
  ...more,
})
const textOf = async (db: Db, id: string) =>
  (await db.selectFrom('inbox').select('text').where('event_id', '=', id).executeTakeFirstOrThrow()).text
const accepted = async (db: Db, message: IncomingMessage) => {
  const taken = await accept(db, message)
  if (!taken) throw new Error('it was delivered before')
  return taken
}
/** Lan has written once and a form of hers goes on. */
async function givenAForm(db: Db): Promise<void> {
  await commit(db, await accepted(db, message('0', { text: 'chào' })), { replies: [] }, [], now)
  await beginKeepingText(db, LAN)
}

describe('what is typed', () => {
  it('is masked at once outside a form', async () => {
    await using db = await openDatabase('sqlite::memory:')
    expect((await accepted(db, message('1'))).message.text).toBe(MASKED)
    expect(await textOf(db, '1')).toBe(MASKED)
  })

  it('in a form reaches the handler whole and is masked once the message is finished', async () => {
    await using db = await openDatabase('sqlite::memory:')
    await givenAForm(db)
    const taken = await accepted(db, message('1'))
    expect(taken.message.text).toBe(PHONE)
    await commit(db, taken, { replies: [] }, [], now)
    expect(await textOf(db, '1')).toBe(MASKED)
  })

  it('in a form is still whole after a crash, and masked once it is finished then', async () => {
    using folder = createFolder()
    const url = `sqlite:${join(folder.path, 'chat.db')}`
    {
      await using db = await openDatabase(url)
      await givenAForm(db)
      await accepted(db, message('1'))
    }
    await using db = await openDatabase(url)
    const [left] = await unfinished(db)
    expect(left?.message.text).toBe(PHONE)
    if (left) await commit(db, left, { replies: [] }, [], now)
    expect(await textOf(db, '1')).toBe(MASKED)
  })

  it('after the form is masked at once again', async () => {
    await using db = await openDatabase('sqlite::memory:')
    await givenAForm(db)
    await endKeepingText(db, LAN)
    expect((await accepted(db, message('1'))).message.text).toBe(MASKED)
  })

  it('in the other channel of the person is whole too, of anybody else it is not', async () => {
    await using db = await openDatabase('sqlite::memory:')
    await givenAForm(db)
    for (const conversationId of ['zalo:1', 'zalo:2'])
      await accepted(db, message(conversationId, { conversationId, sender: conversationId, text: 'chào' }))
    await joinPerson(db, 'zalo:1', LAN)
    expect((await accepted(db, message('1', { conversationId: 'zalo:1', sender: 'zalo:1' }))).message.text).toBe(PHONE)
    expect((await accepted(db, message('2', { conversationId: 'zalo:2', sender: 'zalo:2' }))).message.text).toBe(MASKED)
  })

  it('in a group is masked, though its sender fills in a form privately', async () => {
    await using db = await openDatabase('sqlite::memory:')
    await givenAForm(db)
    expect((await accepted(db, message('1', { conversationId: 'group' }))).message.text).toBe(MASKED)
  })

  it('is nowhere kept unmasked once it is finished, whatever comes in which order', async () => {
    const event = fc.oneof(
      fc.record({
        text: fc.constantFrom(PHONE, 'lan@hungyen.gov.vn', 'CCCD 001099012345', '12/03/1985', '+84 912 345 678 ạ'),
        action: fc.constantFrom(null, 'form:phone:0912345678'),
        forgets: fc.boolean(),
        crashes: fc.boolean(),
        from: fc.constantFrom(LAN, 'zalo:1'),
      }),
      fc.constantFrom('begin' as const, 'end' as const),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        await using db = await openDatabase('sqlite::memory:')
        const finish = async (forgetText: boolean) => {
          for (const left of await unfinished(db)) await commit(db, left, { replies: [], forgetText }, [], now)
        }
        for (const [index, one] of events.entries()) {
          if (one === 'begin') await beginKeepingText(db, LAN)
          else if (one === 'end') await endKeepingText(db, LAN)
          else {
            const files = [{ handle: 'https://f.zalo/1', name: `${one.text}.jpg`, size: 1 }]
            const { text, action, from: conversationId } = one
            await accepted(db, message(`${index}`, { text, action, files, conversationId, sender: conversationId }))
            if (!one.crashes) await finish(one.forgets)
          }
        }
        await finish(false)
        const rows = await db.selectFrom('inbox').select(['text', 'action', 'files']).execute()
        for (const { text, action, files } of rows) {
          expect(maskPersonalData(text)).toBe(text)
          expect(maskPersonalData(action ?? '')).toBe(action ?? '')
          expect(maskPersonalData(files ?? '')).toBe(files ?? '')
          expect(files).not.toContain('https://f.zalo/1') // whoever has a handle can fetch the file
        }
      }),
      { numRuns: 150 },
    )
  })
})
