// What is asked, and what it leans on: the question before, the claim it makes, the tale it is wrapped in.

import { createClaimedNames } from './claimed-names.ts'
import { claimsIn, isClaim } from './claims.ts'
import { createContrast } from './contrast.ts'
import type { Draft, Last, Step, Tools } from './draft.ts'
import type { Figure } from './entry.ts'
import { fold } from './fold.ts'
import { asksSeveral, createUnwrap } from './parts.ts'
import type { Question } from './question.ts'
import type { Topic, Vocabulary } from './schema.ts'
import { toWords } from './terms.ts'

const LONG = 18 // words of subject beyond which a question is unwrapped
const QUITE_LONG = 5 // … if it asks several things
const BARE = 2 // words that a question may add to the thing it exchanges
const LEAST_ASKED = 3
const TERSE = 3 // words of subject: what was told before tells what a question of so few is about
const CLAIM =
  /^([^,.;]{12,}?)\s(?:là|la|do)\s(.*)(?:phải không|phai khong|đúng không|dung khong|đúng chứ|dung chu|à|hả)\s*\??$/i
const RECIPIENT =
  /^(.*?(?:gửi|gui|nộp|nop|báo cáo|bao cao|trình|phản ánh|phan anh)(?: \S+){0,2}? (?:về|ve|lên|len|tới|toi|cho)) .*(?:phải không|phai khong|đúng không|dung khong|đúng chứ|dung chu|à|hả)(?: ạ)?\s*\??$/i
const FIGURES = new Set<Topic>(['deadline', 'quota', 'targets']) // asked of a thing, whichever it is
const NAMES_ONLY = /^(the |vay )?con\b/
const ASKS = /\b(gi|nao|sao|dau|ai)\b/
const BEGINS_ON = /^(the|con|vay|roi|sau do|ngoai ra)\b/
const FOLLOWS =
  /^(the|con|vay|the con|vay con|vay thi|the thi|roi|sau do|ngoai ra|ma|neu|(?:a )?nham|.{0,12}\by (?:em|toi|minh)|khong phai|o do|cai do|cai nay|nhu vay|va)\b|\b(thi sao|cung the|cung vay|nhu the|nhu vay|do con|nua khong|nua)\b|\b(co quan|don vi|ke hoach|phong trao|van ban|nguoi|muc|hoi dong|giay|ho so|cong van|doi tuong) (do|nay|ay|tren)\b/

/** Reads the question in its conversation. */
export function createUnderstand(
  { reader, finder, plans }: Tools,
  vocabulary: Vocabulary,
  labelOf: (entry: string) => string,
): Step {
  const unwrap = createUnwrap(reader)
  const exchange = createContrast(vocabulary.contrasts)
  const names = createClaimedNames(plans)
  // “Người ký kế hoạch Trực Ninh là ông Nguyễn Văn Phóng phải không?”: the name that is claimed means no other plan.
  const read = (text: string): Question => {
    const question = reader.read(text)
    const bare = isClaim(question) ? names.without(text) : fold(text)
    if (bare === fold(text)) return question
    const rest = reader.read(bare)
    const named = question.named.length > 1 && rest.named.length > 0 ? rest.named : question.named
    return { ...question, words: rest.words, named, topics: new Set([...question.topics, 'signer' as const]) }
  }
  const understand: Step = (draft) => {
    const question = withBareContents(read(draft.text))
    const { last } = draft.context
    const subject = count(question)
    // “… tổng kết có được đề nghị nữa không?” at the end of a tale of its own leans on nothing.
    const standsAlone = subject > QUITE_LONG && question.hinted.size > 0 && !BEGINS_ON.test(question.folded)
    const leans =
      last && !standsAlone && (FOLLOWS.test(question.folded) || (question.named.length === 0 && subject <= 3))
    if (!leans) {
      // Several shares, several plans are told side by side as they are.
      const isTold = question.compares || (question.wanted.size === 1 && question.wanted.has('number'))
      const isLong = subject > LONG || (subject > QUITE_LONG && !isTold && asksSeveral(question, reader))
      const isTale = isLong && !CLAIM.test(question.text)
      return { ...draft, ...(isTale ? unwrap(question) : withoutClaim(question)) }
    }
    const earlier = reader.read(last.question)
    // Only a plan or an entity was named: the question itself is the one before.
    if (subject === 0) {
      const { named, hinted, places } = question.named.length > 0 ? question : earlier
      return {
        ...draft,
        question: { ...earlier, named, hinted, places, folded: question.folded },
        follows: true,
        repeats: last.question,
      }
    }
    // “Vậy bên Hưng Yên thì sao?”: only a place was named, and its plan is another one.
    const elsewhere = planOfPlaces(question, earlier, last)
    if (elsewhere) {
      const { hinted, places } = question
      const asked = { ...earlier, named: [], hinted, places, folded: question.folded }
      return { ...draft, question: asked, campaigns: [elsewhere], follows: true, repeats: last.question }
    }
    const contrast = exchange(question.text, earlier.text)
    if (contrast && count(reader.read(contrast.rest)) <= BARE) {
      const { named, hinted } = question.named.length > 0 ? question : earlier
      const exchanged = { ...reader.read(contrast.exchanged), named, hinted }
      return { ...draft, question: exchanged, follows: true, repeats: contrast.exchanged }
    }
    const around = [contrast ? reader.read(contrast.without) : earlier, ...(subject <= TERSE ? toldBefore(last) : [])]
    return { ...draft, question: withEarlierTopic(question, earlier), around, follows: true }
  }

  const planOfPlaces = ({ words, places }: Question, earlier: Question, { campaigns }: Last): string | undefined => {
    if (places.size === 0 || words.some((word) => word && !word.isPlace)) return undefined
    const isOf = (id: string) => plans.get(id)?.places.some((place) => places.has(fold(place))) ?? false
    if (campaigns.length !== 1 || campaigns.some(isOf)) return undefined
    return finder.find(withoutPlan(earlier), { campaigns: [...plans.keys()].filter(isOf) })[0]?.entry.campaign
  }

  // “Nộp ở đâu?” after the papers of a dossier were told: what was told names the matter shortly.
  const toldBefore = ({ entry }: Last): Question[] => (entry ? [reader.read(labelOf(entry))] : [])

  // “Cơ quan thường trực là Văn phòng … phải không?”: asked is what stands before; what is claimed may be wrong.
  const withoutClaim = (asked: Question): Pick<Draft, 'question' | 'around'> => {
    const question = withoutRecipient(withoutElsewhere(withoutFigures(asked)))
    const core = withoutClaimed(question)
    if (!core) return question === asked ? { question } : { question, around: [withoutFigures(asked, 'day')] }
    return {
      question: { ...question, words: core.words, topics: core.topics.size > 0 ? core.topics : question.topics },
      around: [withoutFigures(asked, 'day')],
    }
  }

  // “… gửi về UBND tỉnh, đúng không?”: whom it goes to is what is asked.
  const withoutRecipient = (question: Question): Question => {
    const [, rest] = RECIPIENT.exec(question.text) ?? []
    if (!rest || CLAIM.test(question.text)) return question
    const { words } = reader.read(`${rest} đâu`)
    const wanted = new Set([...question.wanted, 'who' as const])
    return words.some((word) => word && !word.isPlace) ? { ...question, words, wanted } : question
  }

  // “Văn phòng … là cơ quan thường trực, đúng chứ?”: what the plan speaks of is asked, on whichever side it stands.
  const withoutClaimed = (question: Question): Question | null => {
    const sides = (CLAIM.exec(question.text) ?? [])
      .slice(1)
      .map((side) => reader.read(side ?? ''))
      .filter((side) => side.words.filter((word) => word !== null && !word.isPlace).length >= LEAST_ASKED)
    const scoreOf = (side: Question) => finder.find(side, { campaigns: question.named })[0]?.score ?? 0
    const [first, second] = sides
    if (!first || !second || question.named.length === 0) return first ?? null
    return scoreOf(second) > scoreOf(first) ? second : first
  }

  return understand
}

// “Nội dung Trực Ninh”: with nothing but a plan beside it, the contents of its emulation.
function withBareContents(question: Question): Question {
  const words = question.words.flatMap((word) => (word && !word.isPlace ? [word.folded] : []))
  return words.join(' ') === 'noi dung'
    ? { ...question, topics: new Set([...question.topics, 'contents' as const]) }
    : question
}

function count({ words }: Question): number {
  return words.filter((word) => word !== null).length
}

// “… được 2 tập thể, đúng không?”: the figure may be wrong, so it does not tell what is asked.
function withoutFigures(question: Question, but?: Figure): Question {
  const claimed = claimsIn(question).filter(({ figure }) => figure !== but)
  const figures = new Set(claimed.flatMap(({ words }) => toWords(words)).map(({ folded }) => folded))
  const isClaimed = (word: Question['words'][number]) => word && /^\d/.test(word.folded) && figures.has(word.folded)
  return claimed.length === 0 ? question : { ...question, words: question.words.filter((word) => !isClaimed(word)) }
}

// “Trực Ninh thuộc tỉnh Thái Bình phải không?”: a place that no plan speaks of finds nothing in the one that is named.
function withoutElsewhere(question: Question): Question {
  const { elsewhere, named, words } = question
  if (!elsewhere || named.length === 0) return question
  const place = new Set(toWords(elsewhere).map(({ folded }) => folded))
  return { ...question, words: words.map((word) => (word && place.has(word.folded) ? null : word)) }
}

// “Còn Lao động tiên tiến?” asks for the same of another thing.
function withEarlierTopic(question: Question, earlier: Question): Question {
  if (question.wanted.size > 0) return question
  const wanted = new Set([...earlier.wanted].filter((kind) => kind !== 'list'))
  if (question.topics.size === 0) return { ...question, topics: earlier.topics, wanted }
  if (!NAMES_ONLY.test(question.folded) || ASKS.test(question.folded)) return question
  const figures = [...earlier.topics].filter((topic) => FIGURES.has(topic))
  return { ...question, wanted, topics: new Set([...question.topics, ...figures]) }
}

// “Trực Ninh: trường tư thục có thuộc đối tượng không”, asked of a plan that is not named.
function withoutPlan(question: Question): Question {
  return { ...question, named: [], words: question.words.map((word) => (word?.isPlace ? null : word)) }
}
