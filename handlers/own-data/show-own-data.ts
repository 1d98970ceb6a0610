import { fold } from '../../knowledge/fold.ts'
import type { Choice, Reply } from '../../message.ts'
import { consentsOf, hasConsent, PURPOSES } from '../../store/consents.ts'
import { filesOf, toAttachment } from '../../store/files.ts'
import { idsOfPerson, type PersonalData, readPersonalData } from '../../store/personal-data.ts'
import { type Handler, type PersonMessage, reply, type Tools } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { countOwnData } from './count-own-data.ts'
import { writeOwnData } from './own-data-file.ts'
import { ownDataReplies } from './replies.vi.ts'

const COMMAND =
  /^(\/dulieucuatoi|(cho (toi )?)?(xem |tai |xuat |lay )?(toan bo |tat ca )?du lieu (ca nhan )?cua toi|dang luu gi ve toi)[?.! ]*$/
const DAY_MS = 24 * 3_600_000
const FILES_A_DAY = 5
const FILE_NAME = 'du-lieu-cua-toi.json'

/** `/dulieucuatoi`: everything that is kept of the person, in short and as a file, and what they have agreed to. */
export const showOwnData: Handler = async (message, state, tools) => {
  if (message.kind !== 'text' || !COMMAND.test(fold(message.text).trim())) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  const now = tools.clock.now()
  const lately = (await filesOf(tools.db, { person: message.person })).filter(
    ({ name, keptAt }) => name === FILE_NAME && now.getTime() - keptAt.getTime() < DAY_MS,
  )
  if (lately.length >= FILES_A_DAY) return reply(tools, state, say('refused', ownDataReplies.filesUsedUp))
  const ids = await idsOfPerson(tools.db, message.person)
  const data = await readPersonalData(tools.db, ids)
  const content = Buffer.from(await writeOwnData(data, ids, tools))
  const expiresAt = new Date(now.getTime() + DAY_MS)
  const own = { name: FILE_NAME, content, person: message.person, registration: null, expiresAt }
  const { file, write } = await tools.files.keep({ ...own, type: 'application/json' }, now)
  const summary = await summarise(message, data, tools)
  return { ...reply(tools, state, { ...summary, attachments: [toAttachment(file)] }), writes: [write] }
}

async function summarise({ person }: PersonMessage, data: PersonalData, { db }: Tools): Promise<Reply> {
  const given = (await consentsOf(db, person)).filter(({ withdrawnAt }) => !withdrawnAt)
  const agreed = PURPOSES.filter((purpose) => given.some((one) => one.purpose === purpose))
  const holding = await Promise.all(agreed.map((purpose) => hasConsent(db, person, purpose)))
  const items = agreed.map((purpose, index) => ownDataReplies.consent(purpose, holding[index] === true))
  return {
    kind: 'action',
    blocks: [
      { type: 'text', text: ownDataReplies.own },
      { type: 'list', items: countOwnData(data).map((text) => ({ text })) },
      { type: 'text', text: items.length > 0 ? ownDataReplies.consents : ownDataReplies.noConsents },
      ...(items.length > 0 ? [{ type: 'list' as const, items: items.map((text) => ({ text })) }] : []),
      { type: 'text', text: ownDataReplies.ownFile },
    ],
    sources: [],
    choices: [
      ...agreed.map(
        (purpose): Choice => ({
          label: ownDataReplies.withdraw[purpose],
          action: `consent:withdraw:${purpose}`,
        }),
      ),
      { label: ownDataReplies.erase, action: 'own:erase' },
    ],
  }
}
