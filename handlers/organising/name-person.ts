import { readOrganiserName } from '../../store/organiser-names.ts'
import { contactsOfAnyone, isAdministrator } from '../../store/roles.ts'
import type { Tools } from '../handler.ts'
import { replies as general } from '../replies.vi.ts'
import { replies } from './replies.vi.ts'

/** How they are called on paper: by name, or by their role and channel. */
export async function nameInList(tools: Tools, person: string): Promise<string> {
  const name = await readOrganiserName(tools.db, person)
  if (name) return name
  const [contact] = await contactsOfAnyone(tools.db, person)
  const channel = general.channels[contact?.channel ?? 'web']
  return replies.roles.inList(await isAdministrator(tools, person), channel)
}

/** How a person with a role is called to colleagues: by name, or by the little that tells them apart. */
export async function namePerson(tools: Tools, person: string): Promise<string> {
  const name = await readOrganiserName(tools.db, person)
  if (name) return name
  const [contact] = await contactsOfAnyone(tools.db, person)
  const other = replies.roles.someone(general.channels[contact?.channel ?? 'web'], person.slice(-3))
  return (await isAdministrator(tools, person)) ? `${replies.roles.anAdministrator} (${other})` : other
}
