// What organisers are shown of a registration.

import { subjectName } from '../../forms/as-role.ts'
import type { Reply } from '../../message.ts'
import { actsAbout } from '../../store/acts.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import type { Registration } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import {
  type Address,
  addressesOf,
  conversationsOfOrganisers,
  isOrganiserOf,
  othersWhoDecide,
} from '../../store/roles.ts'
import type { Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { toCard } from './card.ts'
import { readSent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

const USEFUL_DAYS = 7 // later /choduyet and /thamdinh show it all the same

/**
 * A letter to each organiser of its campaign: sent, mended or withdrawn. `registration` is what it is once everything
 * is written, its `revision` too: a decision on another revision is not taken. An organiser's own goes to the others;
 * what was sent back also to whoever did.
 */
export async function cardsFor(registration: Registration, tools: Tools): Promise<OutgoingReply[]> {
  const addresses = [...(await whoDecides(registration, tools)), ...(await whoReturned(registration, tools))]
  return toEach(addresses, await toCard(registration, tools), tools)
}

function toEach(addresses: readonly Address[], reply: Reply, tools: Tools): OutgoingReply[] {
  const people = new Map(addresses.map((address) => [address.person, address]))
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  return [...people.values()].map((to) => ({ id: tools.newId(), reply, to, expiresAt }))
}

// An administrator looks at campaigns that have organisers, too: who sent it back waits for it.
async function whoReturned({ id, person, campaign }: Registration, tools: Tools): Promise<Address[]> {
  const stored = await readRegistration(tools.db, id)
  return stored?.state === 'returned' ? stillDeciding(stored.decidedBy, { person, campaign }, tools) : []
}

// The same of papers: who sent one back last.
async function whoReturnedPapers({ id, person, campaign }: Registration, tools: Tools): Promise<Address[]> {
  const last = (await actsAbout(tools.db, id)).findLast(({ act }) => act === 'return-paper')
  return stillDeciding(last?.by ?? null, { person, campaign }, tools)
}

async function stillDeciding(
  by: string | null,
  { person, campaign }: Pick<Registration, 'person' | 'campaign'>,
  tools: Tools,
): Promise<Address[]> {
  if (by === null || by === person || !(await isOrganiserOf(tools, by, campaign))) return []
  return addressesOf(tools.db, [by])
}

/** A letter to each of them, and to who sent papers of it back, that all papers of an accepted registration's dossier are at hand. */
export async function dossierComplete(registration: Registration, tools: Tools): Promise<OutgoingReply[]> {
  const { form, values } = await readSent(registration, tools)
  const said = say('action', replies.dossier.complete(registration.code ?? '', subjectName(form, values)))
  const reply = { ...said, choices: [{ label: replies.dossier.open, action: `review:dossier:${registration.id}` }] }
  const addresses = [...(await whoDecides(registration, tools)), ...(await whoReturnedPapers(registration, tools))]
  return toEach(addresses, reply, tools)
}

async function whoDecides({ person, campaign }: Registration, tools: Tools): Promise<Address[]> {
  const others = (await isOrganiserOf(tools, person, campaign)) ? await othersWhoDecide(tools, campaign, person) : []
  return others.length > 0 ? addressesOf(tools.db, others) : conversationsOfOrganisers(tools, campaign)
}
