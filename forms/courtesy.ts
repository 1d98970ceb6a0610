// Particles of politeness around an answer: “dạ a và e ạ”.

// With its mark: a plain “a” may be the letter of a choice.
const TAIL = /(?:[\s,]*(?<![\p{L}\p{M}])(?:ạ|nhé|nha|nhá|nhe|luôn))+[\s.!,]*$/iu
const LEAD = /^(?:(?:dạ|vâng|thưa|da|vang|thua)(?![\p{L}\p{M}])[\s,.!]*)+/iu

/** The text without the particles around it; empty where it holds nothing else. */
export function withoutCourtesy(text: string): string {
  return text.normalize('NFC').trim().replace(LEAD, '').replace(TAIL, '').trim()
}
