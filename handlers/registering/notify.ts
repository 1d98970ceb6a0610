import type { OutgoingReply } from '../../store/conversations.ts'
import type { Registration } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { cardsFor } from '../organising/cards.ts'

/** Letters to the organisers: it was sent, changed or withdrawn. `registration` is what it is once all is written. */
export function lettersAbout(registration: Registration, tools: Tools): Promise<OutgoingReply[]> {
  return cardsFor(registration, tools)
}
