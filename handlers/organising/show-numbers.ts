import { setImmediate as nextTurn } from 'node:timers/promises'
import { createUnitDirectory } from '../../forms/units.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Block, Reply } from '../../message.ts'
import { isOrganiserOf, unitsOfPerson } from '../../store/roles.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { keepPicture } from '../picture.ts'
import { say } from '../replies.vi.ts'
import { type QuotaUse, quotasUsed, type Share, sharesOf } from './against-plan.ts'
import { readCommand } from './campaigns-of.ts'
import { drawNumbers } from './draw-numbers.ts'
import { formatMoment } from './format-moment.ts'
import { missingUnits } from './missing-units.ts'
import type { Sent } from './read-sent.ts'
import { replies, stateNames } from './replies.vi.ts'
import { sentOfCampaign, sentOfUnits, toFromUnit } from './sent-of-units.ts'
import { type Count, type Tally, tally } from './tally.ts'

const numbers = {
  command: /^(\/thongke|(xem )?(bao cao )?thong ke( dang ki)?|so lieu( dang ki)?)[?.! ]*$/,
  word: 'numbers',
  unitsToo: true,
}
const MOST_LINES = 12

/** `/thongke`: how many, of what, from where, beside the plan's aims, and who is missing; contacts see their unit's. */
export const showNumbers: Handler = async (message, state, tools) => {
  const read = await readCommand(numbers, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const { campaign, rest, elsewhere } = read
  const focused = { ...state, focus: campaign.id }
  if (!(await isOrganiserOf(tools, message, campaign.id)))
    return reply(tools, focused, await ofUnits(campaign, message.person, tools))
  const sent = await sentOfCampaign(campaign.id, tools)
  if (rest[0] === 'missing') return reply(tools, focused, toMissing(campaign, sent, tools))
  const found = tally(sent)
  await nextTurn()
  const { due, missing } = findMissing(campaign, sent, tools)
  const asOf = replies.numbers.asOf(formatMoment(tools.clock.now()))
  const drawn = drawNumbers(campaign.label, asOf, found, missing.length)
  const picture = await keepPicture(drawn, 'thong-ke', tools, { organisersOf: campaign.id })
  const said: Reply = {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.numbers.heading(campaign.title) },
      { type: 'text', text: asOf },
      ...toBlocks(found),
      ...shareBlocks(sharesOf(campaign, sent, due.length)),
      ...quotaBlocks(quotasUsed(campaign, sent, createUnitDirectory(tools.knower.current().units))),
      ...(due.length > 0 ? [{ type: 'text' as const, text: replies.numbers.due(due.length, missing.length) }] : []),
    ],
    sources: [],
    choices: [
      ...(missing.length > 0
        ? [{ label: replies.numbers.showMissing(missing.length), action: `review:numbers:${campaign.id}:missing` }]
        : []),
      ...(found.all > 0 ? [{ label: replies.numbers.export, action: `review:export:${campaign.id}` }] : []),
      ...elsewhere,
    ],
    ...(picture ? { attachments: [picture.attachment] } : {}),
  }
  return { ...reply(tools, focused, said), ...(picture ? { writes: [picture.write] } : {}) }
}

function findMissing(campaign: Campaign, sent: readonly Sent[], tools: Tools) {
  const units = createUnitDirectory(tools.knower.current().units)
  return missingUnits(campaign.id, sent.map(toFromUnit), units)
}

function toMissing(campaign: Campaign, sent: readonly Sent[], tools: Tools): Reply {
  const { missing } = findMissing(campaign, sent, tools)
  if (missing.length === 0) return say('action', replies.numbers.noneMissing)
  return {
    ...say('action'),
    blocks: [
      { type: 'heading', text: replies.numbers.missing(campaign.title, missing.length) },
      { type: 'list', items: missing.map(({ name }) => ({ text: name })) },
    ],
  }
}

function toBlocks(found: Tally): Block[] {
  const { numbers } = replies
  if (found.all === 0) return [{ type: 'text', text: numbers.nothing }]
  const states = found.states.map(({ state, all }) => `${stateNames[state].toLowerCase()} ${all}`).join('; ')
  const lines = [
    numbers.all(found.all, found.collectives, found.individuals),
    ...(found.isTimed ? [numbers.time(found.onTime, found.late)] : []),
    numbers.states(states),
    ...(found.held > 0 ? [numbers.held(found.held)] : []),
  ]
  return [
    { type: 'list', items: lines.map((text) => ({ text })) },
    ...countBlocks(numbers.byAward, found.awards),
    ...countBlocks(numbers.byField, found.fields),
    ...countBlocks(numbers.byUnit, found.units),
  ]
}

function countBlocks(heading: string, counts: readonly Count[]): Block[] {
  if (counts.length === 0) return []
  const lines = counts.slice(0, MOST_LINES).map((one) => replies.numbers.count(one))
  const rest = counts.length - MOST_LINES
  const items = rest > 0 ? [...lines, replies.numbers.more(rest)] : lines
  return [
    { type: 'text', text: heading },
    { type: 'list', items: items.map((text) => ({ text })) },
  ]
}

function shareBlocks(shares: readonly Share[]): Block[] {
  if (shares.length === 0) return []
  return [
    { type: 'text', text: replies.numbers.shares },
    { type: 'list', items: shares.map((one) => ({ text: replies.numbers.share(one) })) },
  ]
}

// Units beyond what the plan gives them first; the others only as a number.
function quotaBlocks(used: readonly QuotaUse[]): Block[] {
  if (used.length === 0) return []
  const over = used.filter((one) => one.collectives > one.mostCollectives || one.individuals > one.mostIndividuals)
  const items = over.map((one) => ({ text: replies.numbers.over(one) }))
  return [
    { type: 'text', text: replies.numbers.quotas(used.length, over.length) },
    ...(items.length > 0 ? [{ type: 'list' as const, items }] : []),
  ]
}

async function ofUnits(campaign: Campaign, person: string, tools: Tools): Promise<Reply> {
  const units = await unitsOfPerson(tools.db, person, campaign.id)
  const sent = await sentOfUnits(campaign.id, units, tools)
  const directory = tools.knower.current().units
  const blocks = units.flatMap((id): Block[] => {
    const own = sent.filter(({ unit }) => unit === id).map((one) => one.sent)
    const name = directory.find((unit) => unit.id === id)?.name ?? id
    return [
      { type: 'heading', text: replies.numbers.ofUnit(name, campaign.label) },
      ...toBlocks({ ...tally(own), held: 0 }),
    ]
  })
  return { ...say('action'), blocks }
}
