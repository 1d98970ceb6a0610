import type { Answer } from '../knowledge/answer.ts'
import type { Reply } from '../message.ts'
import { maskPersonalData } from '../store/mask.ts'
import { type Handler, type HandlerOutcome, reply, type State, type Tools } from './handler.ts'
import { withReminders } from './reminding/offer-reminder.ts'
import { daysSet, withDecided } from './reminding/with-decided.ts'
import { replies, say } from './replies.vi.ts'

const LONGEST = 1000 // characters of a question that are read

/** Any other text, or a tapped example: a question. */
export const answerQuestion: Handler = async (message, state, tools) => {
  const tapped = message.kind === 'choice'
  if (tapped && !message.action?.startsWith('ask:')) return reply(tools, state, say('smalltalk', replies.oldButton))
  const text = tapped ? (message.action?.slice('ask:'.length) ?? '') : message.text
  return withReminders(await answerText(text, state, tools), message, tools)
}

/** A tapped “có phải anh/chị hỏi …?”: the entry behind it is told. */
export const tellEntry: Handler = async (message, state, tools) => {
  if (message.kind !== 'choice' || !message.action?.startsWith('entry:')) return null
  const started = performance.now()
  const told = tools.knower.current().answerer.tellEntry(message.action.slice('entry:'.length), state)
  if (!told) return null
  const answer = { ...told, blocks: await withDecided(told, tools) }
  return withReminders(record(message.text, answer, state, tools, started), message, tools)
}

/** Answers `text` as if the person had typed it now. */
export async function answerText(text: string, state: State, tools: Tools): Promise<HandlerOutcome> {
  const started = performance.now()
  const asked = maskPersonalData(text) // it may be worded by a model elsewhere
  const tooLong = asked.length > LONGEST
  const context = { focus: state.focus, last: state.last, days: await daysSet(tools) }
  const found = await tools.knower.answer(tooLong ? asked.slice(0, LONGEST) : asked, context)
  const answer: Answer = { ...found, blocks: await withDecided(found, tools) }
  const noted: Answer = tooLong
    ? { ...answer, blocks: [...answer.blocks, { type: 'text', text: replies.tooLong }] }
    : answer
  return record(asked, noted, state, tools, started)
}

const HAS_FEEDBACK = new Set<Answer['kind']>(['answer', 'not_stated', 'out_of_scope'])
const MAY_BE_ANSWERED_LATER = new Set<Answer['kind']>(['not_stated', 'out_of_scope'])

function record(text: string, answer: Answer, state: State, tools: Tools, started: number): HandlerOutcome {
  const id = tools.newId()
  const feedback = (['up', 'down'] as const).map((verdict) => ({
    label: replies.feedback[verdict],
    action: `feedback:${verdict}:${id}`,
  }))
  const later = { label: replies.tellMe, action: `own:tell:${id}` }
  const told: Reply = {
    kind: answer.kind,
    blocks: answer.blocks,
    sources: answer.sources,
    choices: [
      ...answer.choices,
      ...(MAY_BE_ANSWERED_LATER.has(answer.kind) ? [later] : []),
      ...(HAS_FEEDBACK.has(answer.kind) ? feedback : []),
    ],
  }
  const { focus, last } = answer.context
  return {
    ...reply(
      tools,
      {
        ...state,
        focus,
        last: last && { ...last, question: maskPersonalData(last.question), campaigns: [...last.campaigns] },
        sources: answer.sources.map(({ place, title, passage }) => ({ place, title, passage })),
      },
      told,
    ),
    question: {
      id,
      text,
      kind: answer.kind,
      campaign: focus,
      sources: answer.sources.map(({ campaign, section }) => ({ campaign, section })),
      entries: answer.entries,
      tookMs: performance.now() - started,
    },
  }
}
