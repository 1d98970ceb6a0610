// “20 người”, “hoàn thành 20”, “19 lđtt”: a number beside words that tell of which step it is the answer.

import { fold } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'
import type { Span } from './find-span.ts'
import { namesOf, toPlain } from './step-names.ts'

type NumberStep = Extract<Step, { type: 'number' }>

// A share, a day and a part of a longer number count nothing.
const COUNT = /(?<![\p{L}\p{N}/.,%-])\d{1,4}(?![\p{L}\p{N}/%]|[.,]\d|\s*%|\s*phần trăm|\s*phan tram)/gu
const PEOPLE =
  /^(?:\s*(?:người|nguoi|đồng chí|dong chi|cán bộ|can bo|công chức|cong chuc|viên chức|vien chuc|cbcc(?:vc)?|nhân sự|nhan su|biên chế|bien che)(?!\p{L})[\s,]*(?:và|va)?)+/iu
const FILLERS =
  /^(?:co|la|dat|dang ki|danh hieu|phan dau|se|duoc|khoang|thi|so|nguoi|dong chi|can bo|cong chuc|vien chuc|trong do|con|va)\s/
const FILLER_TAIL =
  /\s(?:co|la|dat|dang ki|phan dau|se|duoc|khoang|thi|nguoi|dong chi|can bo|cong chuc|vien chuc|trong do|con|va)$/
const WHOLE = /(?:^|[,;.]|(?:^|\s)(?:co|gom|tong|tong cong|tat ca))$/
const TELLS_WHO = /\s(?:là|la|gồm|gom)$/iu
const LONGEST_NAME = 8 // words

/**
 * The number in a clause that answers the step, with what stands around it; null where no words beside it name this step
 * and no other of `steps`. Names stand before their numbers, or all behind. “hoàn thành 20 hồ sơ” counts no people.
 */
export function findCount(step: NumberStep, steps: readonly NumberStep[], text: string): Span<number> | null {
  const counts = [...text.matchAll(COUNT)]
  const isBehind = !/\p{L}/u.test(text.slice(0, counts[0]?.index))
  for (const [at, count] of counts.entries()) {
    const from = end(counts[at - 1])
    const before = text.slice(from, count.index)
    const after = text.slice(end(count), counts[at + 1]?.index ?? text.length)
    const people = PEOPLE.exec(after)?.[0].length ?? 0
    const ends = isBehind ? nameAtStart(steps, after) : null
    const name = isBehind ? ends : isOver(after.slice(people), steps) ? nameAtEnd(steps, before) : null
    const number = Number(count[0])
    if ((name?.step ?? headcountOf(steps, before, after, people)) !== step) continue
    if (number < step.least || number > step.most) continue
    return {
      found: number,
      before: text.slice(0, (count.index ?? 0) - (isBehind ? 0 : (name?.length ?? 0))),
      after: text.slice(end(count) + Math.max(ends?.length ?? 0, people)),
    }
  }
  return null
}

function end(match: RegExpMatchArray | undefined): number {
  return match?.index === undefined ? 0 : match.index + match[0].length
}

interface Named {
  readonly step: NumberStep
  /** Of the letters that name it, with what stands between them and the number. */
  readonly length: number
}

function nameAtEnd(steps: readonly NumberStep[], text: string): Named | null {
  const words = [...text.matchAll(/\S+/gu)].slice(-LONGEST_NAME)
  for (const { index } of words) {
    const step = stepCalled(steps, bare(toPlain(text.slice(index))))
    if (step) return { step, length: text.length - index }
  }
  return null
}

// No more than the name may follow: “20 hoàn thành trước tháng 6” is something else.
function nameAtStart(steps: readonly NumberStep[], text: string): Named | null {
  const words = [...text.matchAll(/\S+/gu)].slice(0, LONGEST_NAME)
  for (const word of words.reverse()) {
    const step = stepCalled(steps, bare(toPlain(text.slice(0, end(word)))))
    if (!step) continue
    // “1 CSTĐCS là Bùi Văn Sơn”
    const name = text.slice(0, end(word)).replace(TELLS_WHO, '')
    const isOver = name.length < end(word) || /^\s*(?:[,;.:]|$)/.test(text.slice(end(word)))
    return isOver ? { step, length: name.length } : null
  }
  return null
}

// What follows a number whose name stands before it: nothing, or the name of the next.
function isOver(text: string, steps: readonly NumberStep[]): boolean {
  return /^\s*(?:[,;.]|$)/.test(text) || stepCalled(steps, bare(toPlain(text))) !== null
}

// By its name, by the beginning of one, “hoàn thành”, or by most of its end, “chiến sỹ thi đua cơ sở”.
function stepCalled(steps: readonly NumberStep[], name: string): NumberStep | null {
  const count = name.split(' ').length
  const named = namesOf(steps).filter(
    (one) =>
      one.name === name ||
      (count > 1 && one.name.startsWith(`${name} `)) ||
      (count > 2 && one.name.endsWith(` ${name}`)),
  )
  const exact = named.find((one) => one.name === name)
  const meant = new Set(exact ? exact.steps : named.flatMap((one) => one.steps))
  const [step] = meant
  return meant.size === 1 && step?.type === 'number' ? step : null
}

// “19 người đăng ký lao động tiên tiến”
function bare(name: string): string {
  const shorter = name.replace(FILLERS, '').replace(FILLER_TAIL, '')
  return shorter === name ? name : bare(shorter)
}

// “20 người”, “phòng có 20 cán bộ” tell how many there are; “20 người hoàn thành” tells of something else.
function headcountOf(steps: readonly NumberStep[], before: string, after: string, people: number): NumberStep | null {
  const isAlone = isOver(after.slice(people), []) && WHOLE.test(fold(before).trim())
  return (people > 0 && isAlone && steps.find(({ as }) => as === 'headcount')) || null
}
