import type { Reply } from '../../message.ts'
import { actsAbout } from '../../store/acts.ts'
import type { Registration } from '../../store/registration.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { toCard } from './card.ts'
import { formatMoment } from './format-moment.ts'
import { namePerson } from './name-person.ts'
import { decisionNames, replies } from './replies.vi.ts'

const AGAIN_MS = 10_000

/** To who tapped on what is no longer so: who did what and when, and the registration as it is now. */
export async function tellCurrent(
  registration: Registration,
  message: Pick<PersonMessage, 'person'>,
  tools: Tools,
): Promise<Reply[]> {
  const last = (await actsAbout(tools.db, registration.id)).findLast(({ act }) => act in decisionNames)
  const isDecided = registration.state !== 'submitted' || last?.details.revision === registration.revision
  if (!last || !isDecided) return [say('action', replies.changedSince), await toCard(registration, tools)]
  const did = decisionNames[last.act as keyof typeof decisionNames]
  const at = formatMoment(last.at)
  const said =
    last.by === message.person
      ? replies.youDid(did, at)
      : replies.colleagueDid(await namePerson(tools, last.by), did, at)
  // Who tapped twice has the card before their eyes.
  const isAgain = last.by === message.person && tools.clock.now().getTime() - last.at.getTime() < AGAIN_MS
  if (isAgain) return [say('action', said)]
  return [say('action', said), await toCard(registration, tools, { isTold: true })]
}
