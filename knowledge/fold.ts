// One spelling per word: what two people type for the same thing must become the same string.

const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]' // grave, acute, tilde, hook, dot below, as NFD parts them

// The tone stands on the first vowel of an open oa, oe, uy (hòa, thúy) and on the second when a letter follows (hoàn,
// huỳnh). After `qu` and `gi`, whose vowel is part of the consonant, it always stands on the next one (quý, giá).
const TONE_PLACES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(qu)(${TONE})([aeioy])`, 'giu'), '$1$3$2'],
  [new RegExp(`(gi)(${TONE})([aeou])`, 'giu'), '$1$3$2'],
  [new RegExp(`(o)(${TONE})([ae])(?=[\\p{L}\\u0302\\u0306])`, 'giu'), '$1$3$2'],
  [new RegExp(`(?<!q)(u)(${TONE})(y)(?=\\p{L})`, 'giu'), '$1$3$2'],
  [new RegExp(`(o)([ae])(${TONE})$`, 'iu'), '$1$3$2'],
  [new RegExp(`(?<!q)(u)(y)(${TONE})$`, 'iu'), '$1$3$2'],
]

// kí/ký, lí/lý, sĩ/sỹ, quí/quý: one word, two spellings; only where y ends the syllable.
const Y_FOR_I = new RegExp(`^(qu|[hklmst])y(?=${TONE}?$)`, 'u')

const normaliseWords = perWord(placeTone)
const accentWords = perWord(spellAccented)
const foldWords = perWord((word) => stripMarks(spellAccented(word)).replace(Y_FOR_I, '$1i'))

/** NFC, one tone placement (hoà → hòa), plain spaces, nothing invisible. Keeps case and line breaks. */
export function normalise(text: string): string {
  return normaliseWords(toVisible(text))
}

/** The words as they count with their diacritics: normalised, lower case, one spelling of i/y. */
export function toAccented(text: string): string {
  return accentWords(toVisible(text))
}

/** The words as they count without diacritics: `toAccented`, marks dropped, đ → d. */
export function fold(text: string): string {
  const before = folded.get(text)
  if (before !== undefined) return before
  const after = foldWords(toVisible(text))
  if (folded.size >= 5_000) folded.clear()
  if (text.length <= 400) folded.set(text, after)
  return after
}

// Each handler that looks at a message folds its text, and answering folds its syllables hundreds of times.
const folded = new Map<string, string>()

/** Drops every diacritic, đ → d; case and spelling stay. */
export function stripMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFC')
}

/** Whether anything in the text carries a mark that `stripMarks` would drop. */
export function hasDiacritics(text: string): boolean {
  return /[\u0300-\u036fđĐ]/.test(text.normalize('NFD'))
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[/.,:-][\p{L}\p{M}\p{N}]+)*%?/gu
const PART = /[\p{L}\p{M}\p{N}]+/gu

/**
 * Syllables and numbers in order. What holds a digit and a sign (09/kh-snv, 17/02/2020, 12,5%) comes in parts and then
 * once more whole; `isWhole` tells those apart.
 */
export function tokens(text: string): string[] {
  return rawWords(text).flatMap((word) => (isPlain(word) ? word : [...(word.match(PART) ?? []), ...wholes(word)]))
}

/** Whether a token is a document number, a date or a percentage as a whole, beside its parts. */
export function isWhole(token: string): boolean {
  return /\p{N}/u.test(token) && !isPlain(token)
}

/** What stands between spaces, signs inside a number kept: the units that `tokens` takes apart. */
export function rawWords(text: string): readonly string[] {
  return toVisible(text).match(WORD) ?? []
}

function wholes(word: string): string[] {
  return isWhole(word) ? [word] : []
}

function isPlain(word: string): boolean {
  return !/[^\p{L}\p{M}\p{N}]/u.test(word)
}

// Most texts hold nothing of this, and one look is cheaper than four replacements.
const ODD = /[^\P{Cc}\n]|[\p{Cf}\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u00d0\u0189\u00f0\u0256]/u

function toVisible(text: string): string {
  if (!ODD.test(text)) return text.normalize('NFC')
  return text
    .replace(/[^\P{Cc}\n]|[\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u00d0\u0189]/g, 'Đ') // look-alikes that old converters leave behind
    .replace(/[\u00f0\u0256]/g, 'đ')
    .normalize('NFC')
}

function placeTone(word: string): string {
  return TONE_PLACES.reduce((nfd, [place, moved]) => nfd.replace(place, moved), word.normalize('NFD')).normalize('NFC')
}

function spellAccented(word: string): string {
  return placeTone(word.toLowerCase()).normalize('NFD').replace(Y_FOR_I, '$1i').normalize('NFC')
}

/** Applies a spelling rule word by word and remembers the result: Vietnamese has some 7,000 syllables. */
function perWord(rule: (word: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) =>
    text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => {
      const before = known.get(word)
      if (before !== undefined) return before
      const after = rule(word)
      if (known.size >= 50_000) known.clear() // strangers' text must not fill the memory
      if (word.length <= 16) known.set(word, after) // a longer run of letters is no word worth keeping
      return after
    })
}
