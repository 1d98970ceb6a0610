import { fold } from '../knowledge/fold.ts'
import type { Reply } from '../message.ts'
import { type Handler, reply } from './handler.ts'
import { replies, say } from './replies.vi.ts'

const ASKS_SOURCE =
  /^(\/nguon|(hoi|xem|trich|cho xem|dan|cho)? ?nguon( o dau| dau| nao| la gi| goc)?|(xem|cho xem|doc) (nguyen van|ban goc|toan van)|nguyen van|can cu (o )?dau|trich (o )?dau( ra)?|muc nao( the| vay)?|lay (o )?dau( ra)?)[?.! a]*$/

/** “hỏi nguồn”: the passages behind the last answer, whole, with their heading chain. */
export const showSource: Handler = (message, state, tools) => {
  if (message.kind !== 'text' || !ASKS_SOURCE.test(fold(message.text).trim())) return null
  if (state.sources.length === 0) return reply(tools, state, say('smalltalk', replies.noSource))
  const blocks: Reply['blocks'] = state.sources.flatMap(({ place, title, passage }) => [
    { type: 'text' as const, text: replies.sourceOf(`${place}, ${title}`) },
    { type: 'quote' as const, text: passage },
  ])
  return reply(tools, state, { kind: 'answer', blocks, sources: [], choices: [] })
}
