import type { Form, Step } from '../knowledge/schema.ts'
import { valuesInPlay } from './form.ts'
import { type Next, pend, stay, told } from './next.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { readCorrection } from './read-sentence.ts'
import type { Facts } from './rules.ts'
import { sayCorrected, takeAnswers, takesWholeText, toContext } from './take-answers.ts'

/** “à nhầm, là phòng Tổ chức”, “sửa lĩnh vực thành Tôn giáo”: wherever the form stands, but for texts that begin so. */
export function correct(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const correction = readCorrection(form, values, text, toContext(values, facts))
  const asked = form.steps.find(({ id }) => id === draft.progress.at)
  if (!correction) return isMistake(text, asked) ? stay(pend(draft, { kind: 'editing' }), prompts.whichMistake) : null
  const { step, value, options } = correction
  if (asked && takesWholeText(asked) && (takesWholeText(step) || text.length > LONGEST_CORRECTION)) return null
  if (options.length > 1) return stay(pend(draft, { kind: 'choose', step: step.id, options: [...options] }))
  return told(takeAnswers(form, draft, [{ step, value }], facts, sayCorrected(values)))
}

const LONGEST_CORRECTION = 100 // a longer text tells something of its own

// Something was wrong, but what is not said so that it could be read.
function isMistake(text: string, asked: Step | undefined): boolean {
  const takesIt = asked !== undefined && takesWholeText(asked) && text.length > LONGEST_CORRECTION
  return (
    !takesIt &&
    /^(à|a|ấy|ơ|ôi|xin lỗi|xin loi)?[\s,.]*(nhầm|nham|ghi nhầm|ghi nham|lộn|lon|sai rồi|sai roi)(?=[\s,.!]|$)/iu.test(
      text.trim(),
    )
  )
}
