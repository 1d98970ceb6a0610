// Whoever asked what no plan could answer, and wanted to know, is told once one can.

import { toInstant, toVietnamDate } from '../clock.ts'
import { decentHour, SENT_UNTIL } from '../handlers/reminding/due-days.ts'
import { daysSet, withDecided } from '../handlers/reminding/with-decided.ts'
import { waysTo } from '../store/audience.ts'
import { markTold, questionsWaiting, type WaitingQuestion } from '../store/questions.ts'
import type { JobTools } from './job-tools.ts'
import { postTo, type Room, roomNow } from './post-to.ts'
import { jobReplies } from './replies.vi.ts'

/** One look at all that wait; a question that still has no answer waits on. */
export async function tellAnswers(tools: JobTools): Promise<string> {
  const now = tools.clock.now()
  const questions = await questionsWaiting(tools.db)
  if (decentHour(now) > now) return 'not at this hour'
  const room = await roomNow(tools)
  let count = 0
  for (const question of questions) if (await tell(question, room, now, tools)) count += 1
  return `${count} of ${questions.length} questions answered`
}

async function tell({ id, text, campaign, person }: WaitingQuestion, room: Room, now: Date, tools: JobTools) {
  const { knower, writer, outbox } = tools
  const answer = await knower.answer(text, { focus: campaign, last: null, days: await daysSet(tools) })
  if (answer.kind !== 'answer') return false
  const reply = {
    kind: answer.kind,
    blocks: [{ type: 'text' as const, text: jobReplies.answerFound(text) }, ...(await withDecided(answer, tools))],
    sources: answer.sources,
    choices: [],
  }
  const expiresAt = toInstant(toVietnamDate(now).add({ days: 2 }), SENT_UNTIL)
  const letters = await writer.write(async (trx) => {
    const ways = await waysTo(trx, [person])
    const posted = await postTo(trx, { ways, reply: () => reply, job: 'answers', expiresAt }, { now, room }, tools)
    if (posted.kind !== 'posted') return []
    await markTold(trx, id, now)
    return posted.letters
  })
  outbox.take(letters)
  return letters.length > 0
}
