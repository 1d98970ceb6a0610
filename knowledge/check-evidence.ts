import { listItems, sectionsById } from './campaign-text.ts'
import { findWrongFigures } from './check-figures.ts'
import { idsOf } from './data-faults.ts'
import type { Campaign, Fault } from './load.ts'
import type { Parsed } from './parsed-file.ts'
import { createProof } from './prove-quotes.ts'
import { reportDuplicates } from './report-duplicates.ts'
import type { CampaignData } from './schema.ts'

interface Evidence {
  readonly section: string
  readonly quote: string | readonly string[]
}

/** Walks the whole structure: wherever `section` and `quote` stand together, the words must be in that section. */
export function checkEvidence(campaign: Campaign, { data, file, lineOf }: Parsed<CampaignData>, faults: Fault[]): void {
  const known = sectionsById(campaign)
  const isProven = createProof(campaign)
  const fault = (path: readonly PropertyKey[], message: string) => faults.push({ file, line: lineOf(path), message })
  const checkOne = (value: Evidence, path: readonly PropertyKey[]) => {
    if (!known.has(value.section))
      return fault(
        [...path, 'section'],
        `no section "${value.section}" in this campaign's documents: known are ${[...known.keys()].slice(0, 60).join(', ')}`,
      )
    for (const quote of [value.quote].flat())
      if (!isProven(value.section, quote))
        fault(
          [...path, 'quote'],
          `the quote "${quote}" is not in section ${value.section}: copy it from the text or correct the section`,
        )
  }
  walk(data, [], (value, path) => {
    if (typeof value.section === 'string' && value.quote !== undefined) checkOne(value as unknown as Evidence, path)
  })
  for (const [index, dossier] of data.dossiers.entries())
    for (const [paper, { quote }] of dossier.papers.entries())
      checkOne({ section: dossier.section, quote }, ['dossiers', index, 'papers', paper])
  for (const [index, list] of data.lists.entries()) {
    const found = known.get(list.section)
    if (!found) fault(['lists', index, 'section'], `no section "${list.section}"`)
    else {
      const count = listItems(campaign, list.section, list.under).length
      if (count !== list.count)
        fault(
          ['lists', index, 'count'],
          `the list "${list.id}" has ${count} items in the text, not ${list.count}: correct section, under or count`,
        )
    }
  }
  for (const [index, { id, after }] of data.milestones.entries())
    for (const first of after)
      if (first === id || !data.milestones.some((one) => one.id === first))
        fault(['milestones', index, 'after'], `no other milestone "${first}": known are ${idsOf(data.milestones)}`)
  for (const { path, message } of findWrongFigures(data)) fault(path, message)
  const named = (
    [
      'facts',
      'lists',
      'milestones',
      'quotas',
      'targets',
      'dossiers',
      'awards',
      'duties',
      'references',
      'notStated',
      'faq',
    ] as const
  ).flatMap((group) => data[group].map((entry, index) => ({ id: entry.id, line: () => lineOf([group, index, 'id']) })))
  reportDuplicates(named, file, 'entry', faults)
}

function walk(
  value: unknown,
  path: PropertyKey[],
  visit: (value: Record<string, unknown>, path: PropertyKey[]) => void,
): void {
  if (Array.isArray(value))
    value.forEach((item, index) => {
      walk(item, [...path, index], visit)
    })
  else if (value !== null && typeof value === 'object') {
    visit(value as Record<string, unknown>, path)
    for (const [key, child] of Object.entries(value)) walk(child, [...path, key], visit)
  }
}
