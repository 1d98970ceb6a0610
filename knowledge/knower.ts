// The knowledge in use. A faulty edit is reported and the last good version stays.

import type { Temporal } from 'temporal-polyfill'
import { type Answer, type Answerer, type Context, createAnswerer } from './answer.ts'
import { type Campaign, type Fault, type KnowledgeFiles, loadKnowledge } from './load.ts'
import type { Comparison, Unit } from './schema.ts'
import { createWorkingDays, type WorkingDays } from './working-days.ts'

export interface Known {
  readonly campaigns: readonly Campaign[]
  readonly units: readonly Unit[]
  readonly comparisons: readonly Comparison[]
  readonly workingDays: WorkingDays
  readonly answerer: Answerer
}

/** Rewords an answer (a language model behind a checker), or gives it back as it is. */
export type Reword = (question: string, answer: Answer) => Promise<Answer>

export interface Knower {
  current(): Known
  answer(question: string, context: Context): Promise<Answer>
  /** Takes the files into use if they have no fault; returns the faults. */
  update(files: KnowledgeFiles): readonly Fault[]
}

const MOST_REMEMBERED = 500 // answers; about 5 KB each

/** The curated files hold faults and there is no good version to fall back to. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError'
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(faults.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'))
    this.faults = faults
  }
}

/** Starts from `files`, or from `fallback` where these are faulty. Throws KnowledgeError when both are. */
export function createKnower({
  files,
  fallback,
  today,
  reword,
  read = loadKnowledge,
}: {
  files: KnowledgeFiles
  fallback: KnowledgeFiles | null
  today: () => Temporal.PlainDate
  reword: Reword | null
  /** Another way to the same knowledge: what was kept of it. */
  read?: typeof loadKnowledge
}): { knower: Knower; faults: readonly Fault[] } {
  const build = (source: KnowledgeFiles): { known: Known | null; faults: readonly Fault[] } => {
    const { knowledge, faults } = read(source)
    return {
      known: knowledge && {
        campaigns: knowledge.campaigns,
        units: knowledge.units,
        comparisons: knowledge.comparisons,
        workingDays: createWorkingDays(knowledge.holidays),
        answerer: createAnswerer(knowledge, today),
      },
      faults,
    }
  }
  const first = build(files)
  let known = first.known ?? (fallback ? build(fallback).known : null)
  if (!known) throw new KnowledgeError(first.faults)
  const current = () => known as Known
  // Colleagues ask the same things: what one was answered today, the next is answered without looking again.
  const remembered = new Map<string, Answer>()
  const answer = (question: string, context: Context): Answer => {
    const key = JSON.stringify([question, context.focus, context.last, context.days, today().toString()])
    const found = remembered.get(key) ?? current().answerer.answer(question, context)
    remembered.delete(key)
    remembered.set(key, found) // the one asked last is forgotten last
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '')
    return found
  }
  const knower: Knower = {
    current,
    answer: async (question, context) => {
      const extract = answer(question, context)
      return reword && extract.kind === 'answer' ? reword(question, extract) : extract
    },
    update: (changed) => {
      const next = build(changed)
      if (next.known) {
        known = next.known
        remembered.clear()
      }
      return next.faults
    },
  }
  return { knower, faults: first.faults }
}
