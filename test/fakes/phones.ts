// Somebody's phone on either platform: what they do there and what they then see, over real HTTP.

import { replies } from '../../handlers/replies.vi.ts'
import type { givenBothPlatforms } from '../contracts/rigs.ts'

type Both = Awaited<ReturnType<typeof givenBothPlatforms>>

/** One letter as the phone shows it; a file stands for itself. */
export interface Shown {
  readonly text: string
  readonly buttons: readonly string[]
  readonly file: string | null
}

export interface Phone {
  /** The conversation it writes in. */
  readonly id: string
  /** Types it; what comes back here. */
  types(text: string): Promise<string>
  /** Taps the last button of that name, turning pages of buttons where it is on another one. */
  taps(label: string): Promise<string>
  sendsFile(name: string, content: Buffer): Promise<string>
  /** All it was ever shown. */
  shown(): readonly Shown[]
}

const MOST_PAGES = 8

/** A phone with Telegram. */
export function onTelegram({ telegram, assistant }: Both, number: number): Phone {
  const person = telegram.person(number)
  const all = () => telegram.sentTo(number)
  const shown = () =>
    all().map(({ text, buttons, file }) => ({
      text,
      buttons: buttons.flat().map((button) => button.text),
      file: file?.name ?? null,
    }))
  return phoneOf(`telegram:${number}`, assistant, shown, {
    type: (text) => person.types(text),
    send: (name, content) => person.sendsFile({ name, content }),
    tap: async (label) => {
      const letter = all().findLast(({ buttons }) => buttons.flat().some(({ text }) => text === label))
      if (letter) await person.taps(letter, label)
      return letter !== undefined
    },
  })
}

/** A phone with Zalo. */
export function onZalo({ zalo, hook, says, assistant }: Both, userId: string): Phone {
  const all = () => zalo.sentTo(userId)
  const shown = () =>
    all().map(({ text, buttons, file }) => ({
      text,
      buttons: buttons.map(({ title }) => String(title)),
      file: file?.fileName ?? null,
    }))
  return phoneOf(`zalo:${userId}`, assistant, shown, {
    type: (text) => says(userId, text),
    send: (name, content) =>
      zalo.emit(hook, zalo.events.file(userId, { name, url: zalo.keepFile(name, content), size: content.length })),
    tap: async (label) => {
      const button = all()
        .flatMap(({ buttons }) => buttons)
        .findLast(({ title }) => title === label)
      if (button) await zalo.emit(hook, zalo.events.tap(userId, String(button.payload)))
      return button !== undefined
    },
  })
}

interface Hands {
  type(text: string): Promise<unknown>
  send(name: string, content: Buffer): Promise<unknown>
  /** Whether there was such a button. */
  tap(label: string): Promise<boolean>
}

function phoneOf(id: string, { desk }: Both['assistant'], shown: () => Shown[], hands: Hands): Phone {
  const after = async (act: () => Promise<unknown>) => {
    const before = shown().length
    await act()
    await desk.idle()
    return shown()
      .slice(before)
      .map(({ text, file }) => (file ? `(${file})` : text))
      .join('\n')
  }
  const turnTo = async (label: string) => {
    for (let page = 0; page < MOST_PAGES; page++) {
      if (await hands.tap(label)) return
      const hasMore = shown().at(-1)?.buttons.includes(replies.moreChoices)
      if (!hasMore) break
      await hands.tap(replies.moreChoices)
      await desk.idle()
    }
    const last = shown().at(-1)
    throw new Error(`${id} was shown no button “${label}”, last: ${last?.text} ${JSON.stringify(last?.buttons)}`)
  }
  return {
    id,
    types: (text) => after(() => hands.type(text)),
    sendsFile: (name, content) => after(() => hands.send(name, content)),
    taps: (label) => after(() => turnTo(label)),
    shown,
  }
}
