// What organisers are shown of a registration.

import { subjectName } from '../../forms/as-role.ts'
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
  const to = new Map(addresses.map((address) => [address.person, address]))
  const reply = await toCard(registration, tools)
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  return [...to.values()].map((to) => ({ id: tools.newId(), reply, to, expiresAt }))
}

// An administrator looks at campaigns that have organisers, too: who sent it back waits for it.
async function whoReturned({ id, person, campaign }: Registration, tools: Tools): Promise<Address[]> {
  const stored = await readRegistration(tools.db, id)
  const by = stored?.state === 'returned' ? stored.decidedBy : null
  if (by === null || by === person || !(await isOrganiserOf(tools, by, campaign))) return []
  return addressesOf(tools.db, [by])
}

/** A letter to each of them that all papers of an accepted registration's dossier are at hand. */
export async function dossierComplete(registration: Registration, tools: Tools): Promise<OutgoingReply[]> {
  const { form, values } = await readSent(registration, tools)
  const said = say('action', replies.dossier.complete(registration.code ?? '', subjectName(form, values)))
  const reply = { ...said, choices: [{ label: replies.dossier.open, action: `review:dossier:${registration.id}` }] }
  const addresses = await whoDecides(registration, tools)
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  return addresses.map((to) => ({ id: tools.newId(), reply, to, expiresAt }))
}

async function whoDecides({ person, campaign }: Registration, tools: Tools): Promise<Address[]> {
  const others = (await isOrganiserOf(tools, person, campaign)) ? await othersWhoDecide(tools, campaign, person) : []
  return others.length > 0 ? addressesOf(tools.db, others) : conversationsOfOrganisers(tools, campaign)
}
