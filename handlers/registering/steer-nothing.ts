import { readCommand } from '../../forms/commands.ts'
import { type Handler, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { registeringReplies as texts } from './replies.vi.ts'

const STEERS: ReadonlySet<string> = new Set(['back', 'skip', 'cancel', 'save', 'restart'])

/** “hủy”, “quay lại” and the like where no form asks: said so, not looked for in the plans. */
export const steerNothing: Handler = (message, state, tools) => {
  const command = message.kind === 'text' ? readCommand(message.text) : null
  if (!command) return null
  const isEdit = command.kind === 'edit' && message.text.trim().startsWith('/')
  return STEERS.has(command.kind) || isEdit ? reply(tools, state, say('smalltalk', texts.nothingUnderWay)) : null
}
