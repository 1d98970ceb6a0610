import { namesElsewhere } from '../../forms/names-elsewhere.ts'
import { readSentence } from '../../forms/read-sentence.ts'
import { type Answered, toContext } from '../../forms/take-answers.ts'
import type { Role } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { formOpeningsOf, isFormOpen } from '../../store/form-openings.ts'
import type { Tools } from '../handler.ts'
import { type FormInUse, factsOf, findFormNow } from './form-in-use.ts'

export interface FittingForm {
  readonly inUse: FormInUse
  /** What the text answers of it: at least one step. */
  readonly answers: readonly Answered[]
}

/** The forms for which a text holds answers, those for which it holds the most first. */
export function fittingForms(
  forms: readonly FormInUse[],
  text: string,
  receivedAt: Date,
  tools: Tools,
): readonly FittingForm[] {
  return (
    forms
      .map((inUse) => {
        const context = toContext({}, factsOf(inUse, receivedAt, tools))
        return { inUse, answers: readSentence(inUse.form, {}, text, context) }
      })
      // Who names a body of another province or district means another plan.
      .filter(({ inUse, answers }) => answers.length > 0 && !namesElsewhere(inUse.form, text, inUse.units))
      .sort((one, other) => other.answers.length - one.answers.length)
  )
}

/** Those of them for which the text holds the most. */
export function bestOf(fitting: readonly FittingForm[]): readonly FittingForm[] {
  return fitting.filter(({ answers }) => answers.length === fitting[0]?.answers.length)
}

/** Whether what is answered says one of these. */
export function says({ answers }: FittingForm, roles: ReadonlySet<Role>): boolean {
  return answers.some(({ step }) => step.as !== undefined && roles.has(step.as))
}

/** The forms of a campaign that take answers today. */
export async function openForms(campaign: Campaign, tools: Tools): Promise<FormInUse[]> {
  if (campaign.forms.length === 0) return []
  const openings = await formOpeningsOf(tools.db, campaign.id)
  const open: FormInUse[] = []
  for (const form of campaign.forms) {
    const opening = openings.find((one) => one.form === form.id) ?? null
    const inUse = isFormOpen(form, opening, tools.clock.today()) ? await findFormNow(tools, campaign.id, form.id) : null
    if (inUse) open.push(inUse)
  }
  return open
}

/** All forms that take answers today. */
export async function allOpenForms(tools: Tools): Promise<FormInUse[]> {
  const all: FormInUse[] = []
  for (const campaign of tools.knower.current().campaigns) all.push(...(await openForms(campaign, tools)))
  return all
}
