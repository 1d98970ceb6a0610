import { asksQuestion } from '../../forms/asks-question.ts'
import { readCommand } from '../../forms/commands.ts'
import { admitsMistake } from '../../forms/correct-answer.ts'
import { findStep } from '../../forms/step-names.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import type { Handler } from '../handler.ts'
import { amend } from './change-sent.ts'
import { CHANGEABLE } from './draft-of.ts'
import { findForm } from './form-in-use.ts'

// What follows the name of a step: “đơn vị thành …”, “đơn vị sai rồi”.
const AFTER_NAME = /\s+(?:thành|thanh|sang|là|la|sai|nhầm|nham)(?:\s.*)?$/isu
const ENDS_WRONG = /\s(?:sai|nhầm|nham)(?:\s+(?:rồi|roi))?[.! ]*$/iu

/**
 * “à nhầm, là phòng Tổ chức”, “sửa đơn vị” after a registration was sent: it is opened for that change. What does not
 * begin with “sửa” does so only while nothing else was asked since: later such words are about an answer.
 */
export const correctSent: Handler = async (message, state, tools) => {
  if (message.kind !== 'text' || message.conversationId !== message.sender) return null
  const { text } = message
  if (asksQuestion(text, null)) return null
  const command = readCommand(text)
  const edit = command?.kind === 'edit' ? command.rest : null
  if (edit === null && !admitsMistake(text) && !ENDS_WRONG.test(text)) return null
  if (state.last !== null && !edit) return null
  const last = (await registrationsOfPerson(tools.db, message.person)).find(({ state: at }) => CHANGEABLE.includes(at))
  const form = last && findForm(tools, last.campaign, last.form)?.form
  if (!last || !form) return null
  const isMeant = edit === '' || admitsMistake(text) || namesStep(form, edit ?? text)
  return isMeant ? amend(last, message, state, tools, text) : null
}

function namesStep(form: Form, text: string): boolean {
  const name = text.replace(AFTER_NAME, '')
  return name !== '' && findStep(form.steps, name) !== null
}
