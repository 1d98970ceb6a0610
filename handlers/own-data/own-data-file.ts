import { describeValue, valuesSchema } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import { readFormVersion } from '../../store/form-versions.ts'
import type { PersonalData, PersonalTable, Row } from '../../store/personal-data.ts'
import type { Tools } from '../handler.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { ownDataReplies as replies } from './replies.vi.ts'
import { sections } from './sections.vi.ts'

/** Everything of a person as a text that people and programs can read (JSON): one list a section, empty ones left out. */
export async function writeOwnData(data: PersonalData, ids: readonly string[], tools: Tools): Promise<string> {
  const who = (by: unknown) => (ids.includes(String(by)) ? replies.file.you : replies.file.office)
  const written: Record<string, unknown> = {
    [replies.file.about]: replies.file.explanation,
    [replies.file.writtenAt]: formatMoment(tools.clock.now()),
  }
  for (const [table, { title, line }] of Object.entries(sections)) {
    const rows = data[table as PersonalTable]
    if (rows.length === 0) continue
    const answers = table === 'registrations' ? await Promise.all(rows.map((row) => readAnswers(row, tools))) : []
    written[title] = rows.map((row, index) => ({ ...line(row, who), ...answers[index] }))
  }
  return JSON.stringify(written, null, 2)
}

// With the labels of the wording they were given to; as they are kept if it is no longer known.
async function readAnswers(row: Row, { db }: Tools): Promise<Record<string, unknown>> {
  const values = valuesSchema.safeParse(JSON.parse(String(row.answers)))
  const form = (await readFormVersion(db, String(row.form_version))) as Form | null
  if (!values.success || !form) return { [replies.file.answers]: JSON.parse(String(row.answers)) }
  const labelled = form.steps.flatMap((step) => {
    const value = values.data[step.id]
    return value ? [[step.label, describeValue(step, value)] as const] : []
  })
  return { [replies.file.answers]: Object.fromEntries(labelled) }
}
