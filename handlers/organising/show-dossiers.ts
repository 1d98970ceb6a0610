import { describeAs, subjectName } from '../../forms/as-role.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Reply } from '../../message.ts'
import { papersOfCampaign } from '../../store/dossier.ts'
import { readRegistration } from '../../store/registrations.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { readCommand } from './campaigns-of.ts'
import { readSent, type Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

const PAGE = 5
const dossiers = {
  command: /^(\/thamdinh|(xem )?(danh sach )?(ho so|giay to) (cho|can) tham dinh|tham dinh( ho so| giay to)?)[?.! ]*$/,
  word: 'dossiers',
}

/** `/thamdinh`: the dossiers with papers at hand that nobody has checked, the one that waits longest first. */
export const showDossiers: Handler = async (message, state, tools) => {
  const read = await readCommand(dossiers, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const { campaign, rest, elsewhere } = read
  const shown = await toList(campaign, Number(rest[0] ?? 0) || 0, tools)
  return reply(tools, { ...state, focus: campaign.id }, { ...shown, choices: [...shown.choices, ...elsewhere] })
}

/** How many papers of a dossier wait to be checked, and since when the first of them does. */
export interface Waiting {
  readonly count: number
  readonly since: Date
}

/** The accepted registrations whose papers wait to be checked, the one that waits longest first. */
export async function waitingDossiers(campaign: string, { db }: Pick<Tools, 'db'>): Promise<Map<string, Waiting>> {
  const found = new Map<string, Waiting>()
  for (const { registration, verdict, isAccepted, at } of await papersOfCampaign(db, campaign)) {
    if (!isAccepted || verdict) continue
    const { count = 0, since = at } = found.get(registration) ?? {}
    found.set(registration, { count: count + 1, since: at < since ? at : since })
  }
  return found
}

async function toList({ id, title }: Campaign, offset: number, tools: Tools): Promise<Reply> {
  const waiting = [...(await waitingDossiers(id, tools))]
  if (waiting.length === 0) return say('action', replies.dossier.noneWaits(title))
  const from = Math.min(Math.max(offset, 0), waiting.length - 1)
  const page: { sent: Sent; count: number }[] = []
  for (const [registration, { count }] of waiting.slice(from, from + PAGE)) {
    const found = await readRegistration(tools.db, registration)
    if (found) page.push({ sent: await readSent(found, tools), count })
  }
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.dossier.queue(title, waiting.length) },
      { type: 'list', items: page.map(({ sent, count }) => ({ text: lineOf(sent, count) })) },
    ],
    sources: [],
    choices: [
      ...page.map(({ sent: { registration, form, values } }) => ({
        label: `${registration.code} ${subjectName(form, values)}`.trim(),
        action: `review:dossier:${registration.id}`,
      })),
      ...(from + PAGE < waiting.length
        ? [{ label: replies.choices.next, action: `review:dossiers:${id}:${from + PAGE}` }]
        : []),
    ],
  }
}

function lineOf({ registration, form, values }: Sent, count: number): string {
  const award = describeAs(form, values, 'award') || describeAs(form, values, 'title')
  const what = [subjectName(form, values), award].filter((part) => part !== '').join('; ')
  return replies.dossier.line(registration.code ?? '', what, count)
}
