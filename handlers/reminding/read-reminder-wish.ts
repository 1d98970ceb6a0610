// What somebody says of being reminded in plain words: “mai nhắc lại nha”, “thôi khỏi nhắc mình nữa”, “em nộp rồi”.

import { toSigns } from './reminder-words.ts'

export interface ReminderWish {
  /** `stop` no more · `resume` on again · `tomorrow` once more then · `done` what was reminded of is done · `follow` */
  readonly kind: 'stop' | 'resume' | 'tomorrow' | 'done' | 'follow'
  /** Words beside it, such as the name of a plan; empty where there are none. */
  readonly name: string
  /** It may as well be said of something else: it counts under a reminder alone. */
  readonly isLoose: boolean
}

const LONGEST = 120 // characters; a longer one tells or asks something else

// The first that fits, in signs of `reminder-words.ts`.
const WISHES: readonly (readonly [ReminderWish['kind'], RegExp, 'loose'?])[] = [
  ['tomorrow', /^T?X[^X]*M.*[NW]L*$|^TX[NWL]*$/],
  ['stop', /X-?[LW]*[NF]|X-?W.*L$/],
  ['tomorrow', /M.*[NW]|[NW].*M/],
  ['resume', /B-?L*-?[NW]|[NW]-?B|^BL?N/],
  ['follow', /N-?L?.*[hC]|C.*[NW]|F|^-?N-?$/],
  ['tomorrow', /^NL$/, 'loose'],
  ['done', /^[ThO-]*D?A?O?VR?O?R?-?$|^[ThO-]*D?VA?O?R?-?$/],
  ['done', /^[ThO-]*(?:D?AO?R+|DAO?|ADR)-?$/, 'loose'],
]
const PLEASES = /(?:nhé|nhe|nha|nhá|với|voi|giúp|giup|giùm|hộ|ạ)[\s?.!]*$/iu

/** What is wished; null if the text is about anything else, a question among it. */
export function readReminderWish(text: string): ReminderWish | null {
  if (text.length > LONGEST || text.startsWith('/')) return null
  const { signs, others } = toSigns(text)
  if (/\?[\s.!)”"]*$/.test(text) && !signs.includes('K') && !PLEASES.test(text)) return null
  // “Không cần nhắc đâu” denies, “nhắc ở đâu” asks.
  if (signs.includes('Z') && !signs.includes('X')) return null
  const asked = signs.replaceAll(/[KZ]/g, '')
  const found = WISHES.find(([, pattern]) => pattern.test(asked))
  return found ? { kind: found[0], name: others, isLoose: found[2] === 'loose' } : null
}
