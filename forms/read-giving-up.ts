import { type Command, readCommand } from './commands.ts'
import { rightOf } from './read-correction.ts'

const LONGEST = 200 // characters

/** “tôi đổi ý, không đăng ký nữa”: the command that stands behind a changed mind; null if none does. */
export function readGivingUp(text: string): Command | null {
  const right = text.length > LONGEST ? null : rightOf(text)
  const command = right && readCommand(right)
  return command && (command.kind === 'cancel' || command.kind === 'save') ? command : null
}
