import { toInstant } from '../../clock.ts'
import type { Value } from '../../forms/values.ts'
import { type AskedQuestion, listUnanswered } from '../../store/questions.ts'
import { SENT_STATES } from '../../store/registration.ts'
import { registrationsOfCampaign } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { readValues } from './read-sent.ts'
import { readsLikeAnswer } from './reads-like-answer.ts'

export const QUESTION_DAYS = 7

/** What was asked of a campaign in the last days and no plan answers, the newest first; what asked nothing is left out. */
export async function unansweredIn(
  campaign: string,
  { db, clock }: Pick<Tools, 'db' | 'clock'>,
): Promise<AskedQuestion[]> {
  const today = clock.today()
  const since = toInstant(today.subtract({ days: QUESTION_DAYS }), '00:00')
  const asked = (await listUnanswered(db, since)).filter((one) => one.campaign === campaign)
  if (asked.length === 0) return []
  const registrations = await registrationsOfCampaign(db, campaign, [...SENT_STATES, 'draft'])
  const answers = registrations.flatMap((one) => Object.values(readValues(one.answers)).map(textOf))
  return asked.filter(({ text }) => !readsLikeAnswer(text, today, answers))
}

function textOf(value: Value): string {
  return value.type === 'text' ? value.text : value.type === 'unit' ? value.name : ''
}
