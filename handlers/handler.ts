// What every handler is given and gives back.

import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Knower } from '../knowledge/knower.ts'
import type { FetchedFile, IncomingFile, IncomingMessage } from '../message.ts'
import type { Outcome } from '../store/commit.ts'
import type { Purpose } from '../store/consents.ts'
import type { Db } from '../store/database.ts'
import type { FileStore } from '../store/files.ts'
import type { Retention } from '../store/retention.ts'
import type { Access } from './admit-visitor.ts'
import { pendingSchema } from './organising/pending.ts'
import { askedSchema } from './reminding/asked.ts'

/** What a conversation remembers; read back through this schema, so an old or broken row starts afresh. */
export const stateSchema = z.object({
  focus: z.string().nullable(),
  last: z
    .object({
      question: z.string(),
      campaigns: z.array(z.string()),
      entry: z.string().optional(),
      before: z.array(z.string()).readonly().optional(),
    })
    .nullable(),
  /** Whether the assistant has told who it is: whoever greets once more is greeted back, shortly. */
  isGreeted: z.boolean().default(false),
  /** Where the last answer came from, for “hỏi nguồn”. */
  sources: z.array(z.object({ place: z.string(), title: z.string(), passage: z.string() })).default([]),
  /** When wrong codes were entered lately: guessing is slowed down. */
  wrongCodes: z.array(z.string()).default([]),
  /** The registration whose form asks now; its answers are a row of their own. */
  form: z.object({ registration: z.string() }).nullable().default(null),
  /** The dossier whose papers were shown last, and the one of them for which a file may come. */
  paper: z
    .object({
      registration: z.string(),
      paper: z.string().nullable(),
      /** The paper of which a file was just taken: the next file may be a part of it. */
      given: z.string().optional(),
    })
    .nullable()
    .default(null),
  /** Files that were sent without saying which paper they are; the last of them is asked about. */
  unnamedFiles: z.array(z.string()).default([]),
  /** When the person was asked whether everything of theirs is to be erased. */
  asksErasure: z.string().nullable().default(null),
  /** What an organiser is in the middle of: the next text they type belongs to it. */
  organising: pendingSchema.nullable().default(null),
  /** What was asked for about reminders: the next text answers it. */
  reminding: askedSchema.nullable().default(null),
})
export type State = z.infer<typeof stateSchema>
export const freshState: State = {
  focus: null,
  last: null,
  isGreeted: false,
  sources: [],
  wrongCodes: [],
  form: null,
  paper: null,
  unnamedFiles: [],
  asksErasure: null,
  organising: null,
  reminding: null,
}

export interface Tools {
  readonly knower: Knower
  readonly clock: Clock
  /** For reading; what a handler wants written it puts into its outcome. */
  readonly db: Db
  readonly access: Access
  /** Conversations of the administrators, such as `telegram:123`. */
  readonly organisers: readonly string[]
  /** By which Telegram knows the assistant, for links; null while it is not known. */
  readonly botName: () => string | null
  /** How long what is kept stays: told to whoever is asked for consent. */
  readonly retention: Retention
  /** Where the routes are reached from outside, such as `https://thidua.example.vn`; null where that is not known. */
  readonly publicUrl: string | null
  /** For operators: never a text of a person, never a code. */
  readonly log: Logger
  readonly newId: () => string
  /** Keeps what people send and what is made for them. */
  readonly files: FileStore
  /** The content of a file that came with this message, fetched from its channel; of at most 10 MB. */
  readonly fetchFile: (message: IncomingMessage, file: IncomingFile) => Promise<FetchedFile>
}

/** A message with the person it belongs to: conversations joined by /lienket have one person. */
export interface PersonMessage extends IncomingMessage {
  readonly person: string
  /** What the person agrees to with this very message: not yet written. */
  readonly agreesTo?: Purpose
}

export type HandlerOutcome = Omit<Outcome, 'state' | 'replies'> & { state: State; replies: Outcome['replies'] }
export type Handler = (
  message: PersonMessage,
  state: State,
  tools: Tools,
) => HandlerOutcome | null | Promise<HandlerOutcome | null>

/** An outcome of replies alone. */
export function reply(tools: Tools, state: State, ...all: Outcome['replies'][number]['reply'][]): HandlerOutcome {
  return { state, replies: all.map((one) => ({ id: tools.newId(), reply: one })) }
}
