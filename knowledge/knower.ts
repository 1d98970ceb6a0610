// The knowledge in use. A faulty edit is reported and the last good version stays.

import type { Temporal } from 'temporal-polyfill'
import { type Answer, type Answerer, type Context, createAnswerer } from './answer.ts'
import { type Campaign, type Fault, type KnowledgeFiles, loadKnowledge } from './load.ts'

export interface Known {
  readonly campaigns: readonly Campaign[]
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
}: {
  files: KnowledgeFiles
  fallback: KnowledgeFiles | null
  today: () => Temporal.PlainDate
  reword: Reword | null
}): { knower: Knower; faults: readonly Fault[] } {
  const build = (source: KnowledgeFiles): { known: Known | null; faults: readonly Fault[] } => {
    const { knowledge, faults } = loadKnowledge(source)
    return {
      known: knowledge && { campaigns: knowledge.campaigns, answerer: createAnswerer(knowledge, today) },
      faults,
    }
  }
  const first = build(files)
  let known = first.known ?? (fallback ? build(fallback).known : null)
  if (!known) throw new KnowledgeError(first.faults)
  const current = () => known as Known
  const knower: Knower = {
    current,
    answer: async (question, context) => {
      const answer = current().answerer.answer(question, context)
      return reword && answer.kind === 'answer' ? reword(question, answer) : answer
    },
    update: (changed) => {
      const next = build(changed)
      if (next.known) known = next.known
      return next.faults
    },
  }
  return { knower, faults: first.faults }
}
