// The same registration a second time: by its own person, and by somebody else.

import { describe, expect, it } from 'vitest'
import { handleMessage } from '../../handlers/handle-message.ts'
import type { PersonMessage } from '../../handlers/handler.ts'
import { changeRegistration, StaleRegistrationError } from '../../store/change-registration.ts'
import { readState } from '../../store/conversation-state.ts'
import { findByCode, registrationsOfPerson } from '../../store/registrations.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { knowledgeWithForm } from '../fakes/small-form.ts'
import { fillsIn, registers } from '../fakes/small-registration.ts'
import { givenPeople } from '../fakes/somebody.ts'

async function given() {
  const assistant = await givenAnAssistant({ files: knowledgeWithForm() })
  const people = givenPeople(assistant)
  return { assistant, an: people('web-an'), be: people('web-be') }
}

const own = ({ db }: SmallAssistant, person = 'web-an') => registrationsOfPerson(db, person)

/** What is done when that person sends their draft: written nowhere yet. */
async function whenSent({ db, tools, clock }: SmallAssistant, person: string) {
  const message: PersonMessage = {
    ...{ id: 'send', channel: 'web', conversationId: person, sender: person, person },
    ...{ kind: 'text', text: 'gửi', action: null, files: [], receivedAt: clock.now() },
  }
  return handleMessage(message, await readState(db, person), tools)
}

describe('what somebody else sent', () => {
  it.each(['rejected', 'withdrawn'] as const)('holds nobody once it is %s, though it was at the same moment', async (state) => {
    const { assistant, an, be } = await given()
    const code = await registers(an)
    await fillsIn(be)
    const outcome = await whenSent(assistant, 'web-be')
    const first = await findByCode(assistant.db, code)
    if (!first) throw expect.fail()
    const change = state === 'withdrawn' ? { state, duplicateKey: null } : { state }
    await changeRegistration(assistant.db, first, change, [], assistant.clock.now())
    const write = assistant.db.transaction().execute(async (trx) => {
      for (const one of outcome.writes ?? []) await one(trx)
    })
    await expect(write).rejects.toThrow(StaleRegistrationError)
    expect(await be.says('gửi')).not.toContain('khác giống')
    expect((await own(assistant, 'web-be'))[0]).toMatchObject({ state: 'submitted', hold: null })
  })
})
