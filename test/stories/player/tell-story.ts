// Plays a story and tells it again, with what the assistant really replied.

import { nameDrawn, toQuote, toStoryText } from '../../../bot/story-text.ts'
import type { IncomingMessage } from '../../../message.ts'
import { administratorsIn, direct, editsContent } from './directions.ts'
import { fillIn, matchReply } from './match-reply.ts'
import { type Element, parseStory, toMarkdown } from './parse-story.ts'
import type { Seat } from './people.ts'
import type { Delivered } from './recording-channel.ts'
import { openStage, type Stage } from './stage.ts'

type Says = Extract<Element, { kind: 'says' }>
type Reply = Extract<Element, { kind: 'reply' }>
const MOST_LINES = 40 // as many as one can read in the output of a test

/** What a story says was sent to one conversation. */
interface Told {
  readonly conversationId: string
  readonly replies: Reply[]
}

/**
 * The story as it went: where a reply is the one that was told, in the words of the story; else in the assistant's.
 * So a story that holds is told as it was written. Throws where it cannot be played on.
 */
export async function tellStory(markdown: string): Promise<string> {
  await using stage = await openStage({
    administrators: administratorsIn(markdown),
    editsContent: editsContent(markdown),
  })
  const named = new Map<string, string>()
  const offered = new Map<string, Delivered[]>()
  const told: string[] = []
  const elements = parseStory(markdown)
  let at = 0
  const next = () => elements[at]
  let before: IncomingMessage | null = null
  while (at < elements.length) {
    const element = next()
    if (!element) break
    at += 1
    told.push(element.raw)
    if (element.kind === 'prose') continue
    if (element.kind === 'reply' || element.kind === 'receives')
      throw new Error(`nobody said anything before: ${element.raw}`)
    const { speaker, delivered } = await play(element).catch((error: unknown) => {
      throw new StoryError(element.line, toMarkdown(told), error)
    })
    for (const one of delivered) offered.set(one.conversationId, [...(offered.get(one.conversationId) ?? []), one])
    told.push(...tellDelivered(stage, speaker, delivered, takeTold(speaker), named))
  }
  return toMarkdown(told)

  async function play(element: Exclude<Element, { kind: 'prose' | 'reply' | 'receives' }>) {
    if (element.kind === 'stage' && element.text === 'Cùng lúc:') {
      const together: Says[] = []
      for (let one = next(); one?.kind === 'says'; one = next()) {
        together.push(one)
        told.push(one.raw)
        at += 1
      }
      stage.nextTurn()
      return { speaker: null, delivered: await stage.receive(together.map((one) => toMessage(one).message)) }
    }
    if (element.kind === 'stage' && element.text === 'Máy mất điện ngay khi nhận được tin sau.') {
      const lost = next()
      if (lost?.kind !== 'says') throw new Error('nobody says anything then')
      told.push(lost.raw)
      at += 1
      stage.nextTurn()
      const { seat, message } = toMessage(lost)
      return { speaker: seat, delivered: await stage.loseThePower(message) }
    }
    if (element.kind === 'stage') return { speaker: null, delivered: await direct(stage, element.text, element.code) }
    if (element.text !== '(tin trên đến lần nữa)') stage.nextTurn()
    const { seat, message } = toMessage(element)
    before = message
    return { speaker: seat, delivered: await stage.receive([message]) }
  }

  function toMessage(element: Says): { seat: Seat; message: IncomingMessage } {
    const seat = stage.people.seat(element.who)
    const text = fillIn(element.text, named)
    if (text === '(tin trên đến lần nữa)' && before) return { seat, message: before }
    return { seat, message: stage.message(seat, toSaid(text, offered.get(seat.conversationId) ?? [])) }
  }

  // The replies that follow in the story, by conversation, in its order.
  function takeTold(speaker: Seat | null): Told[] {
    const all: Told[] = []
    if (speaker) all.push({ conversationId: speaker.conversationId, replies: [] })
    for (let element = next(); element?.kind === 'reply' || element?.kind === 'receives'; element = next()) {
      at += 1
      if (element.kind === 'receives')
        all.push({ conversationId: stage.people.seat(element.who).conversationId, replies: [] })
      else if (all.length === 0) all.push({ conversationId: '', replies: [element] })
      else all.at(-1)?.replies.push(element)
    }
    return all
  }
}

// What somebody types, taps or sends: “[Cá nhân]”, “(tệp to-trinh.pdf)”, “(tệp anh.jpg, 12 MB)”, “(nhãn dán)”.
function toSaid(
  text: string,
  offered: readonly Delivered[],
): Pick<IncomingMessage, 'kind' | 'text' | 'action' | 'files'> {
  const label = /^\[(.+)\]$/.exec(text)?.[1]
  if (label !== undefined) {
    const choices = offered.toReversed().flatMap(({ reply }) => reply.choices)
    const choice = choices.find((one) => one.label === label)
    if (!choice) throw new Error(`no choice [${label}]; there were ${choices.map((one) => `[${one.label}]`).join(' ')}`)
    return { kind: 'choice', text: choice.label, action: choice.action, files: [] }
  }
  const [, file, megabytes] = /^\(tệp ([^,)]+)(?:, (\d+) MB)?\)$/.exec(text) ?? []
  if (file) {
    const size = Number(megabytes ?? 0) * 1024 ** 2 || 2_048
    return {
      kind: 'other',
      text: '',
      action: null,
      files: [{ handle: JSON.stringify({ file, size }), name: file, size }],
    }
  }
  if (text === '(nhãn dán)') return { kind: 'other', text: '', action: null, files: [] }
  const [, word, times] = /^\(“(.+)” (\d+) lần\)$/.exec(text) ?? []
  const typed = text === '(tin trống)' ? '' : word ? word.repeat(Number(times)) : text
  return { kind: 'text', text: typed, action: null, files: [] }
}

function tellDelivered(
  { people }: Stage,
  speaker: Seat | null,
  delivered: readonly Delivered[],
  told: readonly Told[],
  named: Map<string, string>,
): string[] {
  const conversations = new Set([...told, ...delivered].map(({ conversationId }) => conversationId))
  return [...conversations].flatMap((conversationId) => {
    const expected = told.filter((one) => one.conversationId === conversationId).flatMap(({ replies }) => replies)
    const replies = delivered
      .filter((one) => one.conversationId === conversationId)
      .map(({ reply }, index) => tellReply(expected[index], toStoryText(reply), named))
    const seat = people.whose(conversationId)
    const header =
      conversationId === speaker?.conversationId || replies.length === 0
        ? []
        : [`*${seat ? people.nameOf(seat) : conversationId} nhận:*`]
    return [...header, ...replies]
  })
}

function tellReply(told: Reply | undefined, actual: string, named: Map<string, string>): string {
  return told && matchReply(told.text, actual, named) ? told.raw : toQuote(nameDrawn(actual, named))
}

/** A story could not be played on from this line; `told` is how it went until then. */
export class StoryError extends Error {
  override readonly name = 'StoryError'
  readonly told: string
  constructor(line: number, told: string, cause: unknown) {
    const last = told.split('\n').slice(-MOST_LINES).join('\n')
    super(`line ${line}: ${cause instanceof Error ? cause.message : String(cause)}\n\nuntil then:\n\n${last}`, {
      cause,
    })
    this.told = told
  }
}
