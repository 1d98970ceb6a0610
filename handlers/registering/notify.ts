import type { OutgoingReply } from '../../store/conversations.ts'
import type { Registration } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'

/** Letters to the organisers: it was sent, changed or withdrawn. `registration` is what it is once all is written. */
export async function lettersAbout(_registration: Registration, _tools: Tools): Promise<OutgoingReply[]> {
  return []
}
