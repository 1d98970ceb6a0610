import type { Form, Step } from '../knowledge/schema.ts'
import { fold, tokens } from '../knowledge/fold.ts'

/** The step whose name or alias the text begins with, the longest name first, and what stands after it; or null. */
export function findStep(form: Form, text: string): { step: Step; rest: string } | null {
  const words = text.trim().split(/\s+/)
  const named = form.steps
    .flatMap((step) => [step.label, ...step.aliases].map((name) => ({ step, name: fold(name).trim() })))
    .sort((a, b) => b.name.length - a.name.length)
  for (let count = words.length; count > 0; count--) {
    const beginning = fold(words.slice(0, count).join(' ')).replace(/[,:.!]+$/, '')
    const found = named.find(({ name }) => name === beginning)
    if (found) return { step: found.step, rest: toRest(words.slice(count)) }
  }
  // “sửa lĩnh vực” means “Lĩnh vực đăng ký” where no other step could be meant.
  const folded = tokens(fold(text)).join(' ')
  const possible = named.filter(({ name }) => folded.length > 2 && ` ${tokens(name).join(' ')} `.includes(` ${folded} `))
  const steps = new Set(possible.map(({ step }) => step))
  const [only] = steps
  return only && steps.size === 1 ? { step: only, rest: '' } : null
}

function toRest(words: readonly string[]): string {
  return words.join(' ').replace(/^(thành|thanh|là|la|sang|:|->|→)\s*/iu, '').trim()
}
