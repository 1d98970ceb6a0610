// Whatever a reply holds: cut to the size of a message, nothing of it is lost, and nothing is cut that belongs together.

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isToken, toOffers } from '../../bot/choices.ts'
import { splitReply, splitText } from '../../bot/split.ts'
import { toTelegramHtml } from '../../bot/telegram-render.ts'
import { roomOfChoices, toZaloButtons, toZaloText } from '../../bot/zalo-render.ts'
import { type Block, type IncomingMessage, type Reply, type Source, toPlainText } from '../../message.ts'
import { openDatabase } from '../../store/database.ts'
import { accept } from '../../store/inbox.ts'
import { parseHtml } from '../fakes/telegram-text.ts'

const NFC = 'ế'.normalize('NFC')
const NFD = 'ế'.normalize('NFD')
const SPACE = [' ', ' ', '\n', '\n\n', '. ', '; ', '? ']
const SIGNS = ['<', '>', '&', '&lt;', '</b>', '"']
const LETTERS = [
  'a',
  'Đ',
  '7',
  NFC,
  NFD,
  `u${'ợ'.normalize('NFD')}`,
  '👍🏽',
  '👨‍👩‍👧',
  '🌸',
  '🇻🇳',
  'x'.repeat(60),
  NFD.repeat(80),
]
/** Some text that is not empty, up to `most` pieces long. */
const textOf = (most: number) =>
  fc
    .array(fc.constantFrom(...LETTERS, ...LETTERS, ...SPACE, ...SIGNS), { minLength: 1, maxLength: most, size: 'max' })
    .map((pieces) => `a${pieces.join('')}`)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom('text', 'heading', 'quote'), text: textOf(400) }) as fc.Arbitrary<Block>,
  fc.record({
    type: fc.constant('list' as const),
    items: fc.array(fc.record({ text: textOf(60), items: fc.array(textOf(20), { maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 20,
    }),
  }),
)
const source: fc.Arbitrary<Source> = fc.record({
  campaign: fc.constant('an-binh'),
  section: fc.constant('II.1'),
  document: fc.constant('ke-hoach'),
  place: fc.constantFrom('Mục I', 'Mục II.1', 'Mục III'),
  title: fc.constantFrom('Kế hoạch năm 2020 của xã An Bình', 'Công văn số 12 & 13 <khẩn>'),
  passage: fc.constant('…'),
})
// Up to 300 letters: four of them with the sources fill most of a message, and never all of it.
const label = fc
  .array(fc.constantFrom('Có', NFD, '👨‍👩‍👧', 'Hạn đăng ký là ngày nào? ', 'x'.repeat(60)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((pieces) => pieces.join(''))
const choice = fc.record({ label, action: fc.constant('ask:gì?') })
const reply: fc.Arbitrary<Reply> = fc.record({
  kind: fc.constant('answer' as const),
  blocks: fc.array(block, { minLength: 1, maxLength: 5 }),
  sources: fc.array(source, { maxLength: 3 }),
  choices: fc.array(choice, { maxLength: 8 }),
})

const TELEGRAM = { cut: (whole: Reply) => splitReply(whole, 4_000), shown: toPlainText, limit: 4_096 }
const ZALO = {
  cut: (whole: Reply) => splitReply(whole, 1_900, roomOfChoices),
  shown: toZaloText,
  limit: 2_000,
}
const both = [
  ['Telegram', TELEGRAM],
  ['Zalo', ZALO],
] as const

const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' })
const toLetters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)
/** The letters of a reply's blocks: without empty space, and without the marks that stand around quotes and items. */
const lettersOf = (replies: readonly Reply[]) =>
  replies
    .flatMap(({ blocks }) => blocks)
    .flatMap((one) =>
      one.type === 'list' ? one.items.flatMap(({ text, items = [] }) => [text, ...items]) : [one.text],
    )
    .flatMap(toLetters)
    .filter((letter) => letter.trim() !== '')
    .join('|')
const isLast = (parts: readonly Reply[]) => parts.map((_, index) => index === parts.length - 1)

describe.each(both)('a reply cut for %s', (_name, { cut, shown, limit }) => {
  it('loses nothing, and parts no letter from its tone mark', () => {
    fc.assert(
      fc.property(reply, (whole) => {
        expect(lettersOf(cut(whole))).toBe(lettersOf([whole]))
      }),
      { numRuns: 30 }, // to look at every letter takes its time
    )
  })

  it('fits, part by part', () => {
    fc.assert(
      fc.property(reply, (whole) => {
        for (const part of cut(whole)) expect(shown(part).length).toBeLessThanOrEqual(limit)
      }),
    )
  })

  it('says something in every part', () => {
    fc.assert(
      fc.property(reply, (whole) => {
        for (const part of cut(whole)) expect(shown(part).trim()).not.toBe('')
      }),
    )
  })

  it('has its sources and choices under the last part, all of them', () => {
    fc.assert(
      fc.property(reply, (whole) => {
        const parts = cut(whole)
        const last = parts.at(-1)
        expect([last?.sources, last?.choices, last?.kind]).toEqual([whole.sources, whole.choices, whole.kind])
        const carries = parts.map(({ sources, choices }) => sources.length + choices.length > 0)
        if (whole.sources.length + whole.choices.length > 0) expect(carries).toEqual(isLast(parts))
      }),
    )
  })

  it('is not cut where it fits', () => {
    fc.assert(
      fc.property(reply, (whole) => {
        if (shown(whole).length <= limit - 100) expect(cut(whole)).toEqual([whole])
      }),
    )
  })
})

describe('a text without choices', () => {
  it('has the whole message for itself', () => {
    const text = 'Các phòng gửi hồ sơ. '.repeat(95).slice(0, 1_900).padEnd(1_900, '.')
    const whole: Reply = { kind: 'answer', blocks: [{ type: 'text', text }], sources: [], choices: [] }
    expect(ZALO.cut(whole)).toEqual([whole])
  })
})

describe('choices that fill more than half a message', () => {
  it('stand in one of their own behind a text that leaves them no room', () => {
    const choices = Array.from({ length: 4 }, (_, at) => ({ label: `${at} ${'x'.repeat(270)}`, action: 'ask:gì?' }))
    const blocks = [{ type: 'text', text: 'Các phòng gửi hồ sơ. '.repeat(44).trim() }] as const
    const parts = ZALO.cut({ kind: 'answer', blocks, sources: [], choices })
    expect(parts.map((part) => [part.blocks.length, part.choices.length])).toEqual([
      [1, 0],
      [0, 4],
    ])
    for (const part of parts) expect(toZaloText(part).length).toBeLessThanOrEqual(ZALO.limit)
    expect(parts.map(toZaloText).filter((text) => text !== text.trim())).toEqual([])
  })
})

describe('a text cut into pieces', () => {
  it('is the text when they are put together, letter by letter', () => {
    fc.assert(
      fc.property(textOf(150), fc.integer({ min: 12, max: 300 }), (text, limit) => {
        const pieces = splitText(text, limit)
        expect(pieces.join('')).toBe(text)
        expect(pieces.flatMap(toLetters).join('|')).toBe(toLetters(text).join('|'))
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(limit)
      }),
    )
  })
})

describe('the HTML of a part', () => {
  it('is read by Telegram as the very words of it, within the limit', () => {
    fc.assert(
      fc.property(reply, (whole) => {
        for (const part of splitReply(whole, 4_000)) {
          const { text } = parseHtml(toTelegramHtml(part))
          const bare = (words: string) => words.replace(/[\s“”•–+-]/g, '')
          expect(bare(text)).toBe(bare(toPlainText(part)))
          expect(text.length).toBeLessThanOrEqual(4_096)
        }
      }),
    )
  })
})

describe('the choices under a reply', () => {
  const choices = fc.array(choice, { minLength: 1, maxLength: 999, size: 'max' })
  it.each([null, 5])('carry tokens that are short, told from words, and different (%s at once)', (atOnce) => {
    fc.assert(
      fc.property(choices, (all) => {
        const tokens = toOffers(randomUUID(), all, atOnce).map(({ token }) => token)
        for (const token of tokens) expect([Buffer.byteLength(token) <= 64, isToken(token)]).toEqual([true, true])
        expect(new Set(tokens).size).toBe(tokens.length)
        if (atOnce !== null) expect(tokens.length).toBeLessThanOrEqual(atOnce)
      }),
      { numRuns: 30 },
    )
  })

  it('keep Zalo’s limits as buttons', () => {
    fc.assert(
      fc.property(choices, (all) => {
        const buttons = toZaloButtons(randomUUID(), { kind: 'clarify', blocks: [], sources: [], choices: all })
        expect(buttons.length).toBeLessThanOrEqual(5)
        for (const { title } of buttons) expect(title.length).toBeLessThanOrEqual(100)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the inbox', () => {
  it('takes every message once, in whatever order and how often it is delivered', async () => {
    await using db = await openDatabase('sqlite::memory:')
    let run = 0
    const deliveries = fc.array(fc.tuple(fc.constantFrom('telegram', 'zalo', 'web'), fc.integer({ min: 1, max: 6 })))
    await fc.assert(
      fc.asyncProperty(deliveries, async (all) => {
        run += 1
        const taken: string[] = []
        for (const [channel, number] of all) {
          const message = { id: `${run}-${number}`, channel, conversationId: `${channel}:1` }
          const said = { sender: 'lan', kind: 'text', text: '', action: null, files: [], receivedAt: new Date(0) }
          if (await accept(db, { ...message, ...said } as IncomingMessage)) taken.push(`${channel} ${number}`)
        }
        expect(taken).toEqual([...new Set(all.map((one) => one.join(' ')))])
      }),
    )
  })
})
