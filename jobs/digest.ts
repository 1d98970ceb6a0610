// Every week, for the organisers of each campaign: what came, what waits, what is next, what could not be answered.

import { toInstant } from '../clock.ts'
import { waitingDossiers } from '../handlers/organising/show-dossiers.ts'
import { unansweredIn } from '../handlers/organising/unanswered.ts'
import { decisionsOf } from '../handlers/reminding/decisions.ts'
import { deadlinesOf } from '../handlers/reminding/due-days.ts'
import { tellMissingUnits } from '../handlers/reminding/tell-missing-units.ts'
import { spellDay } from '../handlers/spell-day.ts'
import type { Campaign } from '../knowledge/load.ts'
import { countFollowers } from '../store/follows.ts'
import { formOpeningsOf, isFormOpen } from '../store/form-openings.ts'
import { isHeld, type Registration, SENT_STATES } from '../store/registration.ts'
import { registrationsOfCampaign } from '../store/registrations.ts'
import { reminderReport } from '../store/unreached.ts'
import type { JobTools } from './job-tools.ts'
import { jobReplies } from './replies.vi.ts'
import { tellOrganisers } from './tell-organisers.ts'

const AHEAD_DAYS = 28
const QUESTIONS = 3

/** Safe to run twice: one a week. Campaigns whose years are over, or in which nothing goes on, are left out. */
export async function sendDigest(tools: JobTools): Promise<string> {
  const today = tools.clock.today()
  let count = 0
  for (const campaign of tools.knower.current().campaigns) {
    if (today.year < campaign.period.from || today.year > campaign.period.to) continue
    const { lines, questions } = await digestOf(campaign, tools)
    if (lines.length === 0) continue
    const reply = {
      kind: 'action' as const,
      blocks: [
        { type: 'heading' as const, text: jobReplies.digest(campaign.label) },
        { type: 'list' as const, items: lines.map((text) => ({ text })) },
      ],
      sources: [],
      choices: [
        { label: jobReplies.openQueue, action: `review:queue:${campaign.id}` },
        { label: jobReplies.openNumbers, action: `review:numbers:${campaign.id}` },
        ...(questions > 0
          ? [{ label: jobReplies.openQuestions(questions), action: `review:unanswered:${campaign.id}` }]
          : []),
      ],
    }
    count += await tellOrganisers(campaign.id, `digest ${today.yearOfWeek}-${today.weekOfYear}`, reply, tools)
  }
  return `${count} organisers told`
}

interface Digest {
  readonly lines: readonly string[]
  readonly questions: number
}

async function digestOf(campaign: Campaign, tools: JobTools): Promise<Digest> {
  const { db, clock } = tools
  const today = clock.today()
  const since = toInstant(today.subtract({ days: 7 }), '00:00')
  const all = await registrationsOfCampaign(db, campaign.id, SENT_STATES)
  const fresh = all.filter(({ submittedAt }) => submittedAt && submittedAt >= since).length
  const report = await reminderReport(db, campaign.id, since)
  const reminded = (states: readonly string[]) =>
    report.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  const ahead = deadlinesOf(campaign, await decisionsOf(db, campaign.id), today).filter(
    ({ last, timed }) => timed.standing === 'ahead' && today.until(last).days <= AHEAD_DAYS,
  )
  const open = await unansweredIn(campaign.id, tools)
  const followers = await countFollowers(db, campaign.id)
  if (all.length + followers + report.length + ahead.length + open.length === 0) return { lines: [], questions: 0 }
  const units =
    (await takesRegistrations(campaign, tools)) || all.length > 0 ? await tellMissingUnits(campaign, tools) : null
  const { lines } = jobReplies
  const dossiers = (await waitingDossiers(campaign.id, tools)).size
  const states = { ...countStates(all), fresh }
  const told = [
    lines.registrations(states),
    ...(dossiers > 0 ? [lines.dossiers(dossiers)] : []),
    ...(units ? [units] : []),
    lines.followers(followers),
    lines.reminders(reminded(['sent']), reminded(['window_closed', 'blocked', 'failed'])),
    ...ahead.map(({ timed, last }) => lines.deadline(timed.milestone.what, spellDay(last), today.until(last).days)),
    ...(open.length > 0
      ? [
          lines.unanswered(
            open.length,
            open.slice(0, QUESTIONS).map(({ text }) => text),
          ),
        ]
      : []),
  ]
  return { lines: told, questions: open.length }
}

function countStates(all: readonly Registration[]) {
  const count = (state: Registration['state']) => all.filter((one) => one.state === state).length
  return {
    all: all.length,
    waiting: count('submitted'),
    held: all.filter((one) => one.state === 'submitted' && isHeld(one)).length,
    returned: count('returned'),
    approved: count('approved'),
    rejected: count('rejected'),
  }
}

// What nobody can send is missed from no unit.
async function takesRegistrations({ id, forms }: Campaign, { db, clock }: JobTools): Promise<boolean> {
  const openings = await formOpeningsOf(db, id)
  const today = clock.today()
  return forms.some((form) => isFormOpen(form, openings.find((one) => one.form === form.id) ?? null, today))
}
