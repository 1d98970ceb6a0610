// Passages of the text and the structured facts of campaign.yaml, as entries.

import type { Entry, EntryDraft, Evidence } from './entry.ts'
import { deadlineEntries, factEntries, listEntries, roleEntries } from './fact-entries.ts'
import { fold } from './fold.ts'
import { identityEntries } from './identity-entries.ts'
import type { Campaign } from './load.ts'
import { passageEntries } from './passage-entries.ts'
import { rewardEntries } from './reward-entries.ts'

/** All entries of a campaign: curated ones first, then the text itself. */
export function toEntries(campaign: Campaign): Entry[] {
  const curated = [
    ...identityEntries(campaign),
    ...factEntries(campaign),
    ...deadlineEntries(campaign),
    ...rewardEntries(campaign),
    ...roleEntries(campaign),
    ...listEntries(campaign),
  ]
  const cut = passageEntries(campaign)
  const besides = createBesides(campaign)
  const toEntry = (draft: EntryDraft, isCurated: boolean): Entry => ({
    ...draft,
    id: `${campaign.id}/${draft.id}`,
    campaign: campaign.id,
    curated: isCurated,
    isPair: draft.id.startsWith('faq/'),
    ...besides(draft.evidence),
  })
  return [...curated.map((draft) => toEntry(draft, true)), ...cut.map((draft) => toEntry(draft, false))]
}

// The first document is the plan itself.
function createBesides({ documents: [plan, ...others] }: Campaign) {
  const kinds = new Map(
    others
      .filter(({ meta }) => meta.kind !== plan?.meta.kind)
      .flatMap(({ meta, sections }) => sections.map(({ id }) => [id, fold(meta.kind)] as const)),
  )
  return ([first]: readonly Evidence[]): { beside?: string } => {
    const beside = first && kinds.get(first.section)
    return beside ? { beside } : {}
  }
}
