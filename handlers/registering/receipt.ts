import { toVietnamDate } from '../../clock.ts'
import { hold } from '../../forms/form.ts'
import { sectionName } from '../../knowledge/document.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { Block, ListItem, Reply } from '../../message.ts'
import type { Registration } from '../../store/registration.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { tellSetDay, withSetDays } from '../reminding/tell-set-day.ts'
import { type FormInUse, readValues } from './form-in-use.ts'
import { lateEvidence, milestoneOf } from './late.ts'
import { stateNames, registeringReplies as texts } from './replies.vi.ts'

const HASH_SHOWN = 12 // enough to compare by eye; the whole one is kept

/** What proves that it was sent, in which state it is, and what comes next by the plan's `timeline`. */
export function toReceipt(
  registration: Registration,
  inUse: FormInUse,
  timeline: readonly Timed[],
  heading: string,
): Reply {
  const { code, hash, submittedAt, state } = registration
  const lines = [
    ...(code ? [texts.code(code)] : []),
    ...(submittedAt ? [texts.sentAt(formatMoment(submittedAt))] : []),
    ...(hash ? [texts.hash(hash.slice(0, HASH_SHOWN))] : []),
    texts.status(stateNames[state]),
    ...(submittedAt ? [punctuality(registration, submittedAt, inUse, timeline)] : []),
  ]
  const next = nextSteps(registration, inUse, timeline)
  const blocks: Block[] = [
    { type: 'heading', text: heading },
    { type: 'list', items: lines.filter((text) => text !== '').map((text) => ({ text })) },
    { type: 'text', text: texts.waits },
    ...(next.length > 0
      ? [
          { type: 'text' as const, text: texts.next },
          { type: 'list' as const, items: next },
        ]
      : []),
    ...(code ? [{ type: 'text' as const, text: texts.lookUp(code) }] : []),
  ]
  return { kind: 'action', blocks, sources: [], choices: [] }
}

// With the day that holds, where it is not the plan's.
function punctuality(
  { isLate }: Registration,
  submittedAt: Date,
  { campaign, form }: FormInUse,
  timeline: readonly Timed[],
): string {
  const own = timeline.find(({ milestone }) => milestone.id === form.milestone)
  const evidence = isLate ? lateEvidence(campaign, form, toVietnamDate(submittedAt)) : null
  const late = evidence ? texts.late(evidence.quote, evidence.place) : texts.lateBare
  const onTime = milestoneOf(campaign, form) ? texts.onTime : ''
  return [isLate ? late : onTime, own ? tellSetDay(own) : ''].filter((text) => text !== '').join(' ')
}

// What the form says comes after; then the papers of its dossier, as these answers need them.
function nextSteps(
  registration: Registration,
  { campaign, form, units }: FormInUse,
  timeline: readonly Timed[],
): ListItem[] {
  const values = readValues(registration.answers)
  const dossier = campaign.dossiers.find(({ id }) => id === form.dossier)
  const papers = (dossier?.papers ?? []).filter((paper) => !paper.if || hold(paper.if, values, units))
  return [
    ...form.next.map(({ say, section }) => ({
      text: withSetDays(say, section, timeline, texts.nextStep(say, sectionName(section))),
    })),
    ...(dossier
      ? [
          {
            text: texts.dossierComes(dossier.label, sectionName(dossier.section)),
            items: papers.map(({ name }) => name),
          },
        ]
      : []),
  ]
}
