// One play: where it starts, what is done, and whether there is a way out at its end.

import type { Values } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import { type FetchedFile, toPlainText } from '../../message.ts'
import type { Registration } from '../../store/registration.ts'
import { leave } from './leave.ts'
import type { FileKind, Move, OrganiserMove, Who } from './moves.ts'
import type { Reached } from './referee.ts'
import { createScene, type Said, type Scene } from './scene.ts'
import { IDS, ORGANISER, type Setting } from './setting.ts'
import { answersOf, givenRegistration, isSame, type Start } from './starts.ts'
import { tap } from './tap.ts'
import { toAnswer } from './typed-answer.ts'

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
export async function play(setting: Setting, start: Start, moves: readonly Move[], reached: Reached): Promise<void> {
  const scene = await createScene(setting, new Date(start.at))
  try {
    await setUp(setting, scene, start)
    for (const move of moves) await perform(setting, scene, move)
    await leave(scene, start.n % 2 === 0)
  } catch (error) {
    throw new BrokenRuleError(error, scene.talk)
  } finally {
    for (const name of ['messages', 'sent', 'decided'] as const) reached[name] += scene.reached[name]
    await scene.end()
  }
}

async function setUp(setting: Setting, scene: Scene, start: Start): Promise<void> {
  const { form, campaign, units, wordings, directory } = setting
  if (!start.isOpen) await scene.setOpen(false)
  if (!start.agreed) await scene.disagree(IDS.lan)
  const { form: worded, version } = wordings[start.wording] ?? { form, version: '' }
  const common = { campaign, directory, form: worded, version }
  const lans = answersOf(worded, start.picks, units)
  const hungs = start.sendsTheSame ? lans : answersOf(worded, start.otherPicks, units)
  const isAgain = start.hung !== 'none' && isSame(worded, lans, hungs)
  if (start.lan !== 'none') {
    const { answers, toMend } = soFar(lans, start)
    const lan = { id: LANS, person: IDS.lan, state: start.lan, answers, toMend, hasGivenWay: isAgain }
    await givenRegistration(scene.db, { ...common, ...lan })
  }
  // What was turned down keeps nobody from sending the same; what stands does.
  if (start.hung !== 'none' && !(isAgain && ['submitted', 'returned', 'approved'].includes(start.lan))) {
    const hung = {
      id: 'given-hung00',
      person: IDS.hung,
      state: start.hung,
      answers: hungs,
      toMend: [],
      hasGivenWay: false,
    }
    await givenRegistration(scene.db, { ...common, ...hung })
  }
  await scene.look()
  await scene.hear(IDS.lan, tap(start.lan === 'none' ? `form:new:${campaign.id}:${form.id}:` : `form:open:${LANS}`))
}

const LANS = 'given-lan000'

// A draft lacks its last answers, mostly few; of what was returned one or two are to be mended.
function soFar(all: Values, { lan, n }: Start): { answers: Values; toMend: string[] } {
  const ids = Object.keys(all)
  const missing = lan === 'draft' ? n % (n % 5 === 0 ? ids.length : 4) : 0
  const toMend = ids.filter((_, index) => [n, n >> 2].some((one) => index === one % ids.length))
  return { answers: Object.fromEntries(Object.entries(all).slice(0, ids.length - missing)), toMend }
}

async function perform(setting: Setting, scene: Scene, move: Move): Promise<void> {
  switch (move.do) {
    case 'answer':
    case 'tap':
    case 'say':
    case 'number':
    case 'file': {
      const { asOrganiserActs } = { asOrganiserActs: undefined, ...move }
      const said = toSaid(setting, scene, move)
      const meanwhile = asOrganiserActs && (() => organise(scene, asOrganiserActs))
      if (said) await scene.hear(IDS[move.who], said, meanwhile)
      return
    }
    case 'wait':
      return scene.wait(move.days)
    case 'close':
    case 'open':
      return scene.setOpen(move.do === 'open')
    case 'reword':
      return scene.reword(move.n % setting.wordings.length)
    case 'set deadline':
      return scene.setLastDay(move.day)
    default:
      return organise(scene, move)
  }
}

type PersonMove = Extract<Move, { who: Who }>

function toSaid(setting: Setting, scene: Scene, move: PersonMove): Said | null {
  const person = IDS[move.who]
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
      return toAnswer(setting, scene, person, move.n) ?? pick(scene, person, move.n, false)
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

function tell({ person, said, replies }: Scene['talk'][number]): string {
  const what = said.kind === 'text' ? said.text : said.kind === 'choice' ? `[${said.text}] ${said.action}` : said.name
  return [`${person} > ${what}`, ...replies.map((reply) => toPlainText(reply).replace(/^/gm, '    '))].join('\n')
}
