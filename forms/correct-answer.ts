import type { Form, Step } from '../knowledge/form-schema.ts'
import { amendTasks } from './amend-tasks.ts'
import { asksQuestion } from './asks-question.ts'
import { readCommand } from './commands.ts'
import { isPlainly } from './find-elsewhere.ts'
import { findWholePosition } from './find-position.ts'
import { valuesInPlay } from './form.ts'
import { moveTo, type Next, pend, stay, told } from './next.ts'
import { findAsked } from './obey-command.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { readAnswer } from './read-answer.ts'
import { beginsChange, changesSomething, readChange, toWish, whyClosed } from './read-change.ts'
import { type Correction, readCorrection, rightOf } from './read-correction.ts'
import type { Facts } from './rules.ts'
import { sayCorrected, sayNoted, takeAnswers, takesWholeText, toContext } from './take-answers.ts'
import { hearSentence, withRest } from './take-sentence.ts'
import { describeValue, type Values } from './values.ts'

/** “à nhầm, là phòng Tổ chức”, “sửa lĩnh vực thành Tôn giáo”: wherever the form stands, but for texts that begin so. */
export function correct(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const context = toContext(values, facts)
  const asked = form.steps.find(({ id }) => id === draft.progress.at)
  const rather = asked && takeRather(form, draft, asked, text, facts)
  if (rather) return rather
  const change = readChange(form, values, text, context, asked)
  const correction = amend(change ?? readCorrection(form, values, text, context), values)
  if (!correction) {
    const others = takeMeant(form, draft, text, facts)
    if (others) return others
    const wrong = findWrong(form, draft, text, facts)
    if (wrong) return stay(moveTo(draft, wrong.id))
    return (
      wishForChange(form, draft, { text, asked, values }, facts) ??
      (isMistake(text, asked) || isUnreadChange(text, asked)
        ? stay(pend(draft, { kind: 'editing' }), prompts.whichMistake)
        : null)
    )
  }
  const { step, value, options } = correction
  if (asked && takesWholeText(asked) && (takesWholeText(step) || text.length > LONGEST_CORRECTION)) return null
  const old = values[step.id]
  if (correction.isSame && old) return stay(draft, prompts.alreadyNoted(step.label, describeValue(step, old)))
  if (options.length > 1) return stay(pend(draft, { kind: 'choose', step: step.id, options: [...options] }))
  if (change?.isAsked) {
    const as = `${step.label}: ${describeValue(step, value)}`
    const waiting = pend(draft, { kind: 'confirm', step: step.id, value, as })
    return stay(waiting, ...(old ? [prompts.standsNow(step.label, describeValue(step, old))] : []))
  }
  return told(takeAnswers(form, draft, [{ step, value }], facts, sayCorrected(values)))
}

// “à nhầm, số hóa 80% hồ sơ” where the tasks are asked: they are what follows.
function takeRather(form: Form, draft: Draft, asked: Step, text: string, facts: Facts): Next | null {
  const right = asked.type === 'long-text' ? rightOf(text) : null
  const values = valuesInPlay(form, draft.values, facts.units)
  const context = toContext(values, facts)
  const reading = right && isPlainly(asked, right, context) ? readAnswer(asked, right, context) : null
  return reading?.kind === 'value'
    ? told(takeAnswers(form, draft, [{ step: asked, value: reading.value }], facts, sayCorrected(values)))
    : null
}

// “à nhầm, tên là Lê Thị Hoa”, before anybody was named: an answer, though it corrects none.
function takeMeant(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const right = text.length > LONGEST_MEANT ? null : rightOf(text)
  const heard = right ? hearSentence(form, draft, right, facts) : null
  if (!heard || heard.answers.length === 0) return null
  return withRest(told(takeAnswers(form, draft, heard.answers, facts, sayNoted)), form, heard, facts)
}

const LONGEST_MEANT = 300 // characters

// Of several tasks the one that is corrected alone changes.
function amend(correction: Correction | null, values: Values): Correction | null {
  const old = correction && values[correction.step.id]
  if (correction?.step.type !== 'long-text' || correction.value.type !== 'text' || old?.type !== 'text')
    return correction
  const options = amendTasks(old.text, correction.value.text).map(({ label, text }) => ({
    label,
    value: { type: 'text', text } as const,
  }))
  const [first] = options
  return first ? { ...correction, value: first.value, options, isSame: first.value.text === old.text } : correction
}

// “cho em đổi đơn vị được không”, “đổi sang cờ thi đua” where that is not offered; nobody’s position begins so either.
function wishForChange(
  form: Form,
  draft: Draft,
  { text, asked, values }: { text: string; asked: Step | undefined; values: Values },
  facts: Facts,
): Next | null {
  const { said, isAsked } = toWish(text)
  // “chuyen vien chinh” begins as “chuyển” does.
  const isPosition = asked?.as === 'position' && findWholePosition(text) === text.trim()
  if (!beginsChange(said) || isPosition) return null
  const why = asked?.type === 'long-text' ? null : whyClosed(form, values, text, toContext(values, facts))
  if (why) return stay(draft, why)
  const command = readCommand(said)
  const rest = command?.kind === 'edit' ? command.rest : null
  const named = rest ? findAsked(form, draft, rest, facts) : null
  if (isAsked && named) return stay(moveTo(draft, named.id))
  const isNoAnswer = isAsked ? rest === '' : asked?.as === 'position' && !named
  return isNoAnswer ? stay(pend(draft, { kind: 'editing' })) : null
}

const MISTAKE =
  /^(à|a|ấy|ơ|ôi|xin lỗi|xin loi)?[\s,.]*(nhầm|nham|ghi nhầm|ghi nham|lộn|lon|sai rồi|sai roi)(?=[\s,.!]|$)/iu
const WRONG =
  /^(?:à[\s,]+)?(?!(?:ghi|gõ|go|bấm|bam|chọn|chon)\s+(?:sai|nhầm|nham))(.{2,60}?)(?:\s+(?:này|nay|kia|đó|do|trên|tren|ghi|bị|bi))*\s+(?:sai|nhầm|nham|chưa đúng|chua dung|không đúng|khong dung)(?:\s+(?:rồi|roi|mất|mat|ạ))*[.!]*$/iu
const LONGEST_CORRECTION = 100 // a longer text tells something of its own

/** Whether the text begins as people begin who noticed a mistake of their own. */
export function admitsMistake(text: string): boolean {
  return MISTAKE.test(text.trim())
}

// “đơn vị sai rồi”: which answer is wrong, not what is right.
function findWrong(form: Form, draft: Draft, text: string, facts: Facts): Step | null {
  const name = WRONG.exec(text.trim())?.[1]
  return name ? findAsked(form, draft, name, facts) : null
}

// Tasks may begin so too, but for “câu 8 sửa thành …”.
function isUnreadChange(text: string, asked: Step | undefined): boolean {
  const change = changesSomething(text)
  const mayBeAnswer = asked !== undefined && takesWholeText(asked) && !change?.byNumber
  return change !== null && !mayBeAnswer && !asksQuestion(text, asked ?? null)
}

// Something was wrong, but what is not said so that it could be read.
function isMistake(text: string, asked: Step | undefined): boolean {
  const takesIt = asked !== undefined && takesWholeText(asked) && text.length > LONGEST_CORRECTION
  return !takesIt && admitsMistake(text)
}
