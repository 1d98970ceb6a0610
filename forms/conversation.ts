// One turn of a form's conversation. Pure: what was answered so far and what was said now give what is asked next.

import type { Form } from '../knowledge/form-schema.ts'
import { addTasks } from './add-tasks.ts'
import { answerStep } from './answer-step.ts'
import { asksQuestion } from './asks-question.ts'
import { changeTicks } from './change-ticks.ts'
import { readCommand, readYesNo } from './commands.ts'
import { correct } from './correct-answer.ts'
import { denyStep } from './deny-step.ts'
import { denyThenCorrect } from './deny-then-correct.ts'
import { keepTicks } from './keep-ticks.ts'
import { type Next, stay, told } from './next.ts'
import { obey } from './obey-command.ts'
import { obeyTap } from './obey-tap.ts'
import { partQuestion } from './part-question.ts'
import { pickMore } from './pick-more.ts'
import { type Draft, freshProgress } from './progress.ts'
import { promptOf } from './prompt.ts'
import { prompts } from './prompts.vi.ts'
import { readGivingUp } from './read-giving-up.ts'
import type { Facts } from './rules.ts'
import { setNamed } from './set-named.ts'
import { saysDrop, settlePending } from './settle-pending.ts'
import { toPlain } from './step-names.ts'
import { type Answered, goOn, sayNoted, takeAnswers, takesWholeText } from './take-answers.ts'
import { takeFiles } from './take-files.ts'
import { takeFormPaper } from './take-form-paper.ts'
import { hearSentence, withRest } from './take-sentence.ts'
import type { Tap } from './tap.ts'
import { withoutEmoji } from './without-emoji.ts'

/** What a person did: typed something, tapped a choice of a prompt, sent files that are kept already. */
export type Turn =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'tapped'; readonly tap: string }
  | { readonly kind: 'sent'; readonly files: readonly { readonly fileId: string; readonly name: string }[] }

/** Begins: the first question, or what the first sentence already answers is taken. */
export function begin(form: Form, typed: string, facts: Facts): Next {
  const text = withoutEmoji(typed)
  const draft = goOn(form, { values: {}, progress: freshProgress, wasSent: false }, facts)
  if (text.trim() === '') return stay(draft)
  if (text.length > LONGEST_LETTER) return stay(draft, prompts.tooLong)
  const heard = hearSentence(form, draft, text, facts)
  const next = heard.answers.length > 0 ? told(takeAnswers(form, draft, heard.answers, facts, sayNoted)) : stay(draft)
  return withRest(next, form, heard, facts)
}

/** Goes one turn on. Never throws, never leaves the form without a way out; `submit` only where all is in order. */
export function converse(form: Form, draft: Draft, turn: Turn, facts: Facts): Next {
  switch (turn.kind) {
    case 'tapped':
      return obeyTap(form, draft, turn.tap, facts)
    case 'sent':
      return takeFiles(form, draft, turn.files, facts)
    case 'said': {
      const text = withoutEmoji(turn.text)
      const parted = answerThenAsk(form, draft, text, facts)
      if (parted) return parted
      const next = hear(form, draft, text, facts)
      return keepTicks(form, draft, next, facts, (kept) => hear(form, kept, text, facts))
    }
  }
}

// What stands before a question is heard as if it had been said alone, where it answers something.
function answerThenAsk(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const parted = partQuestion(text)
  if (!parted || text.length > LONGEST_LETTER) return null
  const next = hear(form, draft, parted.told, facts)
  if (next.act !== null || next.draft.values === draft.values) return null
  // Two things were said, so it is told which was noted.
  const changed = form.steps.flatMap((step): Answered[] => {
    const value = next.draft.values[step.id]
    return value && value !== draft.values[step.id] ? [{ step, value }] : []
  })
  const notes = next.notes.length > 0 ? next.notes : changed.map(sayNoted)
  return { ...next, notes, act: { kind: 'ask', text: parted.asked } }
}

function hear(form: Form, draft: Draft, text: string, facts: Facts): Next {
  if (text.trim() === '') return stay(draft, prompts.empty)
  const tap = readNumber(form, draft, text, facts) ?? readLabel(form, draft, text, facts)
  if (tap) return obeyTap(form, draft, tap.tap, facts)
  const { pending } = draft.progress
  // Whoever says yes to what is ticked has ticked all they wanted.
  if (pending?.kind === 'picking' && readYesNo(text) === true)
    return obeyTap(form, draft, `done:${pending.step}`, facts)
  // “xóa bản nháp” answers whether it shall go.
  const isSettled = pending?.kind === 'leaving' && saysDrop(text)
  const command = isSettled ? null : (readCommand(text) ?? readGivingUp(text))
  const isEdit = command?.kind === 'edit'
  const named = setNamed(form, draft, text, facts)
  if (named) return named
  const obeyed = command && !isEdit ? obey(form, draft, command, facts) : null
  if (obeyed) return obeyed
  const paper = text.length > LONGEST_LETTER ? null : takeFormPaper(form, draft, text, facts)
  if (paper) return paper
  if (namesButton(text)) return stay(draft, prompts.oldButton)
  if (isTooLong(form, draft, text)) return stay(draft, prompts.tooLong)
  const denied = denyStep(form, draft, text, facts)
  if (denied) return denied
  const added = addTasks(form, draft, text, facts)
  if (added) return added
  const changed = changeTicks(form, draft, text, facts) ?? denyThenCorrect(form, draft, text, facts)
  if (changed) return changed
  const corrected = correct(form, draft, text, facts) ?? (isEdit ? obey(form, draft, command, facts) : null)
  if (corrected) return corrected
  return (
    pickMore(form, draft, text, facts) ??
    (pending && settlePending(form, draft, pending, text, facts)) ??
    answerStep(form, draft, text, facts)
  )
}

// No answer but a text is that long, and reading it takes time.
function isTooLong(form: Form, { progress: { at, pending } }: Draft, text: string): boolean {
  const step = form.steps.find(({ id }) => id === at)
  const takesIt = step !== undefined && takesWholeText(step) && pending === null
  return !takesIt && text.length > LONGEST_ANSWER && !asksQuestion(text, step ?? null)
}

const LONGEST_LETTER = 2_000 // characters: one that was pasted to begin with
const LONGEST_ANSWER = 600 // characters: a sentence that answers everything at once

// “2” means the second choice, where choices are what is asked for.
function readNumber(form: Form, draft: Draft, text: string, facts: Facts): Tap | null {
  const number = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text)?.[1]
  if (!number) return null
  const { pending, at } = draft.progress
  const step = form.steps.find(({ id }) => id === at)
  const chooses =
    (pending && pending.kind !== 'picking') || !step || ['choice', 'choices', 'attestation'].includes(step.type)
  return (chooses && promptOf(form, draft, facts).taps[Number(number) - 1]) || null
}

// Who types the words of a button means the button.
function readLabel(form: Form, draft: Draft, text: string, facts: Facts): Tap | null {
  if (!namesButton(text) && toPlain(text) !== toPlain(prompts.keep)) return null
  return promptOf(form, draft, facts).taps.find(({ label }) => toPlain(label) === toPlain(text)) ?? null
}

// Words that nobody says but a button.
function namesButton(text: string): boolean {
  return /^\s*ghi vào “.+”\s*$/iu.test(text) || BUTTONS.has(toPlain(text))
}

const BUTTONS = new Set([prompts.noneOfThem, prompts.wrong, prompts.asMore].map(toPlain))
