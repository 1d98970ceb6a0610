// “thêm nhiệm vụ: chỉnh lý 200 mét tài liệu”: one more line, none is lost.

import type { Form } from '../knowledge/form-schema.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { type Next, stay, told } from './next.ts'
import type { Draft } from './progress.ts'
import { readAnswer } from './read-answer.ts'
import type { Facts } from './rules.ts'
import { namesOf, toPlain } from './step-names.ts'
import { sayCorrected, takeAnswers, toContext } from './take-answers.ts'

const MORE =
  /^(?:(?:em|tôi|mình|cho|xin|à|toi|minh|a)[\s,]+)*(?:ghi thêm|bổ sung|thêm|ghi them|bo sung|them)\s+(?:(?:một|1|mot)\s+)?(.+)$/isu
const LONGEST_NAME = 5 // words

/** Adds what a text adds to a list that it names and that has lines already; null where it does neither. */
export function addTasks(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const said = MORE.exec(text.trim())?.[1]
  if (!said) return null
  const values = valuesInPlay(form, draft.values, facts.units)
  const lists = stepsInPlay(form, values, facts.units).filter(({ id, type }) => type === 'long-text' && values[id])
  const words = said.split(/[\s:]+/)
  for (let count = Math.min(words.length - 1, LONGEST_NAME); count > 0; count--) {
    const name = toPlain(words.slice(0, count).join(' '))
    const [step] = namesOf(lists).find((one) => one.name === name)?.steps ?? []
    const old = step && values[step.id]
    if (!step || old?.type !== 'text') continue
    const line = said.replace(new RegExp(`^(?:\\S+[\\s:]+){${count}}`), '').replace(/^(?:là|la)\s+/iu, '')
    const reading = readAnswer(step, `${old.text}\n${line}`, toContext(values, facts))
    if (reading.kind === 'invalid') return stay(draft, reading.say)
    if (reading.kind === 'value')
      return told(takeAnswers(form, draft, [{ step, value: reading.value }], facts, sayCorrected(values)))
  }
  return null
}
