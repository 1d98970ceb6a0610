// Writes a conversation down as a story that can be played again (`test/stories/README.md`).

import { type Clock, VIETNAM } from '../clock.ts'
import type { Reply } from '../message.ts'
import { nameDrawn, toQuote, toStoryText } from './story-text.ts'

export interface StoryRecorder {
  /** The person typed this, or tapped it. */
  said(text: string, how: 'typed' | 'tapped'): void
  replied(reply: Reply): void
}

/** What passes between two messages of a story that says nothing of the time: longer than what counts as a double tap. */
export const TURN_MS = 12_000
const PERSON = 'Tôi'

/** Hands each piece of the story to `write` as soon as it is known; pieces are parted by an empty line already. */
export function createStoryRecorder(clock: Clock, write: (piece: string) => void): StoryRecorder {
  const named = new Map<string, string>()
  let told: Date | null = null
  write(`# Buổi trò chuyện ngày ${toMoment(clock.now()).slice(0, 10)}\n`)
  write('\nGhi lại bằng `npm run chat -- --record`. Câu chuyện cho thấy: …\n')
  return {
    said: (text, how) => {
      const now = clock.now()
      const expected = told && new Date(told.getTime() + TURN_MS)
      const isFirst = expected === null
      const isAsTold = expected !== null && minuteOf(expected) === minuteOf(now)
      if (!isAsTold) write(`\n*Đồng hồ: ${toMoment(now)}*\n`)
      told = isAsTold ? expected : now
      const words = how === 'tapped' ? `[${text}]` : nameDrawn(text, named)
      write(`\n**${isFirst ? `${PERSON} (Máy này)` : PERSON}:** ${words}\n`)
    },
    replied: (reply) => write(`\n${toQuote(nameDrawn(toStoryText(reply), named))}\n`),
  }
}

/** “10/02/2020 08:00:12”, in Vietnam. */
export function toMoment(at: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: VIETNAM, dateStyle: 'short', timeStyle: 'medium' })
  return parts.format(at).replace(',', '')
}

const minuteOf = (at: Date) => toMoment(at).slice(0, -3)
