// What every channel promises to people, whatever its platform: one suite, run against each of them.

import { describe, expect, it } from 'vitest'
import { replies } from '../../handlers/replies.vi.ts'
import type { IncomingFile, IncomingMessage } from '../../message.ts'
import { samplePdf } from '../fakes/sample-files.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'
import { changed, smallKnowledge } from '../fakes/small-knowledge.ts'
import type { AssistantOptions } from './rigs.ts'

/** One message of the assistant as a person sees it. */
export interface Heard {
  readonly text: string
  /** What can be tapped under it. */
  readonly labels: readonly string[]
  /** What it brought. */
  readonly file?: { readonly name: string; readonly content: Buffer } | null
}

/** A file that a person sends. */
export interface GivenFile {
  readonly name: string
  readonly content: Buffer
  readonly caption?: string
}

/** Somebody who talks to the assistant over the channel. What they do resolves once the platform has handed it over. */
export interface Person {
  /** Says something; gives how the platform delivers the very same event once more. */
  says(text: string): Promise<() => Promise<unknown>>
  taps(heard: Heard, label: string): Promise<unknown>
  /** Taps a button that the assistant never showed here. */
  tapsToken(token: string): Promise<unknown>
  sendsAPicture(): Promise<unknown>
  /** Sends a file; gives how the platform delivers the very same event once more. */
  sendsAFile(file: GivenFile): Promise<() => Promise<unknown>>
  /** Everything heard so far, in order, once there are `count`. */
  hears(count: number): Promise<readonly Heard[]>
  /** The platform hands over something that the assistant itself said to this person. */
  hearsEcho(text: string): Promise<unknown>
}

export interface Rig extends AsyncDisposable {
  readonly url: string
  readonly assistant: SmallAssistant
  /** How many files were fetched from the platform. */
  fetchCount(): number
  person(number: number): Promise<Person>
}

/** A request that does not come from the platform, or comes from one that is out of its mind. */
export interface StrangeCall<R extends Rig> {
  readonly what: string
  readonly status: number
  request(rig: R): { path: string; headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> }
}

export interface ChannelUnderTest<R extends Rig> {
  given(options: AssistantOptions): Promise<R>
  /** UTF-16 units of one message. */
  readonly limit: number
  /** What people can send here beside text: pictures, or nothing else. */
  readonly pictures: boolean
  /** Whether files over 10 MB come as far as the assistant. */
  readonly largeFiles: boolean
  /** Whether the platform hands over what the assistant itself said. */
  readonly echoes: boolean
  readonly strangeCalls: readonly StrangeCall<R>[]
}

const DEADLINE = 'Hạn đăng ký của phong trào An Bình là ngày nào?'
const SOURCE = /\n\nNguồn: Mục II\.1, Kế hoạch năm 2020 của Ủy ban nhân dân xã An Bình$/
const THANKED = replies.thanks
const [LAN, BINH] = [601_234_501, 601_234_502]

/** A plan whose list of papers is longer than one message of any platform. */
function longKnowledge() {
  const papers = Array.from(
    { length: 60 },
    (_, at) => `- Giấy tờ số ${at + 1}: ${'bản sao có đóng dấu, '.repeat(5)}hết.`,
  )
  const plan = changed(smallKnowledge(), 'campaigns/an-binh/ke-hoach.md', '- Tờ trình.', papers.join('\n'))
  return changed(plan, 'campaigns/an-binh/campaign.yaml', 'count: 3', 'count: 62')
}

const textsOf = (heard: readonly Heard[]) => heard.map(({ text }) => text)
async function hearsUntil(person: Person, text: string): Promise<readonly Heard[]> {
  for (let count = 1; ; count++) {
    const heard = await person.hears(count)
    if (heard.at(-1)?.text === text) return heard
  }
}

/** Messages and replies that are kept, and people who are known. */
const tracesIn = async ({ db }: SmallAssistant) => {
  const rows = await Promise.all(
    (['inbox', 'outbox', 'contacts', 'conversations'] as const).map((table) =>
      db.selectFrom(table).selectAll().execute(),
    ),
  )
  return rows.flat().length
}

export function describeChannel<R extends Rig>(name: string, channel: ChannelUnderTest<R>): void {
  const { given, limit } = channel

  describe(`${name}: a reply`, () => {
    it('arrives, and names its source in the last line', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.says(DEADLINE)
      const [reply] = await lan.hears(1)
      expect(reply?.text).toContain('trước ngày 02/03/2020')
      expect(withoutNumbers(reply)).toMatch(SOURCE)
    })

    it('that is long arrives in parts, in order, with source and choices under the last', async () => {
      await using rig = await given({ files: longKnowledge() })
      const lan = await rig.person(LAN)
      await lan.says('/start an-binh')
      await lan.says('Hồ sơ đề nghị khen thưởng gồm những gì?')
      await lan.says('cảm ơn')
      const parts = (await hearsUntil(lan, THANKED)).slice(1, -1)
      expect(parts.length > 1).toBe(limit < 7_000)
      const papers = [...`${textsOf(parts)}`.matchAll(/Giấy tờ số (\d+):/g)].map(([, number]) => Number(number))
      expect(papers).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
      for (const { text } of parts) expect(text.length).toBeLessThanOrEqual(limit)
      expect(parts.map(({ text }) => text.includes('Nguồn: '))).toEqual(parts.map((_, at) => at === parts.length - 1))
      expect(parts.map(({ labels }) => labels.length)).toEqual(parts.map((_, at) => (at === parts.length - 1 ? 2 : 0)))
    })
  })

  describe(`${name}: a message`, () => {
    it('is answered once, however often and in whatever order the platform delivers it', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      const firstAgain = await lan.says('xin chào')
      await firstAgain()
      const secondAgain = await lan.says(DEADLINE)
      await lan.hears(2)
      await secondAgain()
      await firstAgain()
      await secondAgain()
      await lan.says('cảm ơn')
      const heard = await lan.hears(3)
      expect(textsOf(heard).map((text) => text.slice(0, 10))).toEqual([
        replies.greeting.slice(0, 10),
        'Hạn: trước',
        THANKED.slice(0, 10),
      ])
    })

    it('of one person is answered after the one before it, however long that takes', async () => {
      await using rig = await given({ answerDelayMs: 40 })
      const lan = await rig.person(LAN)
      for (const text of [DEADLINE, 'cảm ơn', DEADLINE, 'tạm biệt']) await lan.says(text)
      const starts = textsOf(await lan.hears(4)).map((text) => text.slice(0, 7))
      expect(starts).toEqual(['Hạn: tr', THANKED.slice(0, 7), 'Hạn: tr', replies.bye.slice(0, 7)])
    })

    it('that takes long to answer delays nobody else', async () => {
      await using rig = await given({ answerDelayMs: 600 })
      const [lan, binh] = [await rig.person(LAN), await rig.person(BINH)]
      await lan.says(DEADLINE)
      await binh.says('cảm ơn')
      const first = await Promise.race([lan.hears(1).then(() => 'Lan'), binh.hears(1).then(() => 'Bình')])
      expect(first).toBe('Bình')
      expect((await lan.hears(1))[0]?.text).toContain('02/03/2020')
    })

    it('is not seen by anybody else', async () => {
      await using rig = await given({})
      const [lan, binh] = [await rig.person(LAN), await rig.person(BINH)]
      await lan.says('/start an-binh')
      await lan.hears(1)
      await binh.says('Hạn đăng ký là ngày nào?')
      await binh.says('cảm ơn')
      expect(textsOf(await binh.hears(2))).toEqual([expect.stringContaining('theo kế hoạch nào'), THANKED])
    })

    it('over the limit of a minute is met with one friendly reply, while others are served', async () => {
      await using rig = await given({ questionsPerMinute: 3 })
      const [lan, binh] = [await rig.person(LAN), await rig.person(BINH)]
      for (let turn = 0; turn < 8; turn++) await lan.says('cảm ơn')
      await binh.says(DEADLINE)
      expect((await binh.hears(1))[0]?.text).toContain('02/03/2020')
      await rig.assistant.desk.idle()
      expect(textsOf(await lan.hears(4)).sort()).toEqual([replies.tooFast(3), THANKED, THANKED, THANKED].sort())
    })

    it('may be followed by more taps than questions are answered in a minute', async () => {
      await using rig = await given({ questionsPerMinute: 1 })
      const lan = await rig.person(LAN)
      await lan.says('Hạn đăng ký là ngày nào?')
      const [which] = await lan.hears(1)
      await lan.taps(which as Heard, 'Hòa Lợi 2021')
      await lan.hears(2)
      await lan.taps(which as Heard, 'An Bình 2020')
      expect((await lan.hears(3))[2]?.text).toContain('thi đua An Bình năm 2020')
    })

    const pictures = channel.pictures ? it : null
    pictures?.('that is no text gets a fitting reply', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.sendsAPicture()
      expect(textsOf(await lan.hears(1))).toEqual([replies.fileUnasked])
    })

    const echoes = channel.echoes ? it : null
    echoes?.('of the assistant itself is not answered', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.says('xin chào')
      await lan.hears(1)
      await lan.hearsEcho(DEADLINE)
      await lan.says('cảm ơn')
      expect((await lan.hears(2))[1]?.text).toBe(THANKED)
    })
  })

  describe(`${name}: a file`, () => {
    it('stays where it is until somebody wants it, and is then fetched once and whole', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      const content = samplePdf(300_000)
      const again = await lan.sendsAFile({ name: 'Báo cáo thành tích.pdf', content })
      await again()
      expect(textsOf(await lan.hears(1))).toEqual([replies.fileUnasked])
      const message = rig.assistant.received[0] as IncomingMessage
      expect(message.files).toMatchObject([{ name: 'Báo cáo thành tích.pdf', size: content.length }])
      expect(rig.fetchCount()).toBe(0)
      const [file] = message.files
      const fetched = await rig.assistant.tools.fetchFile(message, file as IncomingFile)
      expect(fetched).toEqual({ state: 'fetched', content })
      expect(rig.fetchCount()).toBeLessThanOrEqual(1)
      const [row] = await rig.assistant.db.selectFrom('inbox').select('files').execute()
      expect(row?.files).not.toContain(file?.handle)
    })

    const largeFiles = channel.largeFiles ? it : null
    largeFiles?.('that is larger than 10 MB is told, not fetched', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.sendsAFile({ name: 'quá lớn.pdf', content: samplePdf(10 * 1024 * 1024) })
      await lan.hears(1)
      const message = rig.assistant.received[0] as IncomingMessage
      const [file] = message.files
      expect(await rig.assistant.tools.fetchFile(message, file as IncomingFile)).toEqual({ state: 'too_large' })
      expect(rig.fetchCount()).toBe(0)
    })

    it('with words is not read, the words are answered', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.sendsAFile({ name: 'a.pdf', content: samplePdf(), caption: DEADLINE })
      const heard = textsOf(await lan.hears(2))
      expect(heard).toEqual([replies.fileUnread, expect.stringContaining('trước ngày 02/03/2020')])
    })

    it('of the assistant goes out after the words it belongs to, once, in order', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.says('/start an-binh')
      const again = await lan.says('/han')
      await lan.hears(3)
      await again()
      await lan.says('cảm ơn')
      const [, words, picture, thanks] = await lan.hears(4)
      expect([words?.text, thanks?.text]).toEqual([expect.stringContaining('02/03/2020'), THANKED])
      expect(words?.labels.length).toBeGreaterThan(0)
      expect([picture?.text, picture?.labels]).toEqual(['', []])
      expect([words?.file, picture?.file?.name, thanks?.file]).toEqual([null, 'an-binh.png', null])
      const [row] = await rig.assistant.db.selectFrom('files').select('id').execute()
      const kept = await rig.assistant.files.read(rig.assistant.db, row?.id ?? '')
      expect(picture?.file?.content.equals(kept?.content as Buffer)).toBe(true)
      await rig.assistant.desk.idle()
      const states = await rig.assistant.db.selectFrom('outbox').select('state').execute()
      expect(states.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent'])
    })
  })

  describe(`${name}: a choice`, () => {
    it('can be tapped, also after others were shown', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.says('/phongtrao')
      const [which] = await lan.hears(1)
      expect(which?.labels).toEqual(['An Bình 2020', 'Hòa Lợi 2021'])
      await lan.taps(which as Heard, 'Hòa Lợi 2021')
      const [, chosen] = await lan.hears(2)
      expect(chosen?.text).toContain(replies.campaignChosen('Phong trào thi đua Hòa Lợi năm 2021'))
      await lan.taps(which as Heard, 'An Bình 2020')
      expect((await lan.hears(3))[2]?.text).toContain('thi đua An Bình năm 2020')
    })

    it('that leads nowhere any more is called old', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.says('/phongtrao')
      await lan.hears(1)
      await lan.tapsToken('reply-of-last-year.0')
      expect((await lan.hears(2))[1]?.text).toBe(replies.oldButton)
    })

    it('of another person does nothing', async () => {
      await using rig = await given({})
      const [lan, binh] = [await rig.person(LAN), await rig.person(BINH)]
      await lan.says('/phongtrao')
      await lan.hears(1)
      const { id } = await rig.assistant.db.selectFrom('outbox').select('id').executeTakeFirstOrThrow()
      await binh.tapsToken(`${id}.0`)
      await binh.says('Hạn đăng ký là ngày nào?')
      const [old, question] = await binh.hears(2)
      expect([old?.text, question?.labels]).toEqual([replies.oldButton, ['An Bình 2020', 'Hòa Lợi 2021']])
    })

    it('counts once when it is tapped twice within seconds, and again later', async () => {
      await using rig = await given({})
      const lan = await rig.person(LAN)
      await lan.says('/phongtrao')
      const [which] = await lan.hears(1)
      await lan.taps(which as Heard, 'An Bình 2020')
      await lan.taps(which as Heard, 'An Bình 2020')
      await lan.says('cảm ơn')
      const chosen = expect.stringContaining('thi đua An Bình năm 2020')
      expect(textsOf(await lan.hears(3)).slice(1)).toEqual([chosen, THANKED])
      await lan.taps(which as Heard, 'An Bình 2020')
      await lan.hears(4)
      rig.assistant.clock.advance({ minutes: 1 })
      await lan.taps(which as Heard, 'An Bình 2020')
      expect(textsOf(await lan.hears(5)).slice(3)).toEqual([chosen, chosen])
    })
  })

  describe(`${name}: a call`, () => {
    it.each(channel.strangeCalls)('$what is answered with $status and leaves no trace', async ({ request, status }) => {
      await using rig = await given({})
      const { path, headers, body } = request(rig)
      // What is turned away unread ends its connection.
      const sent = { 'content-type': 'application/json', connection: 'close', ...headers }
      const response = await fetch(`${rig.url}${path}`, { method: 'POST', headers: sent, body })
      await rig.assistant.desk.idle()
      expect([response.status, await tracesIn(rig.assistant)]).toEqual([status, 0])
      const lan = await rig.person(LAN)
      await lan.says('cảm ơn')
      expect(textsOf(await lan.hears(1))).toEqual([THANKED])
    })
  })
}

// Zalo writes the choices once more, as numbers, below everything else.
function withoutNumbers(heard: Heard | undefined): string {
  return heard?.text.split(`\n\n${replies.numberedChoices}`)[0]?.split(`\n\n${replies.isRight}`)[0] ?? ''
}
