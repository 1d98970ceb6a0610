// From what a person typed to what is asked: short forms written out, plans named, the kind of answer wanted.

import type { Collocations } from './collocations.ts'
import { fold, hasDiacritics, normalise, rawWords, toAccented } from './fold.ts'
import type { Campaign } from './load.ts'
import { hintsApart, markPhrases, takeNames } from './names.ts'
import type { Topic, Vocabulary } from './schema.ts'
import { isTypedWithMarks, type SubjectWord, subjectWords } from './subject-words.ts'
import { holdsPhrase } from './terms.ts'

/** What kind of thing would answer: a day, a number, a body or person, a list, a document, a yes or no. */
export type Wanted = 'day' | 'number' | 'who' | 'list' | 'document' | 'yes-no'

export interface Question {
  /** As written, in NFC. */
  readonly original: string
  /** With short forms written out and slips put right. */
  readonly text: string
  readonly folded: string
  /** `text` with the diacritics that it most likely lacks, where it has hardly any. */
  readonly marked: string
  /** The words that carry the subject, in order; `null` where something was left out between two of them. */
  readonly words: readonly (SubjectWord | null)[]
  /** The same with the words of plans' names left in; empty where no plan is named. */
  readonly allWords: readonly (SubjectWord | null)[]
  /** Plans named outright, in the order of the text. */
  readonly named: readonly string[]
  /** Plan → its hints that stand in the question. */
  readonly hinted: ReadonlyMap<string, ReadonlySet<string>>
  /** Places of plans that stand in the question. */
  readonly places: ReadonlySet<string>
  readonly topics: ReadonlySet<Topic>
  readonly wanted: ReadonlySet<Wanted>
  /** Asks about several plans side by side. */
  readonly compares: boolean
  /** A place or body that no plan here speaks of. */
  readonly elsewhere: string | null
}

const WANTED: Record<Wanted, RegExp> = {
  day: /\b(khi nao|bao gio|ngay nao|ngay may|nam nao|luc nao|chung nao|thang nao|thoi gian nao|thoi diem nao|dip nao|han|deadline|moc|hom nao|may ngay|bao nhieu ngay|bao lau|dinh ki|truoc ngay|tu nam|den nam)\b/,
  number: /\b(bao nhieu|(?<!bo )may|ti le|phan tram|so luong|toi da|toi thieu)\b|%/,
  who: /\b(ai|co quan nao|don vi nao|nguoi nao|to chuc nao|doi tuong nao|nhung ai|so nao|phong nao|bo phan nao|phong ban nao|cap nao|tap the nao|ca nhan nao|gui ve dau|nop o dau|gui dau|cho ai)\b/,
  list: /\b(nhung gi|gom|liet ke|ke (ra|giup|cho|ten|het|du|cac|nhung|lai)|neu (cac|ten)|cac noi dung|nhung noi dung|nhung nao|nhung .{0,40}\b(nao|gi)|cac .{0,40}\b(nao|gi)|may .{0,20}(nhom|diem|muc|noi dung|giai phap|tieu chi|tieu chuan|yeu cau|nhiem vu|chi tieu)|toan bo|tat ca|danh sach|danh muc|day du)\b/,
  document:
    /\b(van ban nao|chi thi nao|nghi dinh nao|thong tu nao|quyet dinh nao|ke hoach nao|nghi quyet nao|cong van nao|huong dan nao|van ban gi|so may|so hieu|qui dinh nao|luat nao|can cu nao|can cu vao|chi thi so|theo mau nao|mau nao|mau so)\b/,
  'yes-no':
    /\b(co .{1,80}khong|duoc khong|phai khong|dung khong|khong a|khong nhi|chua|ha|chu|co phai|co duoc|hay khong)$|\b(phai khong|dung khong|co duoc|co phai|duoc khong|hay khong)\b/,
}

// “… không?” asks as “… không” does.
const TYPED_TAG = /(?<=\s)à[\s?!.…)”"]*$/iu // without its mark it may be the polite “ạ”
const ENDING = /[\s?!.…)”"]+$/

/** What kind of thing a question asks for, by its words of asking. */
export function wantedIn(text: string): ReadonlySet<Wanted> {
  const folded = fold(text).replace(ENDING, '')
  const isAsked = (kind: Wanted) => WANTED[kind].test(folded) || (kind === 'yes-no' && TYPED_TAG.test(text))
  return new Set((Object.keys(WANTED) as Wanted[]).filter(isAsked))
}

const COMPARES =
  /\b(so sanh|doi chieu|khac nhau|khac gi|khac voi|khac (o )?(cho )?nao|giong nhau|giong voi|giong khong|co giong|trung nhau|trung so|co khop|ben nao (co|khong|hon|nhieu|it|cao|thap|som|muon|them|qui dinh|yeu cau)|(trong|thuoc|theo|o) (nhung |cac )?ke hoach nao$|ke hoach nao (co|can|phai|bat buoc|nao|khong|qui dinh|yeu cau|cho|neu|noi|duoc|ap|dat)|nhung ke hoach nao (co|qui dinh|yeu cau|neu|khong)|trong (cac|nam|5) ke hoach|cac ke hoach|nam ke hoach|5 ke hoach|ca hai|hai ke hoach|ca 5|ca nam|moi ke hoach|tung ke hoach|dia phuong nao|tinh nao|mot khong|cung mot)\b/

/** Folded, with the punctuation that may stand inside a phrase left out: “Luật Thi đua, khen thưởng”. */
export function toPhrase(text: string): string {
  return withoutSigns(fold(text))
}

function toAccentedPhrase(text: string): string {
  return withoutSigns(toAccented(text))
}

function withoutSigns(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}/%-]+|(?<!\p{N})[/-]|[/-](?!\p{N}|\p{L})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

export interface Reader {
  read(text: string): Question
  /** Only the words that carry the subject, with or without those of plans' names: how ways of asking are compared. */
  subject(text: string, options?: { names: boolean }): readonly (SubjectWord | null)[]
}

/** Reads questions with a vocabulary and the plans' names; `correct` puts slips right, `mark` gives missing marks. */
export function createReader(
  campaigns: readonly Campaign[],
  vocabulary: Vocabulary,
  collocations: Collocations,
  correct: (text: string) => string,
  mark: (text: string) => string,
): Reader {
  const expand = createExpander(vocabulary)
  // People write “UBND tỉnh”, the question is read as “Ủy ban nhân dân tỉnh”: names are known in both forms.
  const withExpansions = (phrases: readonly string[]) => [
    ...new Set(phrases.flatMap((phrase) => [fold(phrase), fold(expand(phrase))])),
  ]
  const names = campaigns
    .flatMap(({ id, aliases, places: own }) =>
      withExpansions(aliases).map((phrase) => ({ id, phrase, places: own.map(fold) })),
    )
    .sort((a, b) => b.phrase.length - a.phrase.length)
  const places = [...new Set(campaigns.flatMap((campaign) => campaign.places.map(fold)))]
  const hints = campaigns.map(({ id, hints: words, aliases, places: own }) => ({
    id,
    own: own.map(fold),
    phrases: withExpansions([...words, ...aliases, ...own]).sort((a, b) => b.length - a.length),
  }))
  const topics = Object.entries(vocabulary.topics).map(([topic, phrases]) => ({
    topic: topic as Topic,
    phrases: phrases.map(toPhrase),
    accented: phrases.map(toAccentedPhrase),
  }))
  const filler = new Set(vocabulary.filler.map(toAccented))
  const elsewhere = vocabulary.elsewhere.map((place) => ({ place, folded: fold(place) }))
  return {
    subject: (text, { names: withNames } = { names: true }) => {
      const folded = fold(text)
      const rest = withNames ? folded : takeNames(folded, names).rest
      const marked = hasDiacritics(text) ? text : mark(text)
      return subjectWords({ text, folded, rest, placed: folded, marked }, filler, collocations)
    },
    read: (original) => {
      const text = correct(expand(normalise(original).replace(/\s+/g, ' ').trim()))
      const folded = fold(text)
      const { named, rest } = takeNames(folded, names)
      const here = places.filter((place) => holdsPhrase(folded, place))
      // A plan of other places is not hinted at by what it shares with the plans of this one.
      const found = new Map(
        hints
          .filter(({ own }) => here.length === 0 || own.length === 0 || own.some((place) => here.includes(place)))
          .map(({ id, phrases }) => [id, hintsApart(folded, phrases)]),
      )
      const placed = markPhrases(folded, places)
      const isMarked = isTypedWithMarks(original)
      const marked = isMarked ? text : mark(text)
      const asked = isMarked ? toPhrase(text) : toAccentedPhrase(marked)
      return {
        original,
        text,
        folded,
        marked,
        words: subjectWords({ text, folded, rest, placed, marked }, filler, collocations),
        allWords:
          named.length > 0 ? subjectWords({ text, folded, rest: folded, placed, marked }, filler, collocations) : [],
        named,
        hinted: new Map([...found].filter(([, found]) => found.size > 0)),
        places: new Set(here),
        topics: new Set(
          topics
            .filter(({ phrases, accented }) =>
              (isMarked ? phrases : accented).some((phrase) => holdsPhrase(asked, phrase)),
            )
            .map(({ topic }) => topic),
        ),
        wanted: wantedIn(text),
        compares: COMPARES.test(folded),
        elsewhere: elsewhere.find((place) => holdsPhrase(folded, place.folded))?.place ?? null,
      }
    },
  }
}

function createExpander(vocabulary: Vocabulary): (text: string) => string {
  const byShort = new Map<string, { short: string; long: string; when: string[] }[]>()
  for (const { short, long, when = [] } of vocabulary.abbreviations) {
    const key = fold(short)
    byShort.set(key, [...(byShort.get(key) ?? []), { short: short.toLowerCase(), long, when: when.map(fold) }])
  }
  return (text) => {
    const raw = rawWords(text)
    const foldedWords = raw.map(fold)
    const choose = (word: string, at: number): string | null => {
      const candidates = (byShort.get(fold(word)) ?? []).filter(
        ({ short }) => short === word.toLowerCase() || (word.length > 1 && !hasDiacritics(word)),
      )
      // “điểm a, khoản c”: a letter that names a part of a document stays a letter.
      if (word.length === 1 && /^(diem|khoan|muc|phan|y|tiet|nhom)$/.test(fold(raw[at - 1] ?? ''))) return null
      const near = candidates
        .map((candidate) => ({ candidate, distance: Math.min(...candidate.when.map((cue) => distanceTo(cue, at))) }))
        .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
        .sort((a, b) => a.distance - b.distance)
        .map(({ candidate }) => candidate)
      const free = candidates.filter(({ when }) => when.length === 0)
      const exact = (list: typeof candidates) => list.find(({ short }) => short === word.toLowerCase())
      return (near[0] ?? exact(free) ?? free[0])?.long ?? null
    }
    // How many words away the cue stands: of two meanings the one with the nearer cue is meant.
    const distanceTo = (cue: string, at: number): number => {
      const size = cue.split(' ').length
      let nearest = Number.POSITIVE_INFINITY
      for (let start = 0; start + size <= foldedWords.length; start++)
        if (start !== at && holdsPhrase(foldedWords.slice(start, start + size).join(' '), cue))
          nearest = Math.min(nearest, start > at ? start - at : at - (start + size - 1))
      return nearest
    }
    let result = text
    let from = 0
    for (const [index, word] of raw.entries()) {
      const at = result.indexOf(word, from)
      if (at < 0) continue
      const parts = /\d/.test(word) || byShort.has(fold(word)) ? [word] : word.split(/([/.,:-])/)
      const written = parts.map((part) => choose(part, index) ?? part).join('')
      result = result.slice(0, at) + written + result.slice(at + word.length)
      from = at + written.length
    }
    return result
  }
}
