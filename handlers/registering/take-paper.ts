// Files for the papers of a dossier: which paper a file is, and where it waits until that is said.

import { asksQuestion } from '../../forms/asks-question.ts'
import { isThere, papersOf, tickPaper } from '../../store/dossier.ts'
import { type KeptFile, readFileRow, removeFile, settleFile } from '../../store/files.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { askPaper, askWhich, type OpenPaper, tellComplete, tellPapers, tellPapersAs } from './dossier-papers.ts'
import { askedPaper, calledPaper, offeredPapers, openPapers } from './open-papers.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { type TakenFiles, takeFiles } from './take-files.ts'
import { onlyPaper } from './which-paper.ts'

const WAITS_MS = 7 * 24 * 3_600_000 // a file that nobody has named goes after a week
const MOST_WAITING = 10 // files: as many as an album holds

/**
 * A file goes to the paper that was asked for, that its caption names, or that alone is missing of the papers just
 * shown; else the person is asked which it is. Null where no paper is awaited of them.
 */
export async function takePaper(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  if (message.files.length === 0) return null
  const asked = state.paper?.paper ? await askedPaper(message, state, tools) : null
  if (!asked && (message.text.startsWith('/') || asksQuestion(message.text, null))) return null
  const open = asked ? [asked] : await openPapers(message, state, tools)
  const [first] = open
  if (!first) return null
  const called = asked || message.text === '' ? null : await calledPaper(open, message, state, tools)
  const meant = asked ?? called ?? onlyPaper(open, message, state)
  const keeping = meant
    ? { registration: meant.registration.id }
    : { until: new Date(message.receivedAt.getTime() + WAITS_MS) }
  const waiting = meant ? [] : await waitingOf(state, tools)
  const [asks] = waiting.slice(-1)
  if (asks && waiting.length + message.files.length > MOST_WAITING) {
    const unnamedFiles = waiting.map(({ id }) => id)
    return reply(
      tools,
      { ...state, unnamedFiles },
      say('refused', texts.nameFirst),
      askWhich(toTaken(asks), await offeredPapers(message, state, tools)),
    )
  }
  const taken = await takeFiles(message, keeping, tools)
  return meant
    ? tickWith(meant, taken, message, state, tools)
    : hold(await offeredPapers(message, state, tools), taken, state, tools)
}

/** A paper that is typed while a file waits to be named. */
export async function nameFile(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  const file = state.unnamedFiles.at(-1)
  if (!file || state.form || asksQuestion(message.text, null)) return null
  const named = await calledPaper(await openPapers(message, state, tools), message, state, tools)
  return named && placeFile(file, named, message, state, tools)
}

/** Makes a waiting file this paper, or drops it where it is none; null if no such file of this person is kept. */
export async function placeFile(
  id: string,
  meant: OpenPaper | undefined,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  const file = await readFileRow(tools.db, id)
  const left = { ...state, unnamedFiles: state.unnamedFiles.filter((one) => one !== id) }
  if (!file || file.person !== message.person) return null
  if (file.expiresAt === null)
    return meant
      ? reply(
          tools,
          left,
          say('smalltalk', texts.paperFilePlaced(file.name)),
          await tellPapers(meant.registration, meant.list, tools),
        )
      : reply(tools, left, say('smalltalk', replies.oldButton))
  const outcome = meant
    ? await tickWith(meant, { files: [toTaken(file)], writes: [], refusals: [] }, message, left, tools)
    : reply(tools, left, say('action', texts.paperFileDropped(file.name)))
  const settled = {
    ...outcome,
    writes: [
      ...(outcome.writes ?? []),
      (trx: Tools['db']) => (meant ? settleFile(trx, id, meant.registration.id) : removeFile(trx, id)),
    ],
  }
  return askNext(settled, meant, message, tools)
}

// Those that are still kept.
async function waitingOf({ unnamedFiles }: State, { db }: Tools): Promise<KeptFile[]> {
  const rows = await Promise.all(unnamedFiles.map((id) => readFileRow(db, id)))
  return rows.filter((row) => row !== null)
}

// Of several files the next one is asked about.
async function askNext(
  outcome: HandlerOutcome,
  done: OpenPaper | undefined,
  message: PersonMessage,
  tools: Tools,
): Promise<HandlerOutcome> {
  const { state } = outcome
  const next = state.unnamedFiles.at(-1)
  const file = next ? await readFileRow(tools.db, next) : null
  if (!next) return outcome
  if (!file) return askNext(without(outcome, next), done, message, tools)
  const open = (await offeredPapers(message, state, tools)).filter(
    ({ registration, paper, isMore }) =>
      isMore || registration.id !== done?.registration.id || paper.id !== done.paper.id,
  )
  if (open.length === 0) return outcome
  return { ...outcome, replies: [...outcome.replies, ...reply(tools, state, askWhich(toTaken(file), open)).replies] }
}

function without(outcome: HandlerOutcome, file: string): HandlerOutcome {
  const { state } = outcome
  return { ...outcome, state: { ...state, unnamedFiles: state.unnamedFiles.filter((one) => one !== file) } }
}

function toTaken({ id, name }: KeptFile) {
  return { fileId: id, name }
}

async function tickWith(
  { registration, list, paper }: OpenPaper,
  { files, writes, refusals }: TakenFiles,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const id = registration.id
  const wanted = paper.id
  if (files.length === 0 || !wanted)
    return reply(tools, state, { ...say('refused', ...refusals), choices: askPaper(id, paper).choices })
  const now = tools.clock.now()
  const before = await papersOf(tools.db, id)
  const was = before.find((one) => one.paper === wanted)
  const all = [...(was && isThere(was) ? was.files : []), ...files]
  const ticked = { paper: wanted, at: now, by: message.person, files: all, verdict: null }
  const others = before.filter((one) => one.paper !== wanted)
  const note = [texts.paperTicked(paper.name, all.length), ...refusals].join('\n')
  const given = { registration: id, paper: wanted, by: message.person, files: files.map(({ fileId }) => fileId) }
  const after = [...others, ticked]
  const told = reply(
    tools,
    { ...state, paper: { registration: id, paper: null, given: wanted } },
    tellPapersAs(registration, list, after, note),
  )
  return {
    ...told,
    replies: [...told.replies, ...(await tellComplete(registration, list, before, after, tools))],
    writes: [...writes, (trx) => tickPaper(trx, given, now)],
  }
}

function hold(
  open: readonly OpenPaper[],
  { files, writes, refusals }: TakenFiles,
  state: State,
  tools: Tools,
): HandlerOutcome {
  const [first] = files
  if (!first) return reply(tools, state, say('refused', ...refusals))
  const unnamedFiles = [...state.unnamedFiles, ...files.map(({ fileId }) => fileId).reverse()]
  const refused = refusals.length > 0 ? [say('refused', ...refusals)] : []
  return { ...reply(tools, { ...state, unnamedFiles }, ...refused, askWhich(first, open)), writes }
}
