// What Telegram makes of a text: HTML of the bot becomes text with entities, a person's text gets its entities found.

import type { MessageEntity } from 'grammy/types'
import { badRequest } from './telegram-refusal.ts'

/** A text as people see it. */
export interface FormattedText {
  readonly text: string
  readonly entities: readonly MessageEntity[]
}

type SimpleType = MessageEntity.CommonMessageEntity['type']
interface OpenTag {
  readonly name: string
  readonly attributes: string
  readonly offset: number
}

const SIMPLE: Readonly<Record<string, SimpleType>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
}
const TAGS = new Set([...Object.keys(SIMPLE), 'a', 'pre', 'tg-emoji'])
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const TOKEN =
  /<(\/?)([^\s>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|<|&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([\da-f]{1,6}));|&|[^<&]+/giu
const COMMAND = /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu
const MENTION = /(?<![\p{L}\p{N}_/])@[a-zA-Z0-9_]{3,32}(?![\p{L}\p{N}_])/gu

/**
 * Reads `parse_mode: 'HTML'` and refuses what Telegram cannot read.
 *
 * @NOTE Telegram lets a bare ampersand pass; its manual asks for `&amp;`, and so does this reader.
 */
export function parseHtml(html: string): FormattedText {
  const open: OpenTag[] = []
  const entities: MessageEntity[] = []
  let text = ''
  for (const token of html.matchAll(TOKEN)) {
    const [whole, slash, rawName, attributes = '', named, decimal, hex] = token
    const at = () => `at byte offset ${Buffer.byteLength(html.slice(0, token.index))}`
    if (whole === '<') throw cannotParse(`Unclosed start tag ${at()}`)
    if (whole === '&') throw cannotParse(`Unescaped ampersand ${at()}`)
    if (rawName === undefined) text += decode(named, decimal, hex) ?? whole
    else if (slash) entities.push(...close(open, rawName.toLowerCase(), text, at()))
    else open.push(start(rawName.toLowerCase(), attributes, text.length, at()))
  }
  const left = open.pop()
  if (left) throw cannotParse(`Can't find end tag corresponding to start tag "${left.name}"`)
  return trim({ text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) })
}

/** Takes off the empty space around a text, as Telegram does before it stores it. */
export function trim({ text, entities }: FormattedText): FormattedText {
  const ahead = text.length - text.trimStart().length
  const trimmed = text.trim()
  const kept = entities
    .map((entity) => {
      const from = Math.max(0, entity.offset - ahead)
      const to = Math.min(trimmed.length, entity.offset + entity.length - ahead)
      return { ...entity, offset: from, length: to - from }
    })
    .filter(({ length }) => length > 0)
  return { text: trimmed, entities: kept }
}

/** The commands and mentions in what somebody typed, with offsets in UTF-16 units. */
export function findEntities(text: string): MessageEntity[] {
  const commands = [...text.matchAll(COMMAND)].map((match) => toEntity('bot_command', match))
  const ends = (entity: MessageEntity) => entity.offset + entity.length
  const mentions = [...text.matchAll(MENTION)]
    .map((match) => toEntity('mention', match))
    .filter(({ offset }) => !commands.some((command) => command.offset <= offset && offset < ends(command)))
  return [...commands, ...mentions].sort((a, b) => a.offset - b.offset)
}

function toEntity(type: SimpleType, match: RegExpExecArray): MessageEntity {
  return { type, offset: match.index, length: match[0].length }
}

function decode(named?: string, decimal?: string, hex?: string): string | undefined {
  if (named) return NAMED[named.toLowerCase()]
  if (!decimal && !hex) return undefined
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

function start(name: string, attributes: string, offset: number, at: string): OpenTag {
  if (!TAGS.has(name)) throw cannotParse(`Unsupported start tag "${name}" ${at}`)
  if (name === 'span' && attribute(attributes, 'class') !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" ${at}`)
  }
  return { name, attributes, offset }
}

function close(open: OpenTag[], name: string, text: string, at: string): MessageEntity[] {
  const tag = open.pop()
  if (!tag) throw cannotParse(`Unexpected end tag ${at}`)
  if (name !== '' && name !== tag.name) {
    throw cannotParse(`Unmatched end tag ${at}, expected "</${tag.name}>", found "</${name}>"`)
  }
  const span = { offset: tag.offset, length: text.length - tag.offset }
  if (span.length === 0) return []
  const simple = SIMPLE[tag.name]
  if (simple) return [{ type: simple, ...span }]
  if (tag.name === 'pre') return [{ type: 'pre', ...span }]
  const url = attribute(tag.attributes, 'href')
  return url ? [{ type: 'text_link', url, ...span }] : []
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([\\w.-]+))`, 'i').exec(attributes)
  const raw = value?.[1] ?? value?.[2] ?? value?.[3]
  return raw?.replace(/&(lt|gt|amp|quot);/g, (whole, key: string) => NAMED[key] ?? whole)
}

function cannotParse(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`)
}
