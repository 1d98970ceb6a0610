import type { Form, Step } from '../knowledge/form-schema.ts'
import { refit } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import type { Draft } from './progress.ts'
import { goOn } from './take-answers.ts'
import type { UnitDirectory } from './units.ts'

export interface Migrated {
  readonly draft: Draft
  /** Steps whose answers no longer fit. */
  readonly dropped: readonly Step[]
  /** Steps that the earlier wording did not have. */
  readonly added: readonly Step[]
}

/** A draft of another wording of the form: answers that still fit are kept, the others and what is new are asked. */
export function migrate(before: Form | null, form: Form, draft: Draft, units: UnitDirectory): Migrated {
  const ids = new Set(form.steps.map(({ id }) => id))
  const known = Object.fromEntries(Object.entries(draft.values).filter(([id]) => ids.has(id)))
  const { values, dropped } = refit(form, known, units)
  const earlier = new Set(before?.steps.map(({ id }) => id) ?? ids)
  const added = stepsInPlay(form, valuesInPlay(form, values, units), units).filter(({ id }) => !earlier.has(id))
  const { progress } = draft
  const moved: Draft = {
    ...draft,
    values,
    progress: {
      ...progress,
      skipped: progress.skipped.filter((id) => ids.has(id)),
      queue: progress.queue.filter((id) => ids.has(id)),
      pending: null,
    },
  }
  return { draft: goOn(form, moved, { units }), dropped, added }
}
