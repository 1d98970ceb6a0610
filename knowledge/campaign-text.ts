// The words of a plan, by section.

import { readable, type Section, sectionLines } from './document.ts'
import type { Campaign, PlanDocument } from './load.ts'

/** Sections of all documents of a campaign by id. */
export function sectionsById(campaign: Campaign): Map<string, { section: Section; document: PlanDocument }> {
  return new Map(
    campaign.documents.flatMap((document) =>
      document.sections.map((section) => [section.id, { section, document }] as const),
    ),
  )
}

/** A section's whole text with everything below it, as shown. */
export function sectionText(campaign: Campaign, id: string): string {
  return campaign.documents
    .flatMap((document) => document.sections)
    .filter((section) => section.id === id || section.id.startsWith(`${id}.`))
    .flatMap(sectionLines)
    .map(readable)
    .join('\n')
}

/** All words of a campaign's documents, as shown. */
export function planText({ documents }: Campaign): string {
  const lines = documents.flatMap(({ sections }) => sections.flatMap(sectionLines))
  return lines.map(readable).join(' ')
}

/** The items of a section (its own list, or else its subsections) or of the item that begins with `under`; marks kept. */
export function listItems(
  campaign: Campaign,
  section: string,
  under?: string,
): { text: string; items: string[]; section: string }[] {
  const sections = campaign.documents.flatMap((document) => document.sections)
  const found = sections.find((candidate) => candidate.id === section)
  const own = (found?.blocks ?? []).flatMap((block) =>
    block.kind === 'item' ? [{ text: block.text, items: block.items.map((item) => item.text), section }] : [],
  )
  if (under) {
    const owner = own.find((item) => readable(item.text).toLowerCase().startsWith(under.toLowerCase()))
    return (owner?.items ?? []).map((text) => ({ text, items: [], section }))
  }
  if (own.length > 0) return own
  return sections
    .filter((candidate) => candidate.parent === section && !candidate.id.endsWith('.cuoi'))
    .map((candidate) => {
      const [first = '', ...rest] = [candidate.title, ...candidate.blocks.map((block) => block.text)].filter(Boolean)
      return { text: first, items: rest, section: candidate.id }
    })
}
