// Who may do what: administrators are named by the configuration, all others were invited by one of them.

import { type ChannelName, channelOf } from '../message.ts'
import { type Contact, contactsOfPerson, readContact } from './contacts.ts'
import type { Db } from './database.ts'
import { closeLinks } from './file-links.ts'

/** Roles that are given; an administrator has none here: `ORGANISERS` says who is one. */
export const GIVEN_ROLES = ['organiser', 'unit-contact', 'unit-head'] as const
export type GivenRole = (typeof GIVEN_ROLES)[number]

export interface Role {
  /** The conversation it was given to; it holds in every conversation joined to that one. */
  readonly person: string
  readonly role: GivenRole
  readonly campaign: string
  /** Of `units.yaml`; empty for an organiser. */
  readonly unit: string
  readonly givenBy: string
  readonly givenAt: Date
}

/** What it takes to know somebody's roles: `ORGANISERS` are conversations of administrators. */
export interface RoleTools {
  readonly db: Db
  readonly organisers: readonly string[]
}

/** Where a letter goes, and to whom. */
export interface Address {
  readonly person: string
  readonly channel: ChannelName
  readonly conversationId: string
}

/** The roles a person was given and still has, in any channel of theirs. */
export async function rolesOf(db: Db, person: string): Promise<Role[]> {
  const rows = await db
    .selectFrom('roles')
    .selectAll()
    .where('person_id', 'in', await conversationIdsOf(db, person))
    .where('ended_at', 'is', null)
    .orderBy('given_at')
    .execute()
  return rows.map(toRole)
}

/** Everybody's roles in a campaign, the first given first. */
export async function rolesInCampaign(db: Db, campaign: string): Promise<Role[]> {
  const rows = await db
    .selectFrom('roles')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('ended_at', 'is', null)
    .orderBy('given_at')
    .orderBy('person_id')
    .execute()
  return rows.map(toRole)
}

/** Whether one of the person's conversations is named in `ORGANISERS`. */
export async function isAdministrator({ db, organisers }: RoleTools, person: string): Promise<boolean> {
  return (await conversationIdsOf(db, person)).some((id) => organisers.includes(id))
}

/** Whether the person decides in this campaign: its organisers do, and every administrator. */
export async function isOrganiserOf(
  tools: RoleTools,
  who: string | { readonly person: string },
  campaign: string,
): Promise<boolean> {
  const person = typeof who === 'string' ? who : who.person
  if (await isAdministrator(tools, person)) return true
  return (await rolesOf(tools.db, person)).some((one) => one.role === 'organiser' && one.campaign === campaign)
}

/** Units of which the person is contact or head in this campaign. */
export async function unitsOfPerson(db: Db, person: string, campaign: string): Promise<string[]> {
  const own = (await rolesOf(db, person)).filter((one) => one.campaign === campaign && one.unit !== '')
  return [...new Set(own.map(({ unit }) => unit))]
}

/** Gives a role, also once more after it was ended. */
export async function giveRole(db: Db, role: Omit<Role, 'givenAt'>, now: Date): Promise<void> {
  const given = { given_by: role.givenBy, given_at: now.toISOString(), ended_at: null }
  await db
    .insertInto('roles')
    .values({ person_id: role.person, role: role.role, campaign: role.campaign, unit: role.unit, ...given })
    .onConflict((conflict) => conflict.columns(['person_id', 'role', 'campaign', 'unit']).doUpdateSet(given))
    .execute()
}

/** Ends a role, and the links to what was given for it; false if it was ended before. In a transaction. */
export async function endRole(
  db: Db,
  { person, role, campaign, unit }: Pick<Role, 'person' | 'role' | 'campaign' | 'unit'>,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('roles')
    .set({ ended_at: now.toISOString() })
    .where('person_id', '=', person)
    .where('role', '=', role)
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (role === 'organiser') await closeLinks(db, campaign)
  return numUpdatedRows > 0n
}

/**
 * Where the organisers of a campaign are written to, each in the channel they used last; the administrators where a
 * campaign has no organiser.
 */
export async function conversationsOfOrganisers({ db, organisers }: RoleTools, campaign: string): Promise<Address[]> {
  const given = (await rolesInCampaign(db, campaign)).filter(({ role }) => role === 'organiser')
  return addressesOf(db, given.length > 0 ? given.map(({ person }) => person) : organisers)
}

/**
 * Who decides in a campaign beside this person: its other organisers; where there are none, the administrators who have
 * written to the assistant. Each by the name of a conversation.
 */
export async function othersWhoDecide({ db, organisers }: RoleTools, campaign: string, person: string) {
  const own = await conversationIdsOf(db, person)
  const isOther = (one: string) => !own.includes(one)
  const given = (await rolesInCampaign(db, campaign)).filter((one) => one.role === 'organiser' && isOther(one.person))
  if (given.length > 0) return given.map((one) => one.person)
  const known = await Promise.all(organisers.filter(isOther).map((one) => readContact(db, one)))
  return known.flatMap((contact) => (contact ? [contact.conversationId] : []))
}

/** Where the contacts (or heads) of a unit are written to, each in the channel they used last. */
export async function conversationsOfUnit(
  db: Db,
  campaign: string,
  unit: string,
  role: 'unit-contact' | 'unit-head',
): Promise<Address[]> {
  const given = (await rolesInCampaign(db, campaign)).filter((one) => one.role === role && one.unit === unit)
  return addressesOf(
    db,
    given.map(({ person }) => person),
  )
}

/** All conversations of the person whom `person`, itself the name of a conversation, belongs to by now. */
export async function contactsOfAnyone(db: Db, person: string): Promise<Contact[]> {
  const known = await readContact(db, person)
  return contactsOfPerson(db, known?.person ?? person)
}

/**
 * Where these people are written to, each in the channel they used last. Somebody of `ORGANISERS` may not have written
 * yet: then their conversation is all that is known.
 */
export async function addressesOf(db: Db, people: readonly string[]): Promise<Address[]> {
  const found = new Map<string, Address>()
  for (const person of people) {
    const contacts = (await contactsOfAnyone(db, person)).filter(({ unreachable }) => unreachable === null)
    const last = contacts.sort((a, b) => (b.lastSeenAt?.getTime() ?? 0) - (a.lastSeenAt?.getTime() ?? 0))[0]
    const address = last ?? { person, channel: channelOf(person), conversationId: person }
    const { channel, conversationId } = address
    found.set(address.person, { person: address.person, channel, conversationId })
  }
  return [...found.values()]
}

async function conversationIdsOf(db: Db, person: string): Promise<string[]> {
  return [...new Set([person, ...(await contactsOfPerson(db, person)).map(({ conversationId }) => conversationId)])]
}

function toRole(row: {
  person_id: string
  role: string
  campaign: string
  unit: string
  given_by: string
  given_at: string
}): Role {
  return {
    person: row.person_id,
    role: row.role as GivenRole,
    campaign: row.campaign,
    unit: row.unit,
    givenBy: row.given_by,
    givenAt: new Date(row.given_at),
  }
}
