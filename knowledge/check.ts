// `npm run knowledge`: one line per fault, and a non-zero exit.

import { createClock } from '../clock.ts'
import { loadKnowledge, readKnowledgeFiles } from './load.ts'
import { missingHolidays, tellMissingHolidays } from './missing-holidays.ts'
import { createWorkingDays } from './working-days.ts'

const dir = process.argv[2] ?? import.meta.dirname
const { knowledge, faults } = loadKnowledge(readKnowledgeFiles(dir))
for (const { file, line, message } of faults) console.error(`${file}:${line}: ${message}`)
if (knowledge) {
  const sections = knowledge.campaigns.flatMap((campaign) =>
    campaign.documents.flatMap((document) => document.sections),
  )
  console.log(`${knowledge.campaigns.length} campaigns, ${sections.length} sections: no fault`)
  const { campaigns, holidays } = knowledge
  const note = tellMissingHolidays(missingHolidays(campaigns, createWorkingDays(holidays), createClock().today().year))
  if (note) console.log(`note: ${note}`)
} else {
  console.error(`${faults.length} fault${faults.length === 1 ? '' : 's'}`)
  process.exitCode = 1
}
