import { readContact } from './contacts.ts'
import type { KeptFile } from './files.ts'
import { readRegistration } from './registrations.ts'
import { contactsOfAnyone, isOrganiserOf, type RoleTools } from './roles.ts'

/**
 * Whether whoever was given a file in this conversation may open it still: what is for organisers, and papers of
 * somebody's registration, while they decide in its campaign; their own always.
 */
export async function mayOpen(tools: RoleTools, conversationId: string, file: KeptFile): Promise<boolean> {
  const registration = file.registration === null ? null : await readRegistration(tools.db, file.registration)
  const campaign = file.organisersOf ?? registration?.campaign
  if (campaign === undefined) return true
  const person = (await readContact(tools.db, conversationId))?.person ?? conversationId
  const own = [person, ...(await contactsOfAnyone(tools.db, conversationId)).map((one) => one.conversationId)]
  if (file.organisersOf === null && registration && own.includes(registration.person)) return true
  return isOrganiserOf(tools, person, campaign)
}
