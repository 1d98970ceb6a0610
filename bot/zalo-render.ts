// A reply as Zalo shows it: plain text, choices as up to five buttons and always numbered as well.

import type { ZaloButton } from 'zalo-oa-sdk'
import { ZALO_LIMITS } from 'zalo-oa-sdk'
import { replies } from '../handlers/replies.vi.ts'
import { type Reply, toPlainText } from '../message.ts'
import { type Offer, toOffers } from './choices.ts'
import { splitText } from './split.ts'

const BETWEEN = '\n\n' // a text and its choices
const SHORT_LINE = 40 // letters of choices that stand in one line

/** The words of a reply with its numbered choices. */
export function toZaloText(reply: Reply): string {
  return [toPlainText(reply), toChoiceLines(reply)].filter((text) => text !== '').join(BETWEEN)
}

/** The lines that a reply's choices add to its text, numbered unless a number is the answer; empty without choices. */
function toChoiceLines({ choices, asksForNumber }: Pick<Reply, 'choices' | 'asksForNumber'>): string {
  if (choices.length === 0) return ''
  const offers = toOffers('', choices, ZALO_LIMITS.buttons)
  if (asksForNumber) return `${replies.choicesToType} ${offers.map(({ label }) => label).join(' · ')}`
  const lines = offers.map(({ label }, index) => `${index + 1}. ${label}`)
  const isWhole = offers.length === choices.length
  const isVerdict = (index: number) =>
    (isWhole || index < offers.length - 1) && (choices[index]?.action.startsWith('feedback:') ?? false)
  return [
    inLines(
      replies.numberedChoices,
      lines.filter((_, index) => !isVerdict(index)),
    ),
    inLines(
      replies.isRight,
      lines.filter((_, index) => isVerdict(index)),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function inLines(lead: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  const line = lines.join(' · ')
  return `${lead}${line.length <= SHORT_LINE ? ` ${line}` : `\n${lines.join('\n')}`}`
}

/** How much longer a reply's choices make its text, in UTF-16 units; 0 without choices. */
export function roomOfChoices(reply: Pick<Reply, 'choices' | 'asksForNumber'>): number {
  const lines = toChoiceLines(reply)
  return lines === '' ? 0 : lines.length + BETWEEN.length
}

/** The choices as buttons; a tap comes back as a text, `#` and the token. */
export function toZaloButtons(letterId: string, reply: Reply): ZaloButton[] {
  return toOffers(letterId, reply.choices, ZALO_LIMITS.buttons).map(toButton)
}

/** The token of a tapped button, or null if the text was typed. */
export function toTappedToken(text: string, isToken: (text: string) => boolean): string | null {
  const token = text.startsWith('#') ? text.slice(1) : ''
  return isToken(token) ? token : null
}

function toButton({ label, token }: Offer): ZaloButton {
  const most = ZALO_LIMITS.buttonTitle
  const title = label.length <= most ? label : `${splitText(label, most - 1)[0]?.trimEnd()}…`
  return { type: 'oa.query.hide', title, payload: `#${token}` }
}
