import type { Choice } from '../../message.ts'
import { formOpeningsOf, isFormOpen } from '../../store/form-openings.ts'
import type { Tools } from '../handler.ts'
import type { OwnMilestone } from './organiser-of.ts'
import { organiserReplies as replies } from './replies.vi.ts'

/** Of the forms that go with a milestone those that are closed now: what is said of each, and what opens it. */
export async function closedForms(
  { campaign, milestone }: Pick<OwnMilestone, 'campaign' | 'milestone'>,
  { db, clock }: Pick<Tools, 'db' | 'clock'>,
): Promise<{ readonly told: string; readonly open: Choice }[]> {
  const openings = await formOpeningsOf(db, campaign.id)
  const closed = campaign.forms.filter((form) => {
    const opening = openings.find((one) => one.form === form.id) ?? null
    return form.milestone === milestone.id && !isFormOpen(form, opening, clock.today())
  })
  return closed.map(({ id, title }) => ({
    told: replies.formClosed(title),
    open: { label: replies.openForm(title), action: `review:open:${campaign.id}:${id}` },
  }))
}
