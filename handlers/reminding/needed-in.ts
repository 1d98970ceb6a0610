import { createUnitDirectory } from '../../forms/units.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import { SENT_STATES } from '../../store/registration.ts'
import { registrationsOfCampaign } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { type Person, readPeople } from './read-people.ts'
import { whatIsNeeded } from './what-is-needed.ts'

/** Whether a person still has something to do about a milestone of a campaign, judged as when a reminder is sent. */
export async function neededIn(
  campaign: Campaign,
  person: Person,
  { db, knower }: Pick<Tools, 'db' | 'knower'>,
): Promise<(timed: Timed) => boolean> {
  const units = createUnitDirectory(knower.current().units)
  const speaksForUnit = person.offices.some((office) => office.campaign === campaign.id && office.unit !== '')
  const sent = speaksForUnit ? await registrationsOfCampaign(db, campaign.id, SENT_STATES) : []
  return (timed) => whatIsNeeded(person, timed, { campaign, sent }, units) !== null
}

/** All that is known of one person who is reminded. */
export async function readPerson(id: string, { db }: Pick<Tools, 'db'>): Promise<Person> {
  const [person] = await readPeople(db, [id])
  if (!person) throw new Error('readPeople tells of everybody it is asked for')
  return person
}
