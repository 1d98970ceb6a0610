// “Nhiệm vụ: … À cho hỏi giấy khen ai được đề nghị?”: answers, and a question behind them.

import { asksQuestion } from './asks-question.ts'

export interface Parted {
  readonly told: string
  readonly asked: string
}

const LEAST_TOLD = 12 // characters: less is a word before the question
const ASIDE =
  /(?<=[.;,\n]|\s)\s*((?:(?:à|ờ|ơ|mà|nhân tiện|tiện thể|với lại|ngoài ra|a|ma)[\s,]+)*(?:cho (?:em |tôi |mình |toi |minh )?(?:hỏi|hoi)|(?:em|tôi|mình|toi|minh) (?:muốn |muon )?(?:hỏi|hoi)|xin (?:hỏi|hoi)|hỏi (?:thêm|chút)|hoi (?:them|chut)).{3,300})$/isu
const LAST = /[.;\n]\s*([^.;\n]{6,300}\?[\s!.)”"]*)$/su

/** Parts a text from the question that ends it; null where no question does, or nothing stands before it. */
export function partQuestion(text: string): Parted | null {
  const asked = (ASIDE.exec(text) ?? LAST.exec(text))?.[1]?.trim()
  if (!asked || !asksQuestion(asked, null)) return null
  const told = text
    .slice(0, text.lastIndexOf(asked))
    .replace(/[\s,;.]+$/, '')
    .trim()
  return told.length >= LEAST_TOLD && !asksQuestion(told, null) ? { told, asked } : null
}
