// A reply as Telegram shows it: HTML of the few tags it knows, and an inline keyboard.

import type { InlineKeyboardMarkup } from 'grammy/types'
import { type Block, type Reply, toCitations, toPlainText } from '../message.ts'
import { toOffers } from './choices.ts'

const LONG_LABEL = 18 // letters of a button that fits twice in the width of a phone

/** The reply as HTML with every word of it escaped (core.telegram.org/bots/api#html-style). */
export function toTelegramHtml(reply: Reply): string {
  const sources = toCitations(reply.sources).map((citation) => `<i>Nguồn: ${toHtml(citation)}</i>`)
  return [...reply.blocks.map(blockToHtml), ...(sources.length > 0 ? [sources.join('\n')] : [])].join('\n\n')
}

/** The same words without any markup: what is sent when Telegram cannot parse the HTML. */
export function toTelegramText(reply: Reply): string {
  return toPlainText(reply)
}

/** The choices as buttons, short ones two in a row; undefined without choices. */
export function toKeyboard(letterId: string, reply: Reply): InlineKeyboardMarkup | undefined {
  if (reply.choices.length === 0) return undefined
  const rows: { text: string; callback_data: string }[][] = []
  for (const { label, token } of toOffers(letterId, reply.choices, null)) {
    const button = { text: label, callback_data: token }
    const row = rows.at(-1)
    if (row?.length === 1 && [row[0]?.text ?? '', label].every((text) => text.length <= LONG_LABEL)) row.push(button)
    else rows.push([button])
  }
  return { inline_keyboard: rows }
}

function blockToHtml(block: Block): string {
  switch (block.type) {
    case 'text':
      return toHtml(block.text)
    case 'heading':
      return `<b>${toHtml(block.text)}</b>`
    case 'quote':
      return `<blockquote>${toHtml(block.text)}</blockquote>`
    case 'list':
      return block.items
        .map(({ text, items = [] }) =>
          [`• ${toHtml(text)}`, ...items.map((item) => `    – ${toHtml(item)}`)].join('\n'),
        )
        .join('\n')
  }
}

function toHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
