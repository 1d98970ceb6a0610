// Papers of a dossier that are told of in words: “đã có tờ trình”, “biên bản với báo cáo xong rồi”, “chưa có tờ trình”.

import { asksQuestion } from '../../forms/asks-question.ts'
import { matchOptions } from '../../forms/match-options.ts'
import { fold } from '../../knowledge/fold.ts'
import { papersOf, tickPaper, untickPaper } from '../../store/dossier.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { findPapers, type OpenPaper, tellComplete, tellPapersAs } from './dossier-papers.ts'
import { registeringReplies as texts } from './replies.vi.ts'

const SELF = '(?:(?:da|em|toi|minh|ben em|phong em|don vi em) )*'
const END = '(?: (?:roi|san|du|xong|a|nhe))*[.! ]*$'
const HAVE = [
  new RegExp(
    `^${SELF}(?:da |vua )?(?:co|(?:lam|chuan bi|ki|in|viet|hop)(?: xong)?|xong|hoan thanh)(?: san| du| ca| luon)* (.+?)${END}`,
  ),
  new RegExp(`^(.+?)(?: thi)?(?: da)? (?:co|(?:lam |chuan bi |ki |in |viet )?xong|hoan thanh|du)${END}`),
]
const LACK = [
  new RegExp(`^${SELF}(?:van |con )*(?:chua|khong|thieu|chua lam)(?: kip)?(?: co| lam| xong| ki)* (.+?)${END}`),
  new RegExp(`^(.+?)(?: thi)?(?: van| con)* (?:chua(?: co| xong| lam| ki)?|thieu)${END}`),
]
const LONGEST = 200 // characters

/** Whether a text says that papers are at hand, or are not, and how it calls them, folded; null if it says neither. */
export function readPapers(text: string): { have: boolean; names: readonly string[] } | null {
  if (text.length > LONGEST || text.startsWith('/') || asksQuestion(text, null)) return null
  const said = fold(text).trim()
  const find = (patterns: readonly RegExp[]) => patterns.map((one) => one.exec(said)?.[1]).find(Boolean)
  const lacking = find(LACK)
  const named = lacking ?? find(HAVE)
  if (!named) return null
  return { have: lacking === undefined, names: named.split(/\s*[,;+]\s*|\s+(?:va|voi|cung)\s+/).filter(Boolean) }
}

/** Ticks the papers that a text says are there, of the list just shown or of the only dossier; null if it names none. */
export async function sayPapers(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  const told = message.kind === 'text' ? readPapers(message.text) : null
  if (!told) return null
  const dossiers = await dossiersOf(message, state, tools)
  const meant = dossiers.flatMap((papers) => {
    const named = told.names.map((name) => namedOf(papers, name))
    return named.every((one) => one !== null) ? [named] : []
  })
  const [papers, ...others] = meant
  const [first] = papers ?? []
  if (!papers || !first) return null
  const { registration, list } = first
  if (others.length > 0) return reply(tools, state, askDossier(meant.flatMap(([one]) => one ?? [])))
  const now = tools.clock.now()
  const ids = new Set(papers.map(({ paper }) => paper.id ?? ''))
  const before = await papersOf(tools.db, registration.id)
  const kept = before.filter(({ paper }) => !ids.has(paper))
  const ticked = [...ids].map((paper) => {
    const files = before.find((one) => one.paper === paper)?.files ?? []
    return { paper, at: now, by: message.person, files, verdict: null }
  })
  const after = told.have ? [...kept, ...ticked] : kept
  const note = papers.map(({ paper }) => (told.have ? texts.paperTicked : texts.paperUnticked)(paper.name)).join('\n')
  const shown = reply(
    tools,
    { ...state, paper: { registration: registration.id, paper: null } },
    tellPapersAs(registration, list, after, note),
  )
  return {
    ...shown,
    replies: [...shown.replies, ...(await tellComplete(registration, list, before, after, tools))],
    writes: [...ids].map(
      (paper) => (trx) =>
        told.have
          ? tickPaper(trx, { registration: registration.id, paper, by: message.person, files: [] }, now)
          : untickPaper(trx, registration.id, paper),
    ),
  }
}

// The papers of each accepted registration; of the one whose list was just shown, where one was.
async function dossiersOf({ person }: PersonMessage, { paper: shown }: State, tools: Tools): Promise<OpenPaper[][]> {
  const all = await registrationsOfPerson(tools.db, person)
  const looked = all.filter(({ id, state }) => state === 'approved' && (!shown || id === shown.registration))
  const lists = await Promise.all(
    looked.map(async (registration) => ({ registration, list: await findPapers(registration, tools) })),
  )
  return lists.flatMap(({ registration, list }) =>
    'papers' in list
      ? [list.papers.filter(({ id }) => id !== undefined).map((paper) => ({ registration, list, paper }))]
      : [],
  )
}

function namedOf(papers: readonly OpenPaper[], name: string): OpenPaper | null {
  const named = namedPaper(
    papers.map(({ paper }) => paper),
    name,
  )
  return papers.find(({ paper }) => paper === named) ?? null
}

/** The one paper that these words surely name; null if none is, or several. */
export function namedPaper<P extends { readonly name: string }>(papers: readonly P[], words: string): P | null {
  const options = papers.map(({ name }, at) => ({ id: String(at), label: name, aliases: [], if: [] }))
  const [best, ...others] = matchOptions(words, options)
  return best?.isSure && !others.some(({ isSure }) => isSure) ? (papers[Number(best.option.id)] ?? null) : null
}

function askDossier(meant: readonly OpenPaper[]) {
  return {
    ...say('clarify', texts.dossier),
    choices: meant.map(({ registration: { id, code } }) => ({ label: texts.open(code ?? ''), action: `paper:${id}` })),
  }
}
