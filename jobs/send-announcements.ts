// Lists the recipients of what an organiser has confirmed, and posts to them as the outbox has room.

import { toAnnouncement } from '../handlers/reminding/announcement-text.ts'
import { decentHour } from '../handlers/reminding/due-days.ts'
import { readPeople } from '../handlers/reminding/read-people.ts'
import type { Campaign } from '../knowledge/load.ts'
import {
  type Announcement,
  announcementsIn,
  countUnderWay,
  listRecipients,
  moveAnnouncement,
  nextRecipients,
  settleRecipient,
  settleRecipientsByLetters,
} from '../store/announcements.ts'
import { BATCH } from '../store/batch.ts'
import type { Db } from '../store/database.ts'
import type { Letter } from '../store/outbox.ts'
import { findOff, readSwitches } from '../store/switches.ts'
import { isBusy } from './is-busy.ts'
import type { JobTools } from './job-tools.ts'
import { hasRoom, postTo, type Room, roomNow } from './post-to.ts'

const STRETCH = 1_000
const USEFUL_DAYS = 2
const DAY_MS = 24 * 3_600_000
const MOST_BATCHES = 20

/** One round over all announcements under way; safe to run twice. Null if there is none. */
export async function sendAnnouncements(tools: JobTools): Promise<string | null> {
  const { db, writer, clock, knower } = tools
  const now = clock.now()
  for (const one of await announcementsIn(db, ['confirmed'])) await list(one, tools)
  let count = 0
  let room: Room | null = null
  const switches = await readSwitches(db)
  for (const one of await announcementsIn(db, ['sending', 'stopped'])) {
    await writer.write((trx) => settleRecipientsByLetters(trx, one.id, now))
    const campaign = knower.current().campaigns.find(({ id }) => id === one.campaign)
    const mayGo = one.state === 'sending' && campaign && !findOff(switches, one.campaign) && decentHour(now) <= now
    room ??= await roomNow(tools)
    if (mayGo) count += await send(one, campaign, room, now, tools)
    if (one.state === 'sending' && (await countUnderWay(db, one.id)) === 0)
      await writer.write((trx) => moveAnnouncement(trx, one.id, ['sending'], 'sent', now))
  }
  return count > 0 ? `${count} letters posted` : null
}

async function list(announcement: Announcement, { writer, clock }: JobTools): Promise<void> {
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after
    after = await writer.write((trx) => listRecipients(trx, announcement, from, STRETCH))
  }
  await writer.write((trx) => moveAnnouncement(trx, announcement.id, ['confirmed'], 'sending', clock.now()))
}

async function send(
  { id, text }: Announcement,
  campaign: Campaign,
  room: Room,
  now: Date,
  tools: JobTools,
): Promise<number> {
  const reply = toAnnouncement(campaign, text)
  const expiresAt = new Date(now.getTime() + USEFUL_DAYS * DAY_MS)
  let count = 0
  let after = 0 // who cannot be told now is passed over, and looked at in the next round
  for (let batch = 0; batch < MOST_BATCHES && hasRoom(room); batch++) {
    const { letters, isOver } = await tools.writer.write((trx) => postBatch(trx))
    tools.outbox.take(letters)
    count += letters.length
    if (isOver) break
  }
  return count

  async function postBatch(trx: Db): Promise<{ letters: Letter[]; isOver: boolean }> {
    const recipients = await nextRecipients(trx, id, after, BATCH)
    if (recipients.length === 0) return { letters: [], isOver: true }
    const people = await readPeople(
      trx,
      recipients.map(({ person }) => person),
    )
    const letters: Letter[] = []
    after = recipients.at(-1)?.seq ?? after
    for (const { seq, person } of recipients) {
      const found = people.find((one) => one.id === person)
      const follows = found?.follows.some((one) => one.campaign === campaign.id && one.state !== 'stopped')
      if (!found?.agrees || !follows) {
        await settleRecipient(trx, seq, { state: 'left', reason: 'they follow it no longer' }, now)
        continue
      }
      if (isBusy(found, now)) continue
      const result = await postTo(
        trx,
        { ways: found.ways, reply: () => reply, job: `announcement ${id}`, expiresAt },
        { now, room },
        tools,
      )
      if (result.kind === 'later') continue
      if (result.kind === 'none') await settleRecipient(trx, seq, { state: result.state, reason: result.reason }, now)
      else await settleRecipient(trx, seq, { state: 'posted', letterId: result.letterId }, now)
      if (result.kind === 'posted') letters.push(...result.letters)
    }
    return { letters, isOver: false }
  }
}
