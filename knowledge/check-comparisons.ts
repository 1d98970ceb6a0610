import { sectionsById } from './campaign-text.ts'
import type { Campaign, Fault } from './load.ts'
import type { Parsed } from './parsed-file.ts'
import { createProof } from './prove-quotes.ts'
import { reportDuplicates } from './report-duplicates.ts'
import type { Comparison } from './schema.ts'

/** What comparisons say of plans stands in those plans. */
export function checkComparisons(
  { data, file, lineOf }: Parsed<Comparison[]>,
  campaigns: Campaign[],
  folders: ReadonlySet<string>,
  faults: Fault[],
): void {
  reportDuplicates(
    data.map((comparison, index) => ({ id: comparison.id, line: () => lineOf([index, 'id']) })),
    file,
    'comparison',
    faults,
  )
  const known = new Map(
    campaigns.map((campaign) => [campaign.id, { sections: sectionsById(campaign), isProven: createProof(campaign) }]),
  )
  for (const [index, comparison] of data.entries())
    for (const [rowIndex, row] of comparison.rows.entries()) {
      const path = [index, 'rows', rowIndex]
      const campaign = known.get(row.campaign)
      // A campaign that failed to load has its own faults; its rows would only repeat them.
      if (!campaign && folders.has(row.campaign)) continue
      if (!campaign)
        faults.push({
          file,
          line: lineOf([...path, 'campaign']),
          message: `no campaign "${row.campaign}": known are ${campaigns.map(({ id }) => id).join(', ')}`,
        })
      else if (!campaign.sections.has(row.section))
        faults.push({
          file,
          line: lineOf([...path, 'section']),
          message: `no section "${row.section}" in ${row.campaign}`,
        })
      else if (!campaign.isProven(row.section, row.quote))
        faults.push({
          file,
          line: lineOf([...path, 'quote']),
          message: `the quote "${row.quote}" is not in section ${row.section} of ${row.campaign}`,
        })
    }
}
