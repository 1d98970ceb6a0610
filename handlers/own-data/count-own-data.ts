import type { PersonalData } from '../../store/personal-data.ts'
import { ownDataReplies } from './replies.vi.ts'

/** What is kept of a person, in a few lines; registrations that are held are not counted, nor their files. */
export function countOwnData(data: PersonalData, held: readonly string[] = []): string[] {
  const { counts } = ownDataReplies
  const files = data.files.length - held.reduce((sum, id) => sum + filesOf(data, id), 0)
  const registrations = data.registrations.length - held.length
  const lines: readonly (readonly [number, string])[] = [
    [data.inbox.length + data.outbox.length, counts.messages(data.inbox.length, data.outbox.length)],
    [data.questions.length, counts.questions(data.questions.length)],
    [registrations, counts.registrations(registrations)],
    [files, counts.files(files)],
    [data.follows.length, counts.follows(data.follows.length)],
  ]
  return lines.filter(([number]) => number > 0).map(([, line]) => line)
}

/** How many files of theirs belong to a registration. */
export function filesOf({ files }: PersonalData, registration: string): number {
  return files.filter((file) => file.registration_id === registration).length
}
