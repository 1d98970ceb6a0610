// The same form in other words, as a new release might bring it.

import type { Form, Step } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'

/** The form as it is, then: with a step more, with an option less, with shorter texts and a step less. */
export function wordingsOf(form: Form): readonly Form[] {
  return [form, withStep(form), withoutOption(form), shorter(form)]
}

/** The campaign with that form in place of its own. */
export function withForm(campaign: Campaign, form: Form): Campaign {
  return { ...campaign, forms: campaign.forms.map((one) => (one.id === form.id ? form : one)) }
}

function withStep(form: Form): Form {
  const common = { if: [], basis: 'practice', optional: false, seenBy: 'unit', aliases: [] } as const
  const added: Step = {
    ...common,
    id: 'co-quan-cap-tren',
    type: 'text',
    label: 'Cơ quan cấp trên',
    ask: 'Cơ quan cấp trên trực tiếp là cơ quan nào?',
    least: 2,
    most: 100,
    measurable: false,
    if: [],
    aliases: [],
  }
  return { ...form, steps: [...form.steps.slice(0, 2), added, ...form.steps.slice(2)] }
}

function withoutOption(form: Form): Form {
  const steps = form.steps.map((step): Step => {
    if (step.type !== 'choice' && step.type !== 'choices') return step
    return step.options.length > 2 ? { ...step, options: step.options.slice(0, -1) } : step
  })
  return { ...form, steps }
}

function shorter(form: Form): Form {
  const gone = form.steps.findLast(({ type }) => type === 'person' || type === 'phone')
  const steps = form.steps.flatMap((step): Step[] => {
    if (step === gone) return []
    return step.type === 'long-text' ? [{ ...step, most: Math.max(step.least, 40) }] : [step]
  })
  return { ...form, steps }
}
