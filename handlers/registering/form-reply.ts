import type { Draft } from '../../forms/progress.ts'
import { promptOf } from '../../forms/prompt.ts'
import { remindSummary } from '../../forms/prompt-summary.ts'
import type { Facts } from '../../forms/rules.ts'
import type { Prompt, Tap } from '../../forms/tap.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Choice, Reply } from '../../message.ts'

/** What is asked now, after what is said first; the choices carry the registration they belong to. */
export function askNow(
  registration: string,
  form: Form,
  draft: Draft,
  facts: Facts,
  {
    notes = [],
    extra = [],
    isSeen = false,
  }: {
    notes?: readonly string[]
    extra?: readonly Tap[] /** The summary, just as it is, was shown before. */
    isSeen?: boolean
  } = {},
): Reply {
  const prompt: Prompt = isSeen ? remindSummary(form, draft, facts) : promptOf(form, draft, facts)
  return {
    kind: 'action',
    blocks: [...(notes.length > 0 ? [{ type: 'text' as const, text: notes.join('\n') }] : []), ...prompt.blocks],
    sources: [],
    ...(prompt.asksForNumber ? { asksForNumber: true } : {}),
    choices: [...prompt.taps, ...extra].map((tap) => toChoice(registration, tap)),
  }
}

/** A choice of a form: tapped, it comes back as `form:<registration>:<tap>`. */
export function toChoice(registration: string, { label, tap }: Tap): Choice {
  return { label, action: `form:${registration}:${tap}` }
}
