// Somebody who registers over Telegram, from the first word to the receipt.

import type { FakeTelegram } from '../test/fakes/fake-telegram.ts'
import { toUser } from '../test/fakes/telegram-chats.ts'
import type { SentMessage } from '../test/fakes/telegram-outbox.ts'
import { pause, post } from './child.ts'

export const SECRET = 'registrations-secret'

export interface Registrant {
  readonly number: number
  /** One registration after the other is for another name. */
  readonly name: string
  readonly tasks: string
}

export interface Receipt extends Registrant {
  readonly code: string
  readonly hash: string
}

/** What the fake Telegram and the service are, now: the service's address changes when it is started again. */
export interface Stage {
  readonly telegram: FakeTelegram
  readonly url: () => string
  /** Before each step, as people read and think. */
  readonly think: () => Promise<void>
  /** After each step: how long its reply took from the first attempt to post. */
  readonly onStep: (ms: number) => void
}

interface Step {
  readonly says?: string
  readonly taps?: string
  readonly hears: RegExp
}

const SURNAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô']
const MIDDLES = ['Thị', 'Văn', 'Minh', 'Thu', 'Đức', 'Ngọc', 'Quang', 'Thanh', 'Hữu', 'Xuân']
const NAMES = ['Lan', 'Hoa', 'Hùng', 'Dũng', 'Mai', 'Hà', 'Sơn', 'Tùng', 'Yến', 'Phương']
const MOST_WAIT_MS = 120_000 // no reply for so long: it is lost

/** Another name for each number up to 100,000. */
export function toName(number: number): string {
  const digit = (place: number) => Math.floor(number / 10 ** place) % 10
  return [SURNAMES[digit(0)], MIDDLES[digit(1)], NAMES[digit(2)], MIDDLES[digit(3)], NAMES[digit(4)]]
    .slice(0, number < 1_000 ? 3 : 5)
    .join(' ')
}

function toSteps({ name, tasks }: Registrant, isFirst: boolean): Step[] {
  const begin: Step[] = isFirst
    ? [
        { says: '/dangky', hears: /Trước khi đăng ký/ },
        { taps: 'Đồng ý', hears: /tập thể hay cá nhân/ },
      ]
    : [{ says: '/dangky', hears: /tập thể hay cá nhân/ }]
  return [
    ...begin,
    { taps: 'Cá nhân', hears: /Đơn vị nào ạ/ },
    { says: 'phòng Nội vụ huyện Ân Thi', hears: /là công chức, viên chức/ },
    { taps: 'Công chức', hears: /hình thức khen thưởng nào/ },
    { taps: 'Bằng khen của Bộ trưởng', hears: /hoàn thành xuất sắc lĩnh vực nào/ },
    { taps: 'Tôn giáo', hears: /Họ và tên của người/ },
    { says: name, hears: /Chức vụ hoặc chức danh/ },
    { taps: 'Bỏ qua', hears: /Đăng ký cụ thể những nhiệm vụ nào/ },
    { says: tasks, hears: /đang bị xem xét kỷ luật/ },
    { taps: 'Không', hears: /TÓM TẮT ĐĂNG KÝ/ },
    { taps: 'Gửi', hears: /ĐÃ GỬI ĐĂNG KÝ/ },
  ]
}

/** Registers once; rejects if a step is never answered. A message is posted until it is taken, as Telegram does. */
export async function register(stage: Stage, registrant: Registrant, isFirst: boolean): Promise<Receipt> {
  let heard: SentMessage | null = null
  for (const step of toSteps(registrant, isFirst)) {
    await stage.think()
    const started = performance.now()
    heard = await take(stage, registrant.number, step)
    stage.onStep(performance.now() - started)
  }
  const text = heard?.text ?? ''
  const code = /ĐÃ GỬI ĐĂNG KÝ (\S+)/.exec(text)?.[1] ?? ''
  const hash = /Mã kiểm tra nội dung: (\S+)/.exec(text)?.[1] ?? ''
  return { ...registrant, code, hash }
}

async function take({ telegram, url }: Stage, number: number, step: Step): Promise<SentMessage> {
  const user = toUser(number)
  const before = telegram.sentTo(number).length
  const update =
    step.says === undefined ? toTap(telegram, number, step.taps ?? '') : telegram.updateOf.text(user, step.says)
  const body = JSON.stringify(update)
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET }
  while ((await post(`${url()}/telegram/webhook`, body, headers).catch(() => 0)) !== 200) await pause(20)
  for (const began = performance.now(); performance.now() - began < MOST_WAIT_MS; await pause(2)) {
    const heard = telegram
      .sentTo(number)
      .slice(before)
      .find(({ text }) => step.hears.test(text))
    if (heard) return heard
  }
  const last = telegram.sentTo(number).at(-1)?.text ?? 'nothing'
  throw new Error(`${number} waited in vain for ${step.hears} after “${step.says ?? step.taps}”; last heard: ${last}`)
}

function toTap(telegram: FakeTelegram, number: number, label: string) {
  const offer = telegram.sentTo(number).findLast(({ buttons }) => buttons.flat().some(({ text }) => text === label))
  const button = offer?.buttons.flat().find(({ text }) => text === label)
  if (!offer || !button || !('callback_data' in button)) throw new Error(`${number} was offered no [${label}]`)
  return telegram.updateOf.tap(toUser(number), offer.message, button.callback_data)
}
