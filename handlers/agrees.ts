import { readCommand, readYesNo } from '../forms/commands.ts'

/** Whether a text says that what is shown may be done: “đồng ý”, “ok”, “xác nhận”, “gửi đi”, “xong”. */
export function agrees(text: string): boolean {
  const kind = readCommand(text)?.kind
  return kind === 'send' || kind === 'done' || readYesNo(text) === true
}
