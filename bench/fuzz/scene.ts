// The assistant without its channels: messages go to the handlers, what follows is written, as bot/desk.ts does it. Every
// play is one transaction that is undone, so that one database serves them all.

import { pino } from 'pino'
import { type Clock, toVietnamDate } from '../../clock.ts'
import { duplicateKeyOf } from '../../forms/duplicate-key.ts'
import type { Values } from '../../forms/values.ts'
import { handleMessage } from '../../handlers/handle-message.ts'
import { type HandlerOutcome, type PersonMessage, type State, stateSchema, type Tools } from '../../handlers/handler.ts'
import { draftOf } from '../../handlers/registering/draft-of.ts'
import { expireDrafts, remindIdleDrafts } from '../../handlers/registering/idle-drafts.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Choice, FetchedFile, Reply } from '../../message.ts'
import { StaleRegistrationError } from '../../store/change-registration.ts'
import { withdrawConsent } from '../../store/consents.ts'
import { readState as readKeptState, writeState } from '../../store/conversation-state.ts'
import type { Db } from '../../store/database.ts'
import type { Registration } from '../../store/registration.ts'
import { RETENTION } from '../../store/retention.ts'
import { createHolding, type Holding } from './holding.ts'
import type { Snapshot } from './judge.ts'
import { findFlawOfReplies } from './judge-letters.ts'
import { createOffers } from './offers.ts'
import { createReferee, type Reached } from './referee.ts'
import { from, ORGANISER, type Setting } from './setting.ts'

const silent = pino({ level: 'silent' })
const BETWEEN_MS = 7_000 // no two taps are a double tap

/** What a message is, beside who says it and when. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly text: string; readonly action: string | null }
  | { readonly kind: 'other'; readonly fetched: FetchedFile; readonly name: string; readonly size: number | null }

/** One play. */
export interface Scene extends Pick<Holding, 'reword' | 'setOpen' | 'setLastDay'> {
  readonly db: Db
  /** The form as it is worded now. */
  form(): Form
  registrations(): Snapshot
  state(person: string): State | null
  offered(person: string, old: boolean): readonly Choice[]
  /** Handles a message and judges what follows. `meanwhile` happens between its being handled and its being written. */
  hear(person: string, said: Said, meanwhile?: () => Promise<void>): Promise<readonly Reply[]>
  wait(days: number): Promise<void>
  /** Looks at the registrations again, after they were put there by hand. */
  look(): Promise<void>
  disagree(person: string): Promise<void>
  readonly reached: Reached
  /** What was said by whom, and what was replied. */
  readonly talk: readonly Turn[]
  end(): Promise<void>
}

export interface Turn {
  readonly person: string
  readonly said: Said
  readonly replies: readonly Reply[]
}

/** Begins a play at this moment. */
export async function createScene(setting: Setting, at: Date): Promise<Scene> {
  const trx = await setting.db.startTransaction().execute()
  let nowMs = at.getTime()
  let count = 0
  let isMeanwhile = false
  let file: FetchedFile = { state: 'unavailable', reason: 'none was sent' }
  const now = () => new Date(nowMs)
  const today = () => toVietnamDate(now())
  const clock: Clock = { now, machine: now, isSure: () => true, today, advance: () => {}, onAdvance: () => {} }
  const holding = createHolding(trx, setting, clock)
  const referee = createReferee(trx, setting, holding)
  const offers = createOffers()
  const talk: Turn[] = []
  const secrets = setting.form.rules.filter(({ seenBy }) => seenBy === 'organiser').map(({ say }) => say)
  const wording = () => setting.wordings[holding.wording()]
  const tools: Tools = {
    knower: { ...setting.knower, current: () => wording()?.known ?? setting.knower.current() },
    clock,
    db: trx,
    access: { mode: 'open' },
    organisers: [ORGANISER],
    publicUrl: null,
    botName: () => null,
    retention: RETENTION,
    log: silent,
    newId: () => `id-${++count}`,
    files: setting.files,
    fetchFile: async () => file,
  }

  // Kept as texts, as the database keeps them.
  const states = new Map<string, string>()
  const readState = (person: string): unknown => JSON.parse(states.get(person) ?? 'null')

  const write = async (writes: HandlerOutcome['writes']): Promise<void> => {
    for (const one of writes ?? []) await one(trx)
  }

  // What somebody else did meanwhile may undo it: then it is handled once more.
  const writeOrUndo = async (writes: HandlerOutcome['writes']): Promise<boolean> => {
    const saved = await trx.savepoint('message').execute()
    try {
      await write(writes)
      await saved.releaseSavepoint('message').execute()
      return true
    } catch (error) {
      await saved.rollbackToSavepoint('message').execute()
      if (error instanceof StaleRegistrationError) return false
      throw error
    }
  }

  const handle = async (message: PersonMessage, meanwhile?: () => Promise<void>): Promise<HandlerOutcome> => {
    const outcome = await handleMessage(message, readState(message.person), tools)
    if (!meanwhile) {
      await write(outcome.writes)
      return outcome
    }
    // At the same moment: whether it is in time is decided by that.
    isMeanwhile = true
    await meanwhile()
    isMeanwhile = false
    return (await writeOrUndo(outcome.writes)) ? outcome : handle(message)
  }

  const toMessage = (person: string, said: Said): PersonMessage => ({
    ...from(person),
    id: `message-${referee.reached.messages}`,
    kind: said.kind,
    text: said.kind === 'other' ? '' : said.text,
    action: said.kind === 'choice' ? said.action : null,
    files: said.kind === 'other' ? [{ handle: 'file', name: said.name, size: said.size }] : [],
    receivedAt: now(),
    person,
  })

  // But that of the same matter, which stands in the way of their own.
  const codesOfOthers = (person: string): string[] => {
    const all = [...referee.registrations().values()]
    const { form, directory } = setting
    const keyOf = ({ campaign }: Registration, values: Values) => duplicateKeyOf(form, campaign, values, directory)
    const own = new Set(all.flatMap((one) => (one.person === person ? (keyOf(one, draftOf(one).values) ?? []) : [])))
    const isSame = (one: Registration) => own.has(keyOf(one, one.answers as Values) ?? '')
    return all.flatMap((one) => (one.person === person || isSame(one) ? [] : (one.code ?? [])))
  }

  const hear: Scene['hear'] = async (person, said, meanwhile) => {
    if (!isMeanwhile) nowMs += BETWEEN_MS
    referee.reached.messages += 1
    if (said.kind === 'other') file = said.fetched
    const seen = referee.registrations()
    const { state, replies, writes } = await handle(toMessage(person, said), meanwhile)
    states.set(person, JSON.stringify(state))
    const own = replies.filter(({ to }) => (to?.conversationId ?? person) === person).map(({ reply }) => reply)
    talk.push({ person, said, replies: own })
    const flaw = findFlawOfReplies(own, person === ORGANISER ? [] : [...secrets, ...codesOfOthers(person)])
    if (flaw) throw new Error(flaw)
    for (const { to, reply } of replies) offers.add(to?.conversationId ?? person, reply.choices)
    offers.show(
      person,
      own.flatMap(({ choices }) => choices),
    )
    if (writes?.length) await referee.judge(person, replies, seen)
    referee.judgeState(state, person)
    return own
  }

  // What the clock does reads and writes the states in the database.
  const wait = async (days: number): Promise<void> => {
    nowMs += days * 24 * 3_600_000
    for (const person of states.keys()) await writeState(trx, person, readState(person), now())
    for (const work of [...(await remindIdleDrafts(tools)), ...(await expireDrafts(tools))]) {
      await work.write(trx)
      for (const { to, reply } of work.letters) offers.add(to.conversationId, reply.choices)
    }
    for (const person of states.keys()) states.set(person, JSON.stringify(await readKeptState(trx, person)))
    await referee.judge('clock', [], referee.registrations())
  }

  return {
    db: trx,
    reached: referee.reached,
    talk,
    form: () => wording()?.form ?? setting.form,
    registrations: referee.registrations,
    state: (person) => stateSchema.nullable().parse(readState(person)),
    offered: offers.of,
    hear,
    wait,
    look: referee.look,
    reword: holding.reword,
    setOpen: holding.setOpen,
    setLastDay: holding.setLastDay,
    disagree: (person) => withdrawConsent(trx, person, 'registering', now()),
    end: () => trx.rollback().execute(),
  }
}
