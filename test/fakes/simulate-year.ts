// A year in virtual time for people in random states, with restarts at random instants; beside it a model that is as
// plain as the rules are written: what each person should be told, and when.

import { Temporal } from 'temporal-polyfill'
import { toVietnamDate, toVietnamTime } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { follow, stopFollow } from '../../store/follows.ts'
import { keepMilestoneDay } from '../../store/milestone-days.ts'
import { markMilestone } from '../../store/milestone-marks.ts'
import { givenReminding, NOI_VU, type RemindingRig, vietnam } from './reminding-rig.ts'

export interface YearOptions {
  readonly people: number
  readonly restarts: number
  readonly seed: number
  readonly from?: string
  readonly to?: string
}

export interface YearResult {
  /** Reminders that the rules call for. */
  readonly due: number
  readonly sent: number
  readonly faults: Readonly<Record<'missing' | 'surplus' | 'late' | 'at night' | 'twice', string[]>>
}

const HUNG_YEN = 'van-hoa-cong-so-hung-yen'
const TRUC_NINH = 'van-hoa-cong-so-truc-ninh'
const HOURS = ['07:30', '08:00', '09:15', '14:00', '20:30']
const TICKS = ['00:00', '06:59', ...HOURS, '20:45', '21:00', '23:59']
const LEADS = [[14, 7, 3, 1, 0], [7, 1], [3, 0], [1], [14, 0]]
const LATE_MS = 15 * 60_000

/** What organisers decide: over New Year, before and within Tết, over the leap day, moved, set to a holiday, cancelled. */
const DECISIONS = [
  { at: '16/12/2019 10:00', campaign: TRUC_NINH, milestone: 'hang-nam-bao-cao', version: 1, day: '2020-01-03' },
  { at: '06/01/2020 11:00', campaign: HUNG_YEN, milestone: 'bao-cao-hang-nam', version: 1, day: '2020-01-30' },
  { at: '10/02/2020 09:30', campaign: TRUC_NINH, milestone: 'hang-nam-bao-cao', version: 2, day: '2020-03-02' },
  { at: '12/02/2020 15:00', campaign: NOI_VU, milestone: 'han-dang-ky', version: 1, day: '2020-02-20' },
  { at: '01/04/2020 08:30', campaign: HUNG_YEN, milestone: 'bao-cao-hang-nam', version: 2, day: '2020-05-01' },
  { at: '23/04/2020 10:00', campaign: HUNG_YEN, milestone: 'bao-cao-hang-nam', version: 3, day: '2020-05-15' },
  { at: '27/11/2020 16:00', campaign: NOI_VU, milestone: 'han-ho-so', version: 1, day: null },
] as const

interface Someone {
  readonly id: string
  readonly follows: Map<string, { leads: number[]; hour: string; since: Date } | null>
  readonly done: Set<string>
  /** “campaign milestone version” → up to when it was dealt with. */
  readonly handled: Map<string, number>
  /** “campaign milestone” → the newest version they were told of. */
  readonly told: Map<string, number>
}

interface Act {
  readonly at: Date
  do(): Promise<void>
}

/** Runs it. */
export async function simulateYear({
  people,
  restarts,
  seed,
  from = '10/12/2019 00:00',
  to = '10/01/2021 00:00',
}: YearOptions): Promise<YearResult> {
  const random = createRandom(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const [start, end] = [vietnam(from), vietnam(to)]
  await using rig = await givenReminding({ startsAt: from, channels: ['telegram'] })
  const someones: Someone[] = []
  const acts: Act[] = []
  const anyTime = () => new Date(start.getTime() + random() * (end.getTime() - start.getTime()))
  for (let index = 0; index < people; index++) {
    const id = await rig.meets(`telegram:${1000 + index}`)
    const one: Someone = { id, follows: new Map(), done: new Set(), handled: new Map(), told: new Map() }
    someones.push(one)
    for (const campaign of [NOI_VU, HUNG_YEN, TRUC_NINH].filter(() => random() < 0.6)) {
      const begin = random() < 0.5 ? new Date(start.getTime() + 60_000) : anyTime()
      const settings = { leads: pick(LEADS), hour: pick(HOURS) }
      acts.push(following(rig, one, campaign, settings, begin))
      if (random() < 0.3) acts.push(stopping(rig, one, campaign, anyTime()))
      if (random() < 0.2) acts.push(following(rig, one, campaign, { leads: pick(LEADS), hour: pick(HOURS) }, anyTime()))
      if (random() < 0.4) acts.push(finishing(rig, one, campaign, anyTime(), pick))
    }
  }
  for (const decision of DECISIONS) {
    const at = vietnam(decision.at)
    if (at >= start && at < end) acts.push({ at, do: () => decide(rig, decision) })
  }
  const ticks = ticksBetween(start, end)
  const down = Array.from({ length: restarts }, () => {
    const began = anyTime().getTime()
    return { began, ended: began + random() ** 3 * 4 * 24 * 3_600_000 }
  })
  const expected = new Map<string, Date>()
  acts.sort((a, b) => a.at.getTime() - b.at.getTime())
  let next = 0
  let wasDown = false
  for (const tick of ticks) {
    while (next < acts.length && (acts[next]?.at ?? end) <= tick) {
      const act = acts[next++]
      if (!act) break
      rig.clock.set(act.at)
      await act.do()
    }
    if (down.some(({ began, ended }) => began <= tick.getTime() && tick.getTime() < ended)) {
      wasDown = true
      continue
    }
    const passed = down.some(({ began }) => began <= tick.getTime() && began > tick.getTime() - 3_600_000)
    await rig.run(tick, { restarted: wasDown || passed })
    wasDown = false
    for (const one of someones) expectAt(one, tick, rig, expected)
  }
  return await compare(rig, expected)
}

function following(
  rig: RemindingRig,
  one: Someone,
  campaign: string,
  settings: { leads: number[]; hour: string },
  at: Date,
): Act {
  return {
    at,
    do: async () => {
      const before = one.follows.get(campaign)
      const isSame = before && before.leads.join() === settings.leads.join()
      one.follows.set(campaign, { ...settings, since: isSame ? before.since : at })
      await follow(rig.db, one.id, campaign, settings, at)
    },
  }
}

function stopping(rig: RemindingRig, one: Someone, campaign: string, at: Date): Act {
  return {
    at,
    do: async () => {
      if (!one.follows.has(campaign)) return
      one.follows.set(campaign, null)
      await stopFollow(rig.db, one.id, campaign, at)
    },
  }
}

function finishing(
  rig: RemindingRig,
  one: Someone,
  campaign: string,
  at: Date,
  pick: <T>(values: readonly T[]) => T,
): Act {
  const known: Record<string, string[]> = {
    [NOI_VU]: ['han-dang-ky', 'han-ho-so'],
    [HUNG_YEN]: ['bao-cao-hang-nam'],
    [TRUC_NINH]: ['hang-nam-bao-cao'],
  }
  const milestone = pick(known[campaign] ?? [])
  return {
    at,
    do: async () => {
      const version = versionAt(rig, campaign, milestone)
      const isYearly = campaign !== NOI_VU
      one.done.add(`${campaign} ${milestone}${isYearly ? ` ${version}` : ''}`)
      await markMilestone(rig.db, { person: one.id, campaign, milestone, version, state: 'done', until: null, at })
    },
  }
}

const decided = new WeakMap<RemindingRig, (typeof DECISIONS)[number][]>()
const duties = new Map<string, Duty[]>()
const dues = new Map<string, { lead: string; at: Date }[]>()

// Days are reckoned once: the calendar is slow.
function remembered<T>(kept: Map<string, T>, key: string, reckon: () => T): T {
  const found = kept.get(key) ?? reckon()
  kept.set(key, found)
  return found
}

async function decide(rig: RemindingRig, decision: (typeof DECISIONS)[number]): Promise<void> {
  decided.set(rig, [...(decided.get(rig) ?? []), decision])
  const { campaign, milestone, version, day, at } = decision
  const kind = day === null ? 'cancelled' : 'day'
  await keepMilestoneDay(rig.db, {
    campaign,
    milestone,
    version,
    kind,
    day,
    reason: 'thay đổi',
    by: 'x',
    at: vietnam(at),
  })
}

function versionAt(rig: RemindingRig, campaign: string, milestone: string): number {
  const all = (decided.get(rig) ?? []).filter((one) => one.campaign === campaign && one.milestone === milestone)
  return all.at(-1)?.version ?? 0
}

// What the rules say that somebody is told at this tick.
function expectAt(one: Someone, tick: Date, rig: RemindingRig, expected: Map<string, Date>): void {
  const time = toVietnamTime(tick)
  if (time < '07:30' || time >= '21:00') return
  const today = toVietnamDate(tick)
  for (const [campaignId, settings] of one.follows) {
    const campaign = rig.tools.knower.current().campaigns.find(({ id }) => id === campaignId)
    if (!campaign) continue
    const dutyKey = `${campaignId} ${today.toString()} ${decided.get(rig)?.length ?? 0}`
    for (const duty of remembered(duties, dutyKey, () => dutiesOf(campaign, rig, today))) {
      const { milestone, version, last, from, before } = duty
      const about = `${campaignId} ${milestone}`
      const isDone = one.done.has(about) || one.done.has(`${about} ${version}`)
      const toldVersion = one.told.get(about)
      const key = `${about} ${version}`
      if (toldVersion !== undefined && toldVersion < version && before.get(toldVersion) !== undefined) {
        const then = before.get(toldVersion)
        const isYearly = campaignId !== NOI_VU
        const differs =
          last === null || (then?.toString() !== last.toString() && (!isYearly || then?.year === last.year))
        if (differs && !isDone && settings && !one.handled.has(`changed ${key}`)) {
          expected.set(`${one.id} ${key} changed`, tick)
          one.told.set(about, version)
        }
        one.handled.set(`changed ${key}`, 1)
      }
      if (last === null || !settings) continue
      const dueKey = `${campaignId} ${last.toString()} ${from?.toString()} ${settings.leads.join()} ${settings.hour}`
      const reached = remembered(dues, dueKey, () => duesOf(campaign, last, from, settings, rig)).filter(
        ({ at }) => at <= tick && at > settings.since && at.getTime() > (one.handled.get(key) ?? 0),
      )
      const nearest = reached.at(-1)
      if (!nearest) continue
      const past = Temporal.PlainDate.compare(today, last) > 0
      if (nearest.lead === 'overdue' ? last.until(today).days > 14 : past) continue
      one.handled.set(key, nearest.at.getTime())
      // Whoever wants it at another hour from now on is not told the same again.
      if (isDone || expected.has(`${one.id} ${key} ${nearest.lead}`)) continue
      expected.set(`${one.id} ${key} ${nearest.lead}`, tick)
      one.told.set(about, version)
    }
  }
}

interface Duty {
  readonly milestone: string
  readonly version: number
  readonly last: Temporal.PlainDate | null
  readonly from: Temporal.PlainDate | null
  /** version → the last day that held under it. */
  readonly before: ReadonlyMap<number, Temporal.PlainDate>
}

function dutiesOf(campaign: Campaign, rig: RemindingRig, today: Temporal.PlainDate): Duty[] {
  const own: Record<string, [string, string | null][]> = {
    [NOI_VU]: [
      ['han-dang-ky', '2020-02-16'],
      ['han-ho-so', '2020-12-04'],
    ],
    [HUNG_YEN]: [
      ['han-ke-hoach-trien-khai', '2019-09-30'],
      ['bao-cao-hang-nam', null],
    ],
    [TRUC_NINH]: [['hang-nam-bao-cao', null]],
  }
  return (own[campaign.id] ?? []).flatMap(([milestone, planned]): Duty[] => {
    const all = (decided.get(rig) ?? []).filter((one) => one.campaign === campaign.id && one.milestone === milestone)
    const latest = all.at(-1)
    const before = new Map<number, Temporal.PlainDate>()
    if (planned) before.set(0, Temporal.PlainDate.from(planned))
    for (const one of all) if (one.day) before.set(one.version, Temporal.PlainDate.from(one.day))
    if (!latest && !planned) return []
    const published = campaign.id === NOI_VU ? Temporal.PlainDate.from('2020-02-07') : null
    if (!latest) return [{ milestone, version: 0, last: before.get(0) ?? null, from: published, before }]
    const last = latest.day ? Temporal.PlainDate.from(latest.day) : null
    const isSpent = planned === null && last !== null && last.year < today.year
    if (isSpent) return []
    return [{ milestone, version: latest.version, last, from: toVietnamDate(vietnam(latest.at)), before }]
  })
}

function duesOf(
  campaign: Campaign,
  last: Temporal.PlainDate,
  from: Temporal.PlainDate | null,
  { leads, hour }: { leads: readonly number[]; hour: string },
  rig: RemindingRig,
): { lead: string; at: Date }[] {
  const { workingDays } = rig.tools.knower.current()
  const isOff = (day: Temporal.PlainDate) => !workingDays.isWorkingDay(day)
  const found: { lead: string; day: Temporal.PlainDate }[] = []
  let day = last
  while (isOff(day)) day = day.subtract({ days: 1 })
  for (let lead = 0; lead <= 14; lead++) {
    if (leads.includes(lead)) found.unshift({ lead: String(lead), day })
    do day = day.subtract({ days: 1 })
    while (isOff(day))
  }
  let late = last.add({ days: 1 })
  while (isOff(late)) late = late.add({ days: 1 })
  return [...found, { lead: 'overdue', day: late }]
    .filter((due) => (!from || Temporal.PlainDate.compare(due.day, from) >= 0) && due.day.year <= campaign.period.to)
    .map((due) => ({ lead: due.lead, at: new Date(`${due.day.toString()}T${hour}:00+07:00`) }))
}

async function compare(rig: RemindingRig, expected: ReadonlyMap<string, Date>): Promise<YearResult> {
  const faults: YearResult['faults'] = { missing: [], surplus: [], late: [], 'at night': [], twice: [] }
  const rows = await rig.db
    .selectFrom('reminders')
    .innerJoin('outbox', 'outbox.id', 'reminders.letter_id')
    .select(['person_id', 'campaign', 'milestone', 'version', 'lead', 'sent_at', 'outbox.id'])
    .where('reminders.state', '=', 'sent')
    .execute()
  const actual = new Map(
    rows.map((row) => [`${row.person_id} ${row.campaign} ${row.milestone} ${row.version} ${row.lead}`, row]),
  )
  // What tells of another day goes into the reminder that is due at the same moment.
  const isMerged = (key: string) => {
    const [stem, at] = [key.replace(/ changed$/, ''), expected.get(key)]
    return (
      key.endsWith(' changed') && [...leadsOf(stem)].some((other) => expected.get(other)?.getTime() === at?.getTime())
    )
  }
  const leadsOf = (stem: string) => ['14', '7', '3', '1', '0', 'overdue'].map((lead) => `${stem} ${lead}`)
  for (const [key, tick] of expected) {
    if (isMerged(key)) continue
    const row = actual.get(key)
    if (!row?.sent_at) faults.missing.push(`${key} at ${tick.toISOString()}`)
    else if (Math.abs(Date.parse(row.sent_at) - tick.getTime()) > LATE_MS)
      faults.late.push(`${key}: ${row.sent_at} instead of ${tick.toISOString()}`)
  }
  for (const [key, { sent_at }] of actual) if (!expected.has(key)) faults.surplus.push(`${key} at ${sent_at}`)
  const moments = new Map<string, number>()
  for (const { conversationId, at } of rig.told) {
    const time = toVietnamTime(at)
    if (time < '07:30' || time >= '21:00') faults['at night'].push(`${conversationId} at ${at.toISOString()}`)
    const key = `${conversationId} ${toVietnamDate(at).toString()} ${time.slice(0, 4)}`
    moments.set(key, (moments.get(key) ?? 0) + 1)
  }
  for (const [key, count] of moments) if (count > 1) faults.twice.push(`${key}0: ${count} messages`)
  return { due: expected.size, sent: rig.told.length, faults }
}

function ticksBetween(start: Date, end: Date): Date[] {
  const ticks: Date[] = []
  for (let day = toVietnamDate(start); new Date(`${day.toString()}T00:00:00+07:00`) < end; day = day.add({ days: 1 }))
    for (const time of TICKS) ticks.push(new Date(`${day.toString()}T${time}:00+07:00`))
  return ticks.filter((tick) => tick >= start && tick < end)
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed + 0x6d2b79f5
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
