import type { Form } from '../knowledge/form-schema.ts'
import { answerStep } from './answer-step.ts'
import { asksQuestion } from './asks-question.ts'
import { readYesNo } from './commands.ts'
import { valuesInPlay } from './form.ts'
import { asks, moveTo, type Next, pend, stay, unpend } from './next.ts'
import { findAsked } from './obey-command.ts'
import { obeyTap } from './obey-tap.ts'
import type { Draft, Pending } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { readSentence } from './read-sentence.ts'
import type { Facts } from './rules.ts'
import { toContext } from './take-answers.ts'

/** What is typed while a question of the form itself waits; null where it is an answer to the step. */
export function settlePending(form: Form, draft: Draft, pending: Pending, text: string, facts: Facts): Next | null {
  const said = readYesNo(text)
  switch (pending.kind) {
    case 'confirm':
      if (said === true) return obeyTap(form, draft, `yes:${pending.n}`, facts)
      return said === false
        ? stay(unpend(draft))
        : askStill(answerStep(form, unpend(draft), text, facts), draft, pending)
    case 'choose': {
      if (said !== null) return said ? stay(draft, prompts.chooseOne) : stay(unpend(draft))
      const named = findAsked(form, draft, text.replace(LEAD, '').replace(TAIL, ''), facts)
      const index = pending.options.findIndex(({ of }) => of !== undefined && of === named?.id)
      return index < 0
        ? askStill(answerStep(form, unpend(draft), text, facts), draft, pending)
        : obeyTap(form, draft, `option:${pending.n}:${index}`, facts)
    }
    case 'picking':
      return null
    case 'editing': {
      const step = findAsked(form, draft, text, facts)
      if (step) return stay(moveTo(draft, step.id))
      if (draft.progress.at === null || answersMore(form, draft, text, facts))
        return answerStep(form, unpend(draft), text, facts)
      return asksQuestion(text, null) ? asks(draft, text) : stay(draft, prompts.noSuchStep(text.slice(0, 60)))
    }
    case 'leaving':
      if (saysDrop(text)) return obeyTap(form, draft, `drop:${pending.n}`, facts)
      // Whoever says no more than yes wants to stop: nothing is lost by keeping it.
      if (said === true) return obeyTap(form, draft, 'save', facts)
      if (said === false) return stay(unpend(draft))
      return asksQuestion(text, null) ? asks(draft, text) : stay(draft, prompts.notAnAnswer)
    case 'restarting':
      if (said === true) return obeyTap(form, draft, `restart:${pending.n}`, facts)
      if (said === false) return stay(unpend(draft))
      return asksQuestion(text, null) ? asks(draft, text) : stay(draft, prompts.notAnAnswer)
  }
}

// What was answered was another question: this one still waits.
function askStill(next: Next, before: Draft, pending: Extract<Pending, { kind: 'confirm' | 'choose' }>): Next {
  if (next.act?.kind === 'ask') return { ...next, draft: before }
  if (pending.kind === 'choose') return next
  const { n: _, ...waiting } = pending
  const { progress, values } = next.draft
  const isOther = progress.pending === null && values !== before.values
  const isOpen = isOther && JSON.stringify(values[pending.step]) === JSON.stringify(before.values[pending.step])
  return isOpen && next.act === null ? { ...next, draft: pend(next.draft, waiting) } : next
}

// “không bị kỷ luật gì” where it was asked what to change: an answer after all.
function answersMore(form: Form, draft: Draft, text: string, facts: Facts): boolean {
  const values = valuesInPlay(form, draft.values, facts.units)
  return text.length <= LONGEST && readSentence(form, values, text, toContext(values, facts)).length > 0
}

const LONGEST = 300 // characters

// “dạ đúng là nhiệm vụ ạ”
const LEAD = /^(?:(?:dạ|da|vâng|vang|đúng|dung|là|la|ghi|vào|vao|của|cua)\s+)+/iu
const TAIL = /(?:\s+(?:ạ|a|nhé|nhe))+[.!]*$/iu

/** Whether a text answers that a draft shall go. */
export function saysDrop(text: string): boolean {
  return /^\s*(x[oó]a|b[oỏ])( (b[aả]n )?nh[aá]p| (đi|di|h[eế]t|lu[oô]n)| ph[aầ]n ([dđ]ang )?s[uử]a)*[.! ]*$/iu.test(
    text,
  )
}
