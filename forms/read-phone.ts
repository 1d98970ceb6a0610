// Telephone numbers of Vietnam, mobile and fixed.

import type { Reading } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'

// Ten figures from 03, 05, 07, 08, 09 (mobile); eleven from 02 (fixed); +84, 84 and 0084 stand for the first 0.
const NUMBER = /^0(?:[35789]\d{8}|2\d{9})$/
const IN_TEXT = /(?<![\d])(?:\+?84|0084|0)(?:[\s.()-]*\d){8,10}(?!\d)/

/** The telephone number a text holds, as ten or eleven figures; null if it holds none. */
export function findPhone(text: string): { phone: string; typed: string } | null {
  const typed = IN_TEXT.exec(text)?.[0]
  if (!typed) return null
  const phone = typed.replace(/\D/g, '').replace(/^(?:0084|84)0?/, '0')
  return NUMBER.test(phone) ? { phone, typed } : null
}

/** Reads a telephone number. */
export function readPhone(text: string): Reading {
  const found = findPhone(text)
  return found
    ? { kind: 'value', value: { type: 'text', text: found.phone } }
    : { kind: 'invalid', say: readingReplies.phone }
}
