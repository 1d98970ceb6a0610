import { type Draft, end, questionOf, type Step, say, type Tools } from './draft.ts'
import { fold, tokens } from './fold.ts'
import type { Campaign } from './load.ts'
import { sentences } from './sentences.vi.ts'

// Words of which names are made, and which name nothing.
const GENERIC = new Set(tokens('phong trào thi đua kế hoạch năm của tỉnh huyện').map(fold))

/** A message that says nothing but one plan's name: what can be asked of that plan. */
export function createIntroducePlan({ plans }: Tools): Step {
  const called = [...plans.values()].map((plan) => ({ plan, words: wordsOf(plan) }))
  return (draft) => {
    const { named, words, allWords, wanted, topics, compares } = questionOf(draft)
    if (draft.follows || compares || wanted.size + topics.size > 0) return draft
    const said = (named.length > 0 ? allWords : words).flatMap((word) => (word ? [word.folded] : []))
    const own = said.filter((word) => !GENERIC.has(word))
    if (said.length < 2 || own.length === 0 || (own.length === 1 && named.length === 0 && !/\d/.test(own.join())))
      return draft
    const [only, ...others] = called.filter(({ words: known }) => said.every((word) => known.has(word)))
    return only && others.length === 0 ? introduce(draft, only.plan) : draft
  }
}

/** Says which plan it is and offers what is often asked of it. */
export function introduce(draft: Draft, { id, title, examples }: Campaign): Draft {
  return end(draft, 'clarify', say(sentences.overview(title)), {
    choices: examples.map((text) => ({ label: text, action: `ask:${text}`, campaign: id })),
    context: { focus: id, last: null },
  })
}

function wordsOf({ label, aliases, places }: Campaign): ReadonlySet<string> {
  return new Set([...GENERIC, ...[label, ...aliases, ...places].flatMap((name) => tokens(fold(name)))])
}
