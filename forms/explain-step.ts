import type { Step } from '../knowledge/form-schema.ts'
import { prompts } from './prompts.vi.ts'
import { readingReplies } from './replies.vi.ts'

/** How the question may be answered, with an example where it shows none itself: said before it is asked again. */
export function explainStep(step: Step): string[] {
  const say = howTo(step)
  return step.optional ? [say, prompts.maySkip] : [say]
}

function howTo(step: Step): string {
  switch (step.type) {
    case 'choice':
      return prompts.chooseOne
    case 'choices':
      return prompts.chooseSeveral
    case 'attestation':
      return readingReplies.attestation
    case 'file':
      return readingReplies.file
    default:
      return prompts.writeIt(step.label, hasExample(step) ? null : exampleOf(step))
  }
}

function hasExample({ ask, help = '' }: Step): boolean {
  return /ví dụ/iu.test(`${ask} ${help}`)
}

function exampleOf(step: Step): string | null {
  switch (step.type) {
    case 'person':
      return prompts.examples.person
    case 'phone':
      return prompts.examples.phone
    case 'number':
      return prompts.examples.number
    case 'date':
      return prompts.examples.date
    default:
      if (step.as === 'position') return prompts.examples.position
      if (step.as === 'tasks') return prompts.examples.tasks
      return 'names' in step && step.names ? prompts.examples.person : null
  }
}
