// What an organiser was in the middle of about days and announcements, when something else is wanted.

import type { Choice, IncomingMessage, Reply } from '../../message.ts'
import type { Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import type { Asked } from './asked.ts'
import { announceReplies, leftReplies as replies } from './replies.vi.ts'
import { milestoneByPath } from './tapped-reminder.ts'

/** Whether this tap goes on with it, or ends it as it was meant to end. */
export function isTapOfAsked({ action }: Pick<IncomingMessage, 'action'>, asked: Asked): boolean {
  const goesOn =
    asked.for === 'announced'
      ? /^announce:/
      : asked.for === 'which-off'
        ? /^remind:off:/
        : /^remind:(confirm|rewrite|drop)\b/
  return goesOn.test(action ?? '')
}

/** Says what was left undone, and leads back to it; null for what is no matter of organisers. */
export function tellAskedLeft(asked: Asked, tools: Tools): Reply | null {
  switch (asked.for) {
    case 'day':
    case 'reason': {
      const path = `${asked.campaign}/${asked.milestone}`
      const what = milestoneByPath(tools, path)?.milestone.what ?? ''
      return told(replies.day(what), { label: replies.milestone, action: `remind:moc:${path}` })
    }
    case 'announcement':
      return told(replies.announcement, { label: replies.write, action: `review:thongbao:${asked.campaign}` })
    case 'announced': {
      const back = { label: announceReplies.choices.preview, action: `announce:preview:${asked.announcement}` }
      return { ...say('action', replies.announced), choices: [back] }
    }
    case 'off':
    case 'which-off':
      return told(replies.off, null)
    default:
      return null
  }
}

function told(what: string, back: Choice | null): Reply {
  return { ...say('action', replies.said(what)), choices: back ? [back] : [] }
}
