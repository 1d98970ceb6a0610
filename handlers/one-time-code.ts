// Codes that are shown once and typed once. Only their hashes are kept.

import { createHash, randomInt } from 'node:crypto'

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789' // nothing that looks like another

export function makeCode(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** “ABCD-EFGH”: in fours, so that it can be read out. */
export function showCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}

/** The code as typed, whatever its case and dashes; empty if the text is no such code. */
export function readCode(text: string, length: number): string {
  const code = text.toUpperCase().replace(/[\s-]/g, '')
  return code.length === length && [...code].every((letter) => ALPHABET.includes(letter)) ? code : ''
}

export function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
