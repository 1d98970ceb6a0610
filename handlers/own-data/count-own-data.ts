import type { PersonalData } from '../../store/personal-data.ts'
import { ownDataReplies } from './replies.vi.ts'

/** What is kept of a person, in a few lines; `held` registrations are not counted. */
export function countOwnData(data: PersonalData, held = 0): string[] {
  const { counts } = ownDataReplies
  const lines: readonly (readonly [number, string])[] = [
    [data.inbox.length + data.outbox.length, counts.messages(data.inbox.length, data.outbox.length)],
    [data.questions.length, counts.questions(data.questions.length)],
    [data.registrations.length - held, counts.registrations(data.registrations.length - held)],
    [data.files.length, counts.files(data.files.length)],
    [data.follows.length, counts.follows(data.follows.length)],
  ]
  return lines.filter(([number]) => number > 0).map(([, line]) => line)
}
