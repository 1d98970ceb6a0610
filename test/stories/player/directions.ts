// What stage directions do. Each is one sentence in italics; a story with another one fails.

import type { Campaign } from '../../../knowledge/load.ts'
import { giveConsent } from '../../../store/consents.ts'
import { setFormOpening } from '../../../store/form-openings.ts'
import { giveRole } from '../../../store/roles.ts'
import { registerMany } from './many-registrations.ts'
import type { Delivered } from './recording-channel.ts'
import type { Stage } from './stage.ts'
import { readMoment } from './still-clock.ts'

type Direction = readonly [
  RegExp,
  (stage: Stage, words: readonly string[], code: string) => Promise<readonly Delivered[]>,
]

const NOTHING: readonly Delivered[] = []

const directions: readonly Direction[] = [
  [
    /^Đồng hồ: (.+)$/,
    async (stage, [text = '']) => {
      stage.setClock(toMoment(text))
      return stage.delivered()
    },
  ],
  [/^Máy chạy đến (.+)\.$/, (stage, [text = '']) => stage.runUntil(toMoment(text))],
  [/^Máy tắt đến (.+)\.$/, (stage, [text = '']) => stage.beOffUntil(toMoment(text))],
  [/^Bấm “\+1 ngày”\.$/, (stage) => stage.jump(1)],
  [/^Bấm “Tắt máy 3 ngày”\.$/, (stage) => stage.jump(3)],
  [/^Máy khởi động lại\.$/, (stage) => stage.restart()],
  // The environment names them (administratorsIn): here they only take their seat.
  [/^(.+) là quản trị\.$/, silently((stage, [who = '']) => stage.people.seat(who))],
  [/^(.+) đã đồng ý lưu thông tin đăng ký\.$/, consent],
  [/^(.+) là người phụ trách (.+)\.$/, appoint],
  [/^(.+) theo dõi (.+)\.$/, startFollowing],
  [/^Người phụ trách đã mở biểu mẫu (.+)\.$/, openForms],
  [/^(\d+) người đã gửi đăng ký (.+)\.$/, sendMany],
  [/^(.+) chặn trợ lý\.$/, silently((stage, [who = '']) => stage.block(stage.people.seat(who)))],
  [/^(.+) liên kết (Zalo|Telegram) với (Zalo|Telegram)\.$/, linkChannels],
  [
    /^Tệp (\S+) được sửa: “(.+)” thành “(.+)”\.$/,
    silently((stage, [file = '', old = '', next = '']) => editFile(stage, file, old, next)),
  ],
  [
    /^Tệp (\S+) được sửa: sau “(.+)” có thêm$/,
    silently((stage, [file = '', after = ''], code) => editFile(stage, file, after, `${after}\n${code}`)),
  ],
]

/** Does what a stage direction says, and gives what was delivered by it. Throws where it says nothing known. */
export async function direct(stage: Stage, text: string, code: string): Promise<readonly Delivered[]> {
  for (const [shape, act] of directions) {
    const match = shape.exec(text)
    if (match) return act(stage, match.slice(1), code)
  }
  throw new Error(`no such stage direction: ${text}`)
}

function toMoment(text: string): Date {
  const at = readMoment(text)
  if (!at) throw new Error(`“${text}” is no moment: write it as 16/02/2020 23:59:59`)
  return at
}

/** Who the environment names as administrators: known before the story begins. */
export function administratorsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^\*(.+) là quản trị\.\*$/gm)].map(([, who = '']) => who)
}

export function editsContent(markdown: string): boolean {
  return /^\*Tệp .+ được sửa:/m.test(markdown)
}

async function linkChannels(stage: Stage, [name = '', from = '', to = '']: readonly string[]) {
  const says = (channel: string, text: string) => {
    stage.nextTurn()
    return stage.receive([
      stage.message(stage.people.seat(`${name} (${channel})`), { kind: 'text', text, action: null }),
    ])
  }
  const [offer] = await says(from, '/lienket')
  const code = /\/lienket (\S+)/.exec(JSON.stringify(offer?.reply.blocks))?.[1]?.replace(/[^\w-].*$/, '')
  if (!code) throw new Error(`${name} was given no code on ${from}`)
  await says(to, `/lienket ${code}`)
  return NOTHING
}

async function consent(stage: Stage, [who = '']: readonly string[]) {
  await giveConsent(stage.assistant().db, stage.people.seat(who).sender, 'registering', stage.clock.now())
  return NOTHING
}

async function appoint(stage: Stage, [who = '', campaign = '']: readonly string[]) {
  const role = { role: 'organiser', campaign: findCampaign(stage, campaign).id, unit: '', givenBy: 'story' } as const
  await giveRole(stage.assistant().db, { person: stage.people.seat(who).sender, ...role }, stage.clock.now())
  return NOTHING
}

async function sendMany(stage: Stage, [count = '', campaign = '']: readonly string[]) {
  await registerMany(stage, findCampaign(stage, campaign), Number(count))
  return NOTHING
}

async function startFollowing(stage: Stage, [who = '', label = '']: readonly string[]) {
  const seat = stage.people.seat(who)
  const { id } = findCampaign(stage, label)
  await giveConsent(stage.assistant().db, seat.sender, 'reminding', stage.clock.now())
  const tap = { kind: 'choice', text: 'Nhắc tôi trước hạn', action: `remind:follow:${id}` } as const
  await stage.receive([stage.message(seat, tap)])
  return NOTHING
}

async function openForms(stage: Stage, [label = '']: readonly string[]) {
  const campaign = findCampaign(stage, label)
  const opened = { isOpen: true, closesOn: null, changedBy: 'story', changedAt: stage.clock.now(), reason: null }
  for (const form of campaign.forms)
    await setFormOpening(stage.assistant().db, { campaign: campaign.id, form: form.id, ...opened })
  return NOTHING
}

function findCampaign(stage: Stage, label: string): Campaign {
  const { campaigns } = stage.assistant().knower.current()
  const campaign = campaigns.find((one) => one.label === label)
  if (!campaign) throw new Error(`no campaign “${label}”: there are ${campaigns.map((one) => one.label).join(', ')}`)
  return campaign
}

function editFile(stage: Stage, file: string, old: string, next: string): void {
  stage.edit((files) => {
    const content = files.get(file)
    if (!content?.includes(old)) throw new Error(`knowledge/${file} does not hold “${old}”`)
    files.set(file, content.replace(old, next))
  })
}

function silently(act: (stage: Stage, words: readonly string[], code: string) => unknown): Direction[1] {
  return async (stage, words, code) => {
    act(stage, words, code)
    return NOTHING
  }
}
