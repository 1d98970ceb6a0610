// The papers that a file may be: those that are missing, those that were ticked without a file, those just shown.

import { isThere, papersOf } from '../../store/dossier.ts'
import { readRegistration, registrationsOfPerson } from '../../store/registrations.ts'
import type { PersonMessage, State, Tools } from '../handler.ts'
import { findPapers, type OpenPaper } from './dossier-papers.ts'
import { namedPaper } from './which-paper.ts'

/** The one that was asked for just now; null if none was. */
export async function askedPaper(
  message: PersonMessage,
  { paper: shown }: State,
  tools: Tools,
): Promise<OpenPaper | null> {
  const all = shown ? await papersOfRegistration(shown.registration, message, tools) : []
  return all.find(({ paper }) => paper.id === shown?.paper) ?? null
}

/** The one that the words name: of those that are missing, or else of all; null if they name none. */
export async function calledPaper(
  open: readonly OpenPaper[],
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<OpenPaper | null> {
  return namedPaper(open, message.text) ?? namedPaper(await papersShown(message, state, tools), message.text)
}

/** Those that are missing, and those that were ticked without a file. */
export async function offeredPapers(message: PersonMessage, state: State, tools: Tools): Promise<OpenPaper[]> {
  const open = await openPapers(message, state, tools)
  const all = await papersShown(message, state, tools)
  const isOpen = ({ registration, paper }: OpenPaper) =>
    open.some((one) => one.registration.id === registration.id && one.paper.id === paper.id)
  const ids = [...new Set(all.map(({ registration }) => registration.id))]
  const ticked = (await Promise.all(ids.map((id) => papersOf(tools.db, id)))).flatMap((papers, at) =>
    papers.filter((one) => isThere(one) && one.files.length === 0).map(({ paper }) => `${ids[at]} ${paper}`),
  )
  return [...open, ...all.filter((one) => !isOpen(one) && ticked.includes(`${one.registration.id} ${one.paper.id}`))]
}

async function papersShown(message: PersonMessage, { paper: shown }: State, tools: Tools): Promise<OpenPaper[]> {
  const ids = shown ? [shown.registration] : (await registrationsOfPerson(tools.db, message.person)).map(({ id }) => id)
  return (await Promise.all(ids.map((id) => papersOfRegistration(id, message, tools)))).flat()
}

/**
 * Of the papers just shown, or else of all accepted registrations: those that are missing. Of papers that were shown
 * and are complete, one may be replaced. And the one of which a file came just now: it may have several.
 */
export async function openPapers(message: PersonMessage, { paper: shown }: State, tools: Tools): Promise<OpenPaper[]> {
  const ids = shown
    ? [shown.registration]
    : (await registrationsOfPerson(tools.db, message.person)).map((registration) => registration.id)
  const all = (await Promise.all(ids.map((id) => papersOfRegistration(id, message, tools)))).flat()
  const there = new Set<string>()
  for (const id of ids)
    for (const one of await papersOf(tools.db, id)) if (isThere(one)) there.add(`${id} ${one.paper}`)
  const missing = all.filter(({ registration, paper }) => !there.has(`${registration.id} ${paper.id}`))
  const given = all.filter(({ paper }) => shown?.given !== undefined && paper.id === shown.given)
  const more = given.map((one): OpenPaper => ({ ...one, isMore: true }))
  const open = missing.length > 0 || !shown ? missing : all
  return [...more, ...open.filter((one) => !given.includes(one))]
}

async function papersOfRegistration(id: string, { person }: PersonMessage, tools: Tools): Promise<OpenPaper[]> {
  const registration = await readRegistration(tools.db, id)
  const list = registration?.person === person ? await findPapers(registration, tools) : null
  if (!registration || !list || 'why' in list) return []
  return list.papers.filter(({ id: own }) => own !== undefined).map((paper) => ({ registration, list, paper }))
}
