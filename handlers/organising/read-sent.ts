import { type Values, valuesSchema } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { readFormVersion } from '../../store/form-versions.ts'
import type { Registration } from '../../store/registration.ts'
import type { Tools } from '../handler.ts'

/** A registration with the form its answers were given to. */
export interface Sent {
  readonly registration: Registration
  /** Undefined once the plan was taken out of the knowledge. */
  readonly campaign: Campaign | undefined
  readonly form: Form
  readonly values: Values
  /** An organiser decided on their own, where nobody else could. */
  readonly isSelfDecided?: true
}

/** Reads the answers by the wording they were given to. Throws if neither that nor today's wording is known. */
export async function readSent(
  registration: Registration,
  { db, knower }: Pick<Tools, 'db' | 'knower'>,
): Promise<Sent> {
  const campaign = knower.current().campaigns.find(({ id }) => id === registration.campaign)
  const kept = await readWording(registration.formVersion, db)
  const form = kept ?? campaign?.forms.find(({ id }) => id === registration.form)
  if (!form) throw new Error(`the form ${registration.form} of registration ${registration.id} is not known any more`)
  return { registration, campaign, form, values: readValues(registration.answers) }
}

// A version names its wording, so that one which was read once need not be read again.
const wordings = new Map<string, Promise<Form | null>>()

function readWording(version: string, db: Tools['db']): Promise<Form | null> {
  const form = wordings.get(version) ?? (readFormVersion(db, version) as Promise<Form | null>)
  wordings.set(version, form)
  const forget = () => wordings.delete(version)
  form.then((found) => found ?? forget(), forget)
  return form
}

/** Answers as they were kept; what was erased or cannot be read is left out. */
export function readValues(answers: unknown): Values {
  const parsed = valuesSchema.safeParse(answers)
  return parsed.success ? parsed.data : {}
}
