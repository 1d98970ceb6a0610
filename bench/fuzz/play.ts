// One play: where it starts, what is done, and whether there is a way out at its end.

import { isUnderWay } from '../../handlers/registering/draft-of.ts'
import type { Form, Step } from '../../knowledge/schema.ts'
import { type FetchedFile, toPlainText } from '../../message.ts'
import type { Registration } from '../../store/registrations.ts'
import type { FileKind, Move, OrganiserMove, Who } from './moves.ts'
import { ORGANISER, type Said, type Scene, type Stage } from './stage.ts'
import { answersOf, givenRegistration, isSame, type Start, unitsFor } from './starts.ts'

export interface Reached {
  messages: number
  sent: number
  decided: number
}

/** A rule was broken; with all that was said until then. */
export class BrokenRuleError extends Error {
  override readonly name = 'BrokenRuleError'
  readonly talk: string
  constructor(cause: unknown, talk: Scene['talk']) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.talk = talk.map(tell).join('\n')
  }
}

/** Plays it, and undoes it. Throws BrokenRuleError. */
export async function play(stage: Stage, start: Start, moves: readonly Move[], reached: Reached): Promise<void> {
  const scene = await stage.begin(new Date(start.at), 0)
  try {
    await setUp(stage, scene, start)
    for (const move of moves) await perform(stage, scene, move)
    await leave(scene, start)
  } catch (error) {
    throw new BrokenRuleError(error, scene.talk)
  } finally {
    for (const name of ['messages', 'sent', 'decided'] as const) reached[name] += scene.heard[name]
    await scene.end()
  }
}

async function setUp(stage: Stage, scene: Scene, start: Start): Promise<void> {
  const { form, campaign, units, wordings, directory } = stage
  const { lan, hung } = scene.ids
  if (!start.isOpen) await scene.setOpen(false)
  if (!start.agreed) await scene.disagree(lan)
  const worded = wordings[start.wording] ?? form
  const given = answersOf(worded, start.picks, units)
  const ids = Object.keys(given)
  const common = { campaign, directory, form: worded, version: scene.version(start.wording) }
  if (start.lan !== 'none') {
    const isDraft = start.lan === 'draft'
    const answers = isDraft
      ? Object.fromEntries(
          Object.entries(given).slice(0, ids.length - (start.n % (start.n % 5 === 0 ? ids.length : 4))),
        )
      : given
    const toMend = ids.filter((_, index) => [start.n, start.n >> 2].some((n) => index === n % ids.length))
    await givenRegistration(scene.db, { ...common, id: 'given-lan000', person: lan, state: start.lan, answers, toMend })
  }
  const others = answersOf(worded, start.otherPicks, units)
  const isTaken = start.lan !== 'none' && start.lan !== 'draft' && isSame(worded, given, others)
  if (start.hung !== 'none' && !isTaken)
    await givenRegistration(scene.db, {
      ...common,
      id: 'given-hung00',
      person: hung,
      state: start.hung,
      answers: others,
      toMend: [],
    })
  await scene.look()
  const action = start.lan === 'none' ? `form:new:${campaign.id}:${form.id}:` : 'form:open:given-lan000'
  await scene.hear(lan, tap(action))
}

async function perform(stage: Stage, scene: Scene, move: Move): Promise<void> {
  switch (move.do) {
    case 'answer':
    case 'tap':
    case 'say':
    case 'number':
    case 'file': {
      const { asOrganiserActs } = { asOrganiserActs: undefined, ...move }
      const said = toSaid(stage, scene, move)
      const meanwhile = asOrganiserActs && (() => organise(scene, asOrganiserActs))
      if (said) await scene.hear(scene.ids[move.who], said, meanwhile)
      return
    }
    case 'wait':
      return scene.wait(move.days)
    case 'close':
    case 'open':
      return scene.setOpen(move.do === 'open')
    case 'reword':
      return scene.reword(move.n % stage.wordings.length)
    case 'set deadline':
      return scene.setLastDay(move.day)
    default:
      return organise(scene, move)
  }
}

type PersonMove = Extract<Move, { who: Who }>

function toSaid(stage: Stage, scene: Scene, move: PersonMove): Said | null {
  const person = scene.ids[move.who]
  switch (move.do) {
    case 'say':
      // Where no form asks, all but steering words would be a question about the plans: that is another matter.
      if (!scene.state(person)?.form && move.text.length > 0 && !STEERS.test(move.text)) return null
      return { kind: 'text', text: move.text }
    case 'number':
      return { kind: 'choice', text: String(move.n), action: null }
    case 'file':
      return { kind: 'other', ...FILES[move.file] }
    case 'tap':
      return pick(scene, person, move.n, move.old)
    case 'answer':
      return toAnswer(stage, scene, person, move.n) ?? pick(scene, person, move.n, false)
  }
}

const STEERS = /^(?:\/|tiếp tục|sửa|à nhầm|nhầm|rút|đăng ký|nộp|hủy|gửi|xóa|lưu|tra cứu)/u
const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const FILES: Record<FileKind, { fetched: FetchedFile; name: string; size: number | null }> = {
  pdf: { fetched: { state: 'fetched', content: PDF }, name: 'to-trinh.pdf', size: null },
  'wrong type': { fetched: { state: 'fetched', content: new Uint8Array([77, 90, 0, 1]) }, name: 'a.pdf', size: 4 },
  'too large': { fetched: { state: 'too_large' }, name: 'anh.jpg', size: 50_000_000 },
  gone: { fetched: { state: 'unavailable', reason: 'gone' }, name: 'a.docx', size: null },
}

function pick(scene: Scene, person: string, n: number, old: boolean): Said | null {
  const choices = scene.offered(person, old)
  const choice = choices[n % Math.max(choices.length, 1)]
  return choice ? { kind: 'choice', text: choice.label, action: choice.action } : null
}

// What somebody would type who is asked this; null where nothing is asked but what can be tapped.
function toAnswer(stage: Stage, scene: Scene, person: string, n: number): Said | null {
  const asked = scene.state(person)?.form?.registration
  const progress = scene.registrations().get(asked ?? '')?.progress as { at?: string; pending?: unknown } | undefined
  const step = scene.form().steps.find(({ id }) => id === progress?.at)
  if (progress?.pending && n % 2 === 0) return null
  if (progress && !step && n % 4 > 0) return { kind: 'text', text: n % 4 === 1 ? 'Đúng, gửi đi' : 'gửi' }
  if (!step) return null
  const text = typed(step, n, stage)
  return text === null ? null : { kind: 'text', text }
}

function typed(step: Step, n: number, { form, units }: Stage): string | null {
  const one = (...texts: readonly string[]) => texts[n % texts.length] ?? ''
  switch (step.type) {
    case 'choice': {
      const option = step.options[n % step.options.length]
      return n % 3 === 0
        ? null
        : one(option?.label ?? '1', option?.short ?? option?.aliases[0] ?? '1', String((n % 4) + 1))
    }
    case 'choices':
      return n % 4 === 0
        ? null
        : one('1', 'a, d', '1 và 3', 'tất cả', step.options[n % step.options.length]?.label ?? '2')
    case 'text':
      return one('Chuyên viên chính', 'Trường tiểu học Hoa Sen', 'A', 'Đội 2')
    case 'long-text':
      return one(
        'Số hóa 100% hồ sơ trước 30/11/2020',
        'Rút ngắn 20% thời gian giải quyết thủ tục\nTập huấn 3 lớp cho 60 người',
        'Làm tốt',
        'Hoàn thành xuất sắc mọi nhiệm vụ được giao',
      )
    case 'number':
      return one('20', '3', '0', '19', 'hai mươi', '20 người', '2001')
    case 'date':
      return one('17/02/1980', '5/12/1990', 'hôm nay', '31/02/1990')
    case 'unit': {
      const places = unitsFor(form, [...units.values()])
      const { name = 'Sở Nội vụ', aliases = [] } = places[(n * 7) % places.length] ?? {}
      return one(name, name.toLowerCase(), aliases[0] ?? name, 'Phòng Hậu cần số 7', 'phòng nội vụ')
    }
    case 'person':
      return one('Nguyễn Thị Lan', 'Trần Văn Hùng', 'le minh duc', 'tôi là Phạm Thu Hà')
    case 'phone':
      return one('0912345678', '+84 912 345 678', '12345')
    case 'attestation':
      return one('không', 'có', 'không bị', 'chưa')
    case 'file':
      return null
  }
}

async function organise(scene: Scene, move: OrganiserMove): Promise<void> {
  if (move.do === 'organiser says') return void (await scene.hear(ORGANISER, { kind: 'text', text: move.text }))
  if (move.do === 'organiser taps') {
    const said = pick(scene, ORGANISER, move.n, move.old)
    return void (said && (await scene.hear(ORGANISER, said)))
  }
  const sent = [...scene.registrations().values()].filter(({ code }) => code !== null)
  const wanted = sent[move.n % Math.max(sent.length, 1)]
  if (!wanted) return
  const revision = wanted.revision - (move.isOld ? 1 : 0)
  const card = `${wanted.id}:${revision}`
  if (move.act !== 'return') await scene.hear(ORGANISER, tap(`review:${move.act}:${card}`))
  else await scene.hear(ORGANISER, tap(`review:why:${card}:${toMend(wanted, scene.form(), move.n)}`))
  if (scene.state(ORGANISER)?.organising?.doing !== 'decision') return
  const asked = await scene.hear(ORGANISER, { kind: 'text', text: 'Đề nghị ghi rõ hơn' })
  const confirm = asked.flatMap(({ choices }) => choices).find(({ action }) => action.startsWith('review:confirm'))
  if (confirm) await scene.hear(ORGANISER, tap(confirm.action))
}

function toMend({ answers }: Registration, { steps }: Form, n: number): string {
  const ids = steps.map(({ id }) => id).filter((id) => id in (answers as object))
  return ids.filter((_, index) => index % 3 === n % 3).join(',')
}

// Wherever a play ends, the form that asks can be put aside with all that was answered, or given up.
async function leave(scene: Scene, start: Start): Promise<void> {
  const { lan } = scene.ids
  const state = scene.state(lan)
  const before = scene.registrations().get(state?.form?.registration ?? '')
  if (!before || !isUnderWay(before)) return
  if (state?.reminding) await scene.hear(lan, { kind: 'text', text: '/huy' })
  if (start.n % 2 === 0) await leaveForLater(scene, before)
  else await giveUp(scene, before)
}

async function leaveForLater(scene: Scene, before: Registration): Promise<void> {
  const { lan } = scene.ids
  await scene.hear(lan, { kind: 'text', text: 'lưu lại' })
  const after = scene.registrations().get(before.id)
  if (scene.state(lan)?.form) throw new Error('“lưu lại” does not leave the form')
  if (!after || after.state !== before.state) throw new Error('“lưu lại” does not keep it')
  if (wordingOf(after) === wordingOf(before) && valuesOf(after) !== valuesOf(before))
    throw new Error('“lưu lại” loses answers')
  await scene.hear(lan, tap(`form:open:${before.id}`))
  if (scene.state(lan)?.form?.registration !== before.id) throw new Error('it cannot be taken up again')
}

async function giveUp(scene: Scene, before: Registration): Promise<void> {
  const { lan } = scene.ids
  const replies = await scene.hear(lan, { kind: 'text', text: 'hủy' })
  const drop = replies.flatMap(({ choices }) => choices).find(({ action }) => /^form:[\w-]+:drop:/.test(action))
  if (!drop) throw new Error('“hủy” leads nowhere')
  await scene.hear(lan, tap(drop.action))
  const after = scene.registrations().get(before.id)
  if (scene.state(lan)?.form) throw new Error('“hủy” does not leave the form')
  if (before.state === 'draft' ? after !== undefined : after?.state !== before.state)
    throw new Error('“hủy” does not give it up')
}

function wordingOf({ formVersion, progress }: Registration): string {
  return (progress as { wording?: string | null }).wording ?? formVersion
}

function valuesOf({ state, answers, progress }: Registration): string {
  const working = (progress as { working?: object | null }).working
  return JSON.stringify(Object.entries((state === 'draft' ? null : working) ?? (answers as object)).sort())
}

function tell({ person, said, replies }: Scene['talk'][number]): string {
  const what = said.kind === 'text' ? said.text : said.kind === 'choice' ? `[${said.text}] ${said.action}` : said.name
  return [`${person} > ${what}`, ...replies.map((reply) => toPlainText(reply).replace(/^/gm, '    '))].join('\n')
}

function tap(action: string): Said {
  return { kind: 'choice', text: '', action }
}
