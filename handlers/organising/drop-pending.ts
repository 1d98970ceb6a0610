import { readYesNo } from '../../forms/commands.ts'
import { fold } from '../../knowledge/fold.ts'
import { type Handler, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { replies } from './replies.vi.ts'
import { tapped } from './tapped.ts'

const DROP = /^\/?(thoi|thoi khong|huy|huy bo|bo qua|dung lai)[.! ]*$/

/** “Thôi”: what an organiser was in the middle of is left, and nothing of it was done. */
export const dropPending: Handler = (message, state, tools) => {
  const isTapped = tapped(message, 'drop') !== null
  const isAsked = ['approving', 'checking', 'ending'].includes(state.organising?.doing ?? '')
  const isRefused = isAsked && readYesNo(message.text) === false
  const isTyped = state.organising !== null && message.kind === 'text' && (isDrop(message.text) || isRefused)
  if (!isTapped && !isTyped) return null
  return reply(tools, { ...state, organising: null }, say('action', replies.dropped))
}

/** Whether the text says that one does not want to go on. */
export function isDrop(text: string): boolean {
  return DROP.test(fold(text).trim())
}
