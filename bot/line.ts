// The letters of one conversation, in the order in which they go.

import type { Letter } from '../store/outbox.ts'

/** The letters of one conversation, the oldest first. */
export interface Line {
  readonly letters: Letter[]
  queued: boolean
  busy: boolean
  asleep: NodeJS.Timeout | null
}

/** A reply overtakes the reminders that wait in the same conversation, never another reply, never what is in flight. */
export function insert(line: Line, letter: Letter): void {
  if (line.letters.some(({ id }) => id === letter.id)) return
  const at = line.letters.findIndex(
    ({ purpose }, index) => letter.purpose === 'reply' && purpose === 'reminder' && !(index === 0 && line.busy),
  )
  line.letters.splice(at === -1 ? line.letters.length : at, 0, letter)
}

/** Ends its pause. */
export function wakeLine(line: Line): void {
  if (line.asleep) clearTimeout(line.asleep)
  line.asleep = null
}
