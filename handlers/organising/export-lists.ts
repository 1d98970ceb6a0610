import { actsOfKind, recordAct } from '../../store/acts.ts'
import { papersOfCampaign } from '../../store/dossier.ts'
import { toAttachment } from '../../store/files.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { order } from '../workshop.ts'
import { readCommand } from './campaigns-of.ts'
import type { CamePaper } from './lists/dossiers-table.ts'
import { nameInList } from './name-person.ts'
import type { Sent } from './read-sent.ts'
import { decisionNames, replies } from './replies.vi.ts'
import { sentOfCampaign } from './sent-of-units.ts'

const lists = {
  command: /^(\/xuat|xuat( file| tep| danh sach| excel| bao cao)*( dang ki)?|(tai|lay) danh sach( dang ki)?)[?.! ]*$/,
  word: 'export',
}
const KEPT_DAYS = 7

/** `/xuat`: the lists of a campaign as .xlsx, for its organisers. */
export const exportLists: Handler = async (message, state, tools) => {
  const read = await readCommand(lists, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const { campaign, elsewhere } = read
  const sent = await withSelfDecided(await sentOfCampaign(campaign.id, tools), campaign.id, tools)
  const focused = { ...state, focus: campaign.id }
  if (sent.length === 0)
    return reply(tools, focused, { ...say('action', replies.export.nothing(campaign.label)), choices: elsewhere })
  const now = tools.clock.now()
  const today = tools.clock.today()
  const needs = {
    campaign,
    sent,
    units: tools.knower.current().units,
    ticked: await cameOf(campaign.id, tools),
    today: today.toString(),
  }
  const content = await order({ what: 'lists', needs })
  const expiresAt = new Date(now.getTime() + KEPT_DAYS * 24 * 3_600_000)
  const name = `danh-sach-${campaign.id}-${today.toString().replaceAll('-', '')}.xlsx`
  const list = { name, content, person: null, registration: null, organisersOf: campaign.id, expiresAt }
  const kept = await tools.files.keep(list, now)
  const act = {
    at: now,
    by: message.person,
    act: 'export',
    campaign: campaign.id,
    about: campaign.id,
    details: { count: sent.length },
  }
  return {
    ...reply(tools, focused, {
      ...say('action', replies.export.done(campaign.label, sent.length), replies.export.careful),
      attachments: [toAttachment(kept.file)],
      choices: elsewhere,
    }),
    writes: [kept.write, (trx) => recordAct(trx, act)],
  }
}

/** What came of all dossiers of a campaign, and by whom it was checked. */
export async function cameOf(campaign: string, tools: Tools): Promise<CamePaper[]> {
  const papers = await papersOfCampaign(tools.db, campaign)
  const by = papers.flatMap(({ verdict }) => (verdict?.kind === 'checked' ? [verdict.by] : []))
  const names = new Map<string, string>()
  for (const person of new Set(by)) names.set(person, await nameInList(tools, person))
  return papers.map(({ registration, paper, at, verdict }) => ({
    registration,
    paper,
    at,
    verdict: verdict?.kind ?? null,
    checker: verdict?.kind === 'checked' ? (names.get(verdict.by) ?? '') : '',
  }))
}

// The last decision tells: what a colleague decided since is theirs.
async function withSelfDecided(sent: readonly Sent[], campaign: string, { db }: Tools): Promise<Sent[]> {
  const acts = await actsOfKind(db, campaign, Object.keys(decisionNames))
  const last = new Map(acts.map((act) => [act.about, act]))
  return sent.map((one) =>
    last.get(one.registration.id)?.details.own === true ? { ...one, isSelfDecided: true } : one,
  )
}
