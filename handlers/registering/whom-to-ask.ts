import { sectionName } from '../../knowledge/document.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { milestoneOf } from './late.ts'
import { registeringReplies as texts } from './replies.vi.ts'

/** Whom the plan tells people to turn to, or to whom the form goes, with its section; else the organisers, unnamed. */
export function whomToAsk(campaign: Campaign, form: Form | undefined): string {
  if (campaign.contact !== 'not_stated')
    return texts.askOffice(campaign.contact.name, sectionName(campaign.contact.section))
  const milestone = form && milestoneOf(campaign, form)
  return milestone?.toWhom ? texts.askOffice(milestone.toWhom, sectionName(milestone.section)) : texts.askSomebody
}
