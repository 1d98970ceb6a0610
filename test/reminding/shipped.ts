// The assistant with the shipped plans, its administrator and a person: what the tests of reminders talk to.

import { join } from 'node:path'
import { readKnowledgeFiles } from '../../knowledge/load.ts'
import { giveConsent } from '../../store/consents.ts'
import { follow } from '../../store/follows.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { givenPeople, type Somebody } from '../fakes/somebody.ts'

export const NOI_VU = 'noi-vu-hung-yen-2020'
export const HUNG_YEN = 'van-hoa-cong-so-hung-yen'
export const ADMINISTRATOR = 'web-quan-tri'

const files = readKnowledgeFiles(join(import.meta.dirname, '../../knowledge'))

export interface Rig {
  readonly assistant: SmallAssistant
  readonly lan: Somebody
  readonly administrator: Somebody
  readonly person: (conversationId: string) => Somebody
}

/** On 10/02/2020, 08:00, unless `at` says otherwise. */
export async function givenPlans({ at = '2020-02-10T08:00:00+07:00', publicUrl = null as string | null } = {}) {
  const startsAt = new Date(at)
  const assistant = await givenAnAssistant({ files, startsAt, organisers: [ADMINISTRATOR], publicUrl })
  const person = givenPeople(assistant)
  return { assistant, person, lan: person('web-lan'), administrator: person(ADMINISTRATOR) }
}

/** The person has agreed and follows this campaign since some days. */
export async function givenFollower(
  { assistant: { db, clock } }: Pick<Rig, 'assistant'>,
  who: string,
  campaign = NOI_VU,
) {
  const since = new Date(clock.now().getTime() - 86_400_000)
  await giveConsent(db, who, 'reminding', since)
  await follow(db, who, campaign, {}, since)
}
