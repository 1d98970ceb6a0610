import { listItems, sectionsById } from './campaign-text.ts'
import { readable, type Section, sectionName } from './document.ts'
import { type EntryDraft, listHead } from './entry.ts'
import type { Campaign } from './load.ts'
import type { Topic } from './schema.ts'

/** The text itself: every paragraph and item alone, every item with its sub-items, every section with a list. */
export function passageEntries(campaign: Campaign): EntryDraft[] {
  const sections = sectionsById(campaign)
  return [...sections.values()].flatMap(({ section }) =>
    sectionEntries(campaign, section, headingChain(sections, section)),
  )
}

/** “III. ĐĂNG KÝ THI ĐUA … › 1. Đăng ký thi đua”: the titles above a section, its own included. */
export function headingChain(sections: ReadonlyMap<string, { section: Section }>, section: Section): string {
  const titles: string[] = []
  for (
    let current: Section | undefined = section;
    current;
    current = current.parent ? sections.get(current.parent)?.section : undefined
  ) {
    const title = readable(current.title) || shortLead(current)
    if (title) titles.unshift([current.marker, title].filter(Boolean).join(' '))
  }
  return titles.join(' › ')
}

// A section without a title of its own is known by how its text begins.
function shortLead(section: Section): string {
  const first = readable(section.blocks[0]?.text ?? '')
  return first.length > 90 ? `${first.slice(0, 90).replace(/\s+\S*$/, '')} …` : first
}

function sectionEntries(campaign: Campaign, section: Section, chain: string): EntryDraft[] {
  const base = { topics: [] as Topic[], asks: [] as string[], label: `${sectionName(section.id)}` }
  const passage = (id: string, text: string, lead = ''): EntryDraft => ({
    ...base,
    id: `text/${section.id}/${id}`,
    chain: [chain, lead].filter(Boolean).join(' › '),
    text,
    evidence: [{ section: section.id, quote: text }],
    content: { kind: 'passage', text },
  })
  const drafts = section.blocks.flatMap((block, index): EntryDraft[] => {
    const text = readable(block.text)
    if (block.kind === 'paragraph' || block.items.length === 0) return [passage(`${index}`, text)]
    const items = block.items.map((item) => readable(item.text))
    return [
      {
        ...passage(`${index}`, [text, ...items].join('\n')),
        content: { kind: 'list', lead: text, items: items.map((item) => ({ text: item, items: [] })) },
      },
      ...items.map((item, sub) => passage(`${index}.${sub}`, item, text)),
    ]
  })
  const items = listItems(campaign, section.id).map((item) => ({
    text: readable(item.text),
    items: item.items.map(readable),
  }))
  if (items.length < 2) return drafts
  const lead = section.title || readable(section.blocks.find((block) => block.kind === 'paragraph')?.text ?? '')
  const whole: EntryDraft = {
    ...base,
    label: lead.slice(0, 80),
    id: `text/${section.id}`,
    chain,
    text: [lead, ...items.map(listHead)].join('\n'),
    evidence: [{ section: section.id, quote: items[0]?.text ?? lead }],
    content: { kind: 'list', lead: lead.endsWith(':') ? lead : `${lead}:`, items },
  }
  return [whole, ...drafts]
}
