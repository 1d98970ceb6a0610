// Two processes that run the jobs at once, as one may that stood still until another took over: nobody is told twice.

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPlanner } from '../../jobs/plan-reminders.ts'
import { sendAnnouncements } from '../../jobs/send-announcements.ts'
import { sendReminders } from '../../jobs/send-reminders.ts'
import { keepAnnouncement, moveAnnouncement } from '../../store/announcements.ts'
import { givenReminding, NOI_VU, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'
import { createFolder } from '../running-assistant.ts'

const PEOPLE = Array.from({ length: 30 }, (_, at) => `telegram:${at + 1}`)

async function givenTwo() {
  const folder = createFolder()
  const databaseUrl = `sqlite:${join(folder.path, 'jobs.db')}`
  const one = await givenReminding({ startsAt: '10/02/2020 09:00', databaseUrl })
  const other = await givenReminding({ startsAt: '10/02/2020 09:00', databaseUrl })
  let count = 0
  const both = [one, { ...other, tools: { ...other.tools, newId: () => `other-${++count}` } }] as const
  for (const person of PEOPLE) await one.follows(await one.meets(person))
  return {
    both,
    /** Both do it at the same time; what failed since the other wrote is done again later, as by the clock. */
    do: async (act: (rig: Pick<RemindingRig, 'tools'>) => Promise<unknown>) => {
      for (let round = 0; round < 4; round++) await Promise.allSettled(both.map(act))
      for (const rig of both) await rig.deliver()
    },
    told: () => both.flatMap(({ told }) => told.map(({ conversationId }) => conversationId)).sort(),
    [Symbol.asyncDispose]: async () => {
      for (const rig of both) await rig[Symbol.asyncDispose]()
      folder[Symbol.dispose]()
    },
  }
}

describe('two processes at once', () => {
  it('plan and post each reminder once', async () => {
    await using two = await givenTwo()
    for (const { clock } of two.both) clock.set(vietnam('11/02/2020 08:00'))
    const planners = new Map(two.both.map(({ tools }) => [tools, createPlanner()]))
    await two.do(async ({ tools }) => planners.get(tools)?.(tools))
    await two.do(({ tools }) => sendReminders(tools))
    expect(two.told()).toEqual([...PEOPLE].sort())
  })

  it('post each announcement once', async () => {
    await using two = await givenTwo()
    const [{ db, clock }] = two.both
    await keepAnnouncement(db, { id: 'a', campaign: NOI_VU, text: 'Họp lúc 8 giờ.', by: 'telegram:99' }, clock.now())
    await moveAnnouncement(db, 'a', ['draft'], 'confirmed', clock.now())
    await two.do(({ tools }) => sendAnnouncements(tools))
    expect(two.told()).toEqual([...PEOPLE].sort())
  })
})
