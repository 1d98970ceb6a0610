// A plan named beside what is wanted: “đăng ký nội vụ hưng yên”, “/moc Nội vụ”.

import { fold } from '../knowledge/fold.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Tools } from './handler.ts'

interface Named {
  readonly campaign: Campaign
  readonly rest: string
}

/** The campaign that the words name by its label or an alias, the longest name first, and the words without that name. */
export function findNamed(text: string, { knower }: Tools): Named | null {
  const { campaigns } = knower.current()
  if (latest.text !== text || latest.campaigns !== campaigns) latest = { text, campaigns, found: find(text, campaigns) }
  return latest.found
}

// Many handlers look for a name in the same message.
let latest: { text: string; campaigns: readonly Campaign[]; found: Named | null } = {
  text: '',
  campaigns: [],
  found: null,
}

function find(text: string, campaigns: readonly Campaign[]): Named | null {
  const folded = fold(text)
  for (const { campaign, name } of namesOf(campaigns)) {
    const at = findWords(folded, name)
    if (at >= 0 && !isElsewhere(folded.slice(at + name.length), campaign, campaigns))
      return { campaign, rest: `${text.slice(0, at)}${withoutPlace(text.slice(at + name.length), campaign)}`.trim() }
  }
  return null
}

// “Sở Tài chính” “Hưng Yên”, of which that plan says nothing: another body may be meant.
function isElsewhere(after: string, { places }: Campaign, campaigns: readonly Campaign[]): boolean {
  const rest = after.replace(/^\s*(?:(?:cua|o|tai|tinh|huyen)\s+)*/u, '')
  const begins = (place: string) => findWords(rest, fold(place)) === 0
  return !places.some(begins) && campaigns.some((other) => other.places.some(begins))
}

interface Name {
  readonly campaign: Campaign
  readonly name: string
}

const known = new WeakMap<readonly Campaign[], readonly Name[]>()

function namesOf(campaigns: readonly Campaign[]): readonly Name[] {
  const names = known.get(campaigns) ?? longestFirst(campaigns)
  known.set(campaigns, names)
  return names
}

function longestFirst(campaigns: readonly Campaign[]): Name[] {
  return campaigns
    .flatMap((campaign) => [campaign.label, ...campaign.aliases].map((name) => ({ campaign, name: fold(name) })))
    .sort((one, other) => other.name.length - one.name.length)
}

/** The plan that is called so, or whose names alone hold all these words; null if none is, or several. */
export function findCalled(name: string, campaigns: readonly Campaign[]): Campaign | null {
  const [only, ...others] = allCalled(name, campaigns)
  return only && others.length === 0 ? only : null
}

/** The plans that are called so; where none is, those whose names hold all these words. */
export function allCalled(name: string, campaigns: readonly Campaign[]): readonly Campaign[] {
  const words = toWords(name)
  const called = campaigns.filter(({ label, aliases }) =>
    [label, ...aliases].some((one) => toWords(one).join(' ') === words.join(' ')),
  )
  const held = campaigns.filter(({ label, title, aliases }) => {
    const own = new Set(toWords([label, title, ...aliases].join(' ')))
    return words.every((word) => own.has(word))
  })
  return called.length > 0 ? called : held
}

function toWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

// “Chỉ thị 19 Lạng Sơn”: the place belongs to the name, and is nobody's answer.
function withoutPlace(text: string, { places }: Campaign): string {
  const lead = /^\s*(?:(?:của|ở|tại|tỉnh|huyện)\s+)*/iu.exec(text)?.[0].length ?? 0
  const place = places.find((one) => findWords(fold(text.slice(lead)), fold(one)) === 0)
  return place ? text.slice(lead + place.length) : text
}

// Where these words stand in the text, as whole words; -1 if they do not.
function findWords(text: string, words: string): number {
  const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter)
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + words.length])) return at
  return -1
}
