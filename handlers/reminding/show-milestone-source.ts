import type { Reply } from '../../message.ts'
import { type Handler, reply } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { settingsReplies } from './replies.vi.ts'
import { milestonesByPaths, tappedReminder } from './tapped-reminder.ts'

/** “Nguồn” on a reminder: the sections behind it, whole. */
export const showMilestoneSource: Handler = (message, state, tools) => {
  const [word, path] = tappedReminder(message) ?? []
  if (word !== 'source') return null
  const found = milestonesByPaths(tools, path)
  const [first] = found
  if (!first) return reply(tools, state, say('action', settingsReplies.old))
  const entries = found.map(({ campaign, milestone }) => `${campaign.id}/milestones/${milestone.id}`)
  const sources = tools.knower.current().answerer.sourcesOf(entries)
  const blocks: Reply['blocks'] = sources.flatMap(({ place, title, passage }) => [
    { type: 'text' as const, text: replies.sourceOf(`${place}, ${title}`) },
    { type: 'quote' as const, text: passage },
  ])
  return reply(
    tools,
    {
      ...state,
      focus: first.campaign.id,
      sources: sources.map(({ place, title, passage }) => ({ place, title, passage })),
    },
    { kind: 'answer', blocks, sources: [], choices: [] },
  )
}
