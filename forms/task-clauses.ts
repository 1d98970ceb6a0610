// Tasks said in the middle of a sentence: “…, số hóa 100% hồ sơ, tài liệu trước 30/11/2020, giảm 20% thủ tục, …”.

import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Clause } from './clauses.ts'
import { denies } from './denies.ts'
import { findCount } from './find-count.ts'
import { beginsAsTask } from './find-elsewhere.ts'
import { findPosition } from './find-position.ts'
import { matchOptions } from './match-options.ts'
import { findPhone } from './read-phone.ts'
import { withoutHeading } from './read-text.ts'
import { soundsLikeUnit } from './read-unit.ts'
import { soundsLikeName } from './sounds-like-name.ts'

/** The same clauses, those that are plainly tasks as one that names the step for tasks: no word of them is another answer. */
export function withTasks(clauses: readonly Clause[], form: Form): Clause[] {
  const step = form.steps.find(({ type, as }) => type === 'long-text' && as === 'tasks')
  if (!step) return [...clauses]
  const joined: Clause[] = []
  let isOfTask = false
  for (const said of clauses) {
    const clause = said.steps.length === 0 ? { ...said, text: withoutHeading(said.text) } : said
    const mayBe = clause.steps.length === 0 && !isOther(clause.text, form.steps)
    const begins = mayBe && beginsAsTask(clause.text)
    const last = joined.at(-1)
    if (last && isOfTask && mayBe) joined.splice(-1, 1, join(last, clause, begins ? '\n' : ', '))
    else joined.push(begins ? { ...clause, steps: [step] } : clause)
    isOfTask = mayBe && (begins || isOfTask)
  }
  return joined
}

function join(last: Clause, { text, said }: Clause, sign: string): Clause {
  return { ...last, text: `${last.text}${sign}${text}`, said: `${last.said}${sign}${said}` }
}

// What answers another step, or nothing at all, is no part of a task.
function isOther(text: string, steps: readonly Step[]): boolean {
  const numbers = steps.filter((step) => step.type === 'number')
  return (
    soundsLikeUnit(text) ||
    findPhone(text) !== null ||
    (soundsLikeName(text) && !beginsAsTask(text)) ||
    (!beginsAsTask(text) && findPosition(text) !== null) ||
    numbers.some((step) => findCount(step, numbers, text) !== null) ||
    steps.some((step) => step.type === 'attestation' && denies(text, step)) ||
    steps.some(
      (step) =>
        (step.type === 'choice' || step.type === 'choices') && matchOptions(text, step.options)[0]?.isExact === true,
    ) ||
    !/\p{L}{2}.*\p{L}{2}/u.test(text)
  )
}
