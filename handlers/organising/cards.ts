// What organisers are shown of a registration.

import type { OutgoingReply } from '../../store/conversations.ts'
import type { Registration } from '../../store/registrations.ts'
import {
  type Address,
  addressesOf,
  conversationsOfOrganisers,
  isOrganiserOf,
  othersWhoDecide,
} from '../../store/roles.ts'
import type { Tools } from '../handler.ts'
import { toCard } from './card.ts'

const USEFUL_DAYS = 7 // later /choduyet shows it all the same

/**
 * A letter to each organiser of its campaign: sent, mended or withdrawn. `registration` is what it is once everything
 * is written, its `revision` too: a decision on another revision is not taken. An organiser's own goes to the others.
 */
export async function cardsFor(registration: Registration, tools: Tools): Promise<OutgoingReply[]> {
  const addresses = await whoDecides(registration, tools)
  const reply = await toCard(registration, tools)
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  return addresses.map((to) => ({ id: tools.newId(), reply, to, expiresAt }))
}

async function whoDecides({ person, campaign }: Registration, tools: Tools): Promise<Address[]> {
  const others = (await isOrganiserOf(tools, person, campaign)) ? await othersWhoDecide(tools, campaign, person) : []
  return others.length > 0 ? addressesOf(tools.db, others) : conversationsOfOrganisers(tools, campaign)
}
