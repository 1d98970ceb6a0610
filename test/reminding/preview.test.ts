// “Ai sẽ nhận gì, lúc nào” promises what is then sent, to whomever it is.

import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { toInstant } from '../../clock.ts'
import { momentsOf } from '../../handlers/reminding/moments-of.ts'
import { changeRegistration, keepDraft } from '../../store/change-registration.ts'
import { pauseFollow, stopFollow } from '../../store/follows.ts'
import { markMilestone } from '../../store/milestone-marks.ts'
import type { RegistrationState } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole } from '../../store/roles.ts'
import { givenReminding, NOI_VU, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'

const FORM = 'dang-ky-thi-dua'

async function registers(rig: RemindingRig, person: string, state: RegistrationState, answers = {}) {
  const now = rig.clock.now()
  const draft = { id: `r-${person}`, campaign: NOI_VU, form: FORM, formVersion: 'v', person }
  await keepDraft(rig.db, { ...draft, answers, progress: {} }, now)
  const row = await readRegistration(rig.db, draft.id)
  if (row && state !== 'draft')
    await changeRegistration(rig.db, row, { state, code: `NV20-${person}`, submittedAt: now }, [], now)
}

async function holds(rig: RemindingRig, person: string, role: 'organiser' | 'unit-contact' | 'unit-head', unit = '') {
  const given = { person, role, campaign: NOI_VU, unit, givenBy: 'telegram:9' }
  await giveRole(rig.db, given, rig.clock.now())
}

/** One person of each kind, by what they have done and said. */
async function givenEverybody(rig: RemindingRig): Promise<void> {
  const now = rig.clock.now()
  const follower = async (name: string, settings = {}) => {
    const person = await rig.meets(`telegram:${name}`)
    await rig.follows(person, settings)
    return person
  }
  const mark = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, at: now }
  await follower('plain')
  await follower('plain-2')
  await follower('late', { hour: '09:00', leads: [2, 0] })
  await registers(rig, await follower('draft'), 'draft')
  await registers(rig, await follower('sent'), 'submitted')
  await registers(rig, await follower('returned'), 'returned')
  await registers(rig, await follower('accepted'), 'approved')
  await markMilestone(rig.db, { ...mark, person: await follower('done'), state: 'done', until: null })
  await markMilestone(rig.db, { ...mark, person: await follower('later'), state: 'snoozed', until: '2020-02-12' })
  await markMilestone(rig.db, { ...mark, person: await follower('then'), state: 'snoozed', until: '2020-02-13' })
  await pauseFollow(rig.db, await follower('pausing'), null, toInstant(vietnamDay(13), '00:00'), now)
  await pauseFollow(rig.db, await follower('paused'), null, null, now)
  await stopFollow(rig.db, await follower('stopped'), null, now)
  await holds(rig, await follower('head'), 'unit-head', 'hy-an-thi-noi-vu')
  await holds(rig, await rig.meets('telegram:contact'), 'unit-contact', 'hy-an-thi-noi-vu')
  await holds(rig, await rig.meets('telegram:organiser'), 'organiser')
  await holds(rig, await follower('organiser-2'), 'organiser')
}

const vietnamDay = (day: number) => Temporal.PlainDate.from({ year: 2020, month: 2, day })

/** What was sent, as the preview counts it: “when milestone people”. */
async function sentOf({ db }: RemindingRig): Promise<string[]> {
  const rows = await db
    .selectFrom('reminders')
    .select(['due_at', 'milestone', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', '=', 'sent')
    .where('lead', '!=', 'overdue')
    .groupBy(['due_at', 'milestone'])
    .execute()
  return rows.map(({ due_at, milestone, count }) => `${due_at} ${milestone} ${count}`).sort()
}

describe('the preview', () => {
  it('counts exactly those who are then reminded, whatever they have done, said or hold', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 10:00' })
    await givenEverybody(rig)
    const [campaign] = rig.tools.knower.current().campaigns.filter(({ id }) => id === NOI_VU)
    if (!campaign) throw new Error('no campaign')
    const { moments, paused } = await momentsOf(campaign, rig.tools)
    const milestoneOf = (what: string) => campaign.milestones.find((one) => one.what === what)?.id
    const promised = moments.map(({ at, what, count }) => `${at.toISOString()} ${milestoneOf(what)} ${count}`).sort()
    await rig.at('10/02/2020 10:01')
    for (const at of moments.map((one) => one.at)) await rig.run(at)
    expect(promised).toEqual(await sentOf(rig))
    expect(promised[0]).toMatch(/^2020-02-11T01:00:00.000Z han-dang-ky \d+$/)
    expect(paused).toBe(2)
  })

  it('promises nothing more of a deadline once everybody has met it', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 10:00' })
    const lan = await rig.meets('telegram:1')
    await rig.follows(lan)
    const [campaign] = rig.tools.knower.current().campaigns.filter(({ id }) => id === NOI_VU)
    if (!campaign) throw new Error('no campaign')
    const days = async () => (await momentsOf(campaign, rig.tools)).moments.map(({ at }) => at)
    expect(await days()).toContainEqual(vietnam('11/02/2020 08:00'))
    await registers(rig, lan, 'submitted')
    expect(await days()).not.toContainEqual(vietnam('11/02/2020 08:00'))
    expect(await days()).toContainEqual(vietnam('04/12/2020 08:00'))
  })

  it('promises no dossier’s reminder to who was turned down, until they try again', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 10:00' })
    const lan = await rig.meets('telegram:1')
    await rig.follows(lan)
    await registers(rig, lan, 'rejected')
    const [campaign] = rig.tools.knower.current().campaigns.filter(({ id }) => id === NOI_VU)
    if (!campaign) throw new Error('no campaign')
    const count = async () => (await momentsOf(campaign, rig.tools)).moments.length
    expect(await count()).toBe(0)
    const draft = { id: 'again', campaign: NOI_VU, form: FORM, formVersion: 'v', person: lan }
    await keepDraft(rig.db, { ...draft, answers: {}, progress: {} }, rig.clock.now())
    expect(await count()).toBeGreaterThan(0)
  })
})
