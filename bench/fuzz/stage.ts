// The assistant without its channels: messages go to the handlers, what follows is written, as bot/desk.ts does it. Every
// play is one transaction that is undone, so that one database serves them all.

import { pino } from 'pino'
import type { Temporal } from 'temporal-polyfill'
import { type Clock, toVietnamDate } from '../../clock.ts'
import { versionOf } from '../../forms/form.ts'
import { createUnitDirectory, type UnitDirectory } from '../../forms/units.ts'
import { handleMessage } from '../../handlers/handle-message.ts'
import { type HandlerOutcome, type State, stateSchema, type Tools } from '../../handlers/handler.ts'
import { expireDrafts, remindIdleDrafts } from '../../handlers/registering/idle-drafts.ts'
import type { Knower } from '../../knowledge/knower.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Form } from '../../knowledge/schema.ts'
import { type Choice, channelOf, type FetchedFile, type Reply, toPlainText } from '../../message.ts'
import { giveConsent, withdrawConsent } from '../../store/consents.ts'
import { accept, readState as readKeptState, writeState } from '../../store/conversations.ts'
import { type Db, openDatabase } from '../../store/database.ts'
import { createFileStore } from '../../store/files.ts'
import { readFormOpening, setFormOpening } from '../../store/form-openings.ts'
import { keepMilestoneDay, milestoneDaysOf } from '../../store/milestone-days.ts'
import { prepare } from '../../store/prepare.ts'
import {
  changesOf,
  keepFormVersion,
  type Registration,
  readRegistration,
  StaleRegistrationError,
} from '../../store/registrations.ts'
import { RETENTION } from '../../store/retention.ts'
import type { Units } from './conditions.ts'
import { findBreach, findFlawOfCard, findFlawOfReplies, findGap, type Snapshot, type World } from './judge.ts'
import type { Who } from './moves.ts'
import { lastDayOf } from './plan-rules.ts'
import { withForm, wordingsOf } from './wordings.ts'

export const ORGANISER = 'telegram:1'
const IDS: Record<Who, string> = { lan: 'telegram:100', hung: 'telegram:200' }
const BETWEEN_MS = 7_000 // no two taps are a double tap

/** What a message is, beside who says it and when. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly text: string; readonly action: string | null }
  | { readonly kind: 'other'; readonly fetched: FetchedFile; readonly name: string; readonly size: number | null }

export interface Stage extends AsyncDisposable {
  readonly campaign: Campaign
  readonly form: Form
  readonly wordings: readonly Form[]
  readonly units: Units
  readonly directory: UnitDirectory
  begin(at: Date, wording: number): Promise<Scene>
}

/** One play. */
export interface Scene {
  readonly db: Db
  readonly ids: Record<Who, string>
  /** The form as it is worded now. */
  form(): Form
  version(wording: number): string
  registrations(): Snapshot
  state(person: string): State | null
  /** The choices of the last message with some, or of all of them. */
  offered(person: string, old: boolean): readonly Choice[]
  /** Handles a message and judges what follows. `meanwhile` happens between its being handled and its being written. */
  hear(person: string, said: Said, meanwhile?: () => Promise<void>): Promise<readonly Reply[]>
  wait(days: number): Promise<void>
  setOpen(isOpen: boolean): Promise<void>
  reword(wording: number): void
  setLastDay(day: string | null): Promise<void>
  /** Looks at the registrations again, after they were changed by hand. */
  look(): Promise<void>
  disagree(person: string): Promise<void>
  readonly heard: { messages: number; sent: number; decided: number }
  /** What was said by whom, and what was replied. */
  readonly talk: readonly Turn[]
  end(): Promise<void>
}

export interface Turn {
  readonly person: string
  readonly said: Said
  readonly replies: readonly Reply[]
}

const revisions = prepare((db: Db) => db.selectFrom('registrations').select(['id', 'revision']))

/** Sets the stage for one form: it is open, and the people have agreed to the notice. */
export async function createStage(knower: Knower, campaign: Campaign, form: Form): Promise<Stage> {
  const db = await openDatabase('sqlite::memory:')
  const files = createFileStore(null)
  const known = knower.current()
  const wordings = wordingsOf(form)
  const versions = wordings.map(versionOf)
  const worlds = wordings.map((one) => ({
    ...known,
    campaigns: known.campaigns.map((other) => (other.id === campaign.id ? withForm(other, one) : other)),
  }))
  const units: Units = new Map(known.units.map((unit) => [unit.id, unit]))
  const epoch = new Date(0)
  for (const [index, definition] of wordings.entries())
    await keepFormVersion(
      db,
      { version: versions[index] ?? '', campaign: campaign.id, form: form.id, definition },
      epoch,
    )
  for (const person of [ORGANISER, ...Object.values(IDS)]) {
    await accept(db, greeting(person))
    await giveConsent(db, person, 'registering', epoch)
  }
  const opening = {
    campaign: campaign.id,
    form: form.id,
    isOpen: true,
    closesOn: null,
    changedBy: ORGANISER,
    changedAt: epoch,
    reason: 'Theo kế hoạch',
  }
  await setFormOpening(db, opening)
  const secrets = form.rules.filter(({ seenBy }) => seenBy === 'organiser').map(({ say }) => say)

  const begin = async (at: Date, first: number): Promise<Scene> => {
    const trx = await db.startTransaction().execute()
    let nowMs = at.getTime()
    let wording = first
    let count = 0
    let isBetween = false
    let current: Snapshot = new Map()
    const offers = new Map<string, { all: Choice[]; last: Choice[] }>()
    const talk: Turn[] = []
    const heard = { messages: 0, sent: 0, decided: 0 }
    const now = () => new Date(nowMs)
    const clock: Clock = {
      now,
      machine: now,
      isSure: () => true,
      today: () => toVietnamDate(now()),
      advance: () => {},
      onAdvance: () => {},
    }
    let file: FetchedFile = { state: 'unavailable', reason: 'none was sent' }
    const tools: Tools = {
      knower: { ...knower, current: () => worlds[wording] ?? known },
      clock,
      db: trx,
      access: { mode: 'open' },
      organisers: [ORGANISER],
      publicUrl: null,
      botName: () => null,
      retention: RETENTION,
      log: pino({ level: 'silent' }),
      newId: () => `id-${++count}`,
      files,
      fetchFile: async () => file,
    }

    // Opened, closed, moved by organisers alone: looked at again after them.
    let holding: Omit<World, 'by'> | null = null
    const worldOf = async (by: string): Promise<World> => {
      if (holding?.today.equals(clock.today()) && holding.version === versions[wording] && by !== ORGANISER)
        return { ...holding, by }
      const opening = await readFormOpening(trx, campaign.id, form.id)
      const today = clock.today()
      const isOpen = opening
        ? opening.isOpen && (opening.closesOn === null || today.toString() <= opening.closesOn.toString())
        : form.opened === 'plan'
      const decision = (await milestoneDaysOf(trx, campaign.id)).findLast(
        ({ milestone }) => milestone === form.milestone,
      )
      holding = {
        organiser: ORGANISER,
        campaign: campaign.id,
        form: wordings[wording] ?? form,
        version: versions[wording] ?? '',
        units,
        today,
        lastDay: lastDayOf(campaign.id, decision?.kind === 'day' ? decision.day : null),
        isOpen,
      }
      return { ...holding, by }
    }

    // All of it or nothing: only what somebody else may have changed meanwhile can fail.
    const write = async (writes: readonly ((trx: Db) => Promise<void>)[]): Promise<void> => {
      const saved = await trx.savepoint('message').execute()
      try {
        for (const one of writes) await one(trx)
      } catch (error) {
        await saved.rollbackToSavepoint('message').execute()
        throw error
      }
      await saved.releaseSavepoint('message').execute()
    }

    // What did not change stays the same object.
    const look = async (): Promise<Snapshot> => {
      const found = new Map<string, Registration>()
      for (const { id, revision } of (await revisions(trx, {})).rows) {
        const before = current.get(id)
        const row = before?.revision === revision ? before : await readRegistration(trx, id)
        if (row) found.set(id, row)
      }
      return found
    }

    const judge = async (by: string, replies: HandlerOutcome['replies']): Promise<void> => {
      const before = current
      const after = await look()
      const world = await worldOf(by)
      const breach = findBreach(before, after, world)
      if (breach) throw new Error(breach)
      for (const [id, then] of before) {
        const sent = after.get(id)
        if (
          !sent ||
          sent === then ||
          sent.campaign !== campaign.id ||
          sent.submittedAt?.getTime() === then.submittedAt?.getTime()
        )
          continue
        heard.sent += 1
        const flaw = findGap(then, sent, await changesOf(trx, id)) ?? findFlawOfLetters(replies, sent, after, world)
        if (flaw) throw new Error(flaw)
      }
      if (by === ORGANISER && [...after].some(([id, one]) => before.get(id) !== one)) heard.decided += 1
      current = after
    }

    const states = new Map<string, string>()
    const readState = (person: string): unknown => JSON.parse(states.get(person) ?? 'null')
    const takeOutcome = async (person: string, outcome: HandlerOutcome, isAlone: boolean): Promise<void> => {
      const { state, writes = [] } = outcome
      if (isAlone) for (const one of writes) await one(trx)
      else if (writes.length > 0) await write(writes)
      states.set(person, JSON.stringify(state))
    }

    const hear: Scene['hear'] = async (person, said, meanwhile) => {
      if (!isBetween) nowMs += BETWEEN_MS
      heard.messages += 1
      if (said.kind === 'other') file = said.fetched
      const message = {
        ...greeting(person),
        id: `message-${heard.messages}`,
        kind: said.kind,
        text: said.kind === 'other' ? '' : said.text,
        action: said.kind === 'choice' ? said.action : null,
        files: said.kind === 'other' ? [{ handle: 'file', name: said.name, size: said.size }] : [],
        receivedAt: now(),
        person,
      }
      const handle = async () => handleMessage(message, readState(person), tools)
      let outcome = await handle()
      // At the same moment: whether it is in time is decided by that.
      if (meanwhile) {
        isBetween = true
        await meanwhile()
        isBetween = false
      }
      await takeOutcome(person, outcome, !meanwhile).catch(async (error: unknown) => {
        if (!(error instanceof StaleRegistrationError && meanwhile)) throw error
        outcome = await handle()
        await takeOutcome(person, outcome, true)
      })
      const own = outcome.replies
        .filter(({ to }) => (to?.conversationId ?? person) === person)
        .map(({ reply }) => reply)
      talk.push({ person, said, replies: own })
      const flaw = findFlawOfReplies(own, person === ORGANISER ? [] : secrets)
      if (flaw) throw new Error(flaw)
      for (const { to, reply } of outcome.replies) offer(to?.conversationId ?? person, reply.choices)
      if (own.some(({ choices }) => choices.length > 0)) lastOf(person).last = own.flatMap(({ choices }) => choices)
      if (outcome.writes?.length) await judge(person, outcome.replies)
      judgeState(outcome.state, person)
      return own
    }

    const lastOf = (person: string) => {
      const offered = offers.get(person) ?? { all: [], last: [] }
      offers.set(person, offered)
      return offered
    }
    const offer = (person: string, choices: readonly Choice[]) => void lastOf(person).all.push(...choices)

    // A state that can be kept and read again, and a form that is one's own.
    const judgeState = (state: State, person: string): void => {
      const kept = stateSchema.safeParse(JSON.parse(JSON.stringify(state)))
      if (!kept.success) throw new Error(`the state cannot be kept: ${kept.error.message}`)
      const asked = state.form && current.get(state.form.registration)
      if (state.form && asked?.person !== person) throw new Error('a form asks that is gone, or another’s')
    }

    return {
      db: trx,
      ids: IDS,
      heard,
      talk,
      form: () => wordings[wording] ?? form,
      version: (index) => versions[index] ?? '',
      registrations: () => current,
      state: (person) => {
        const parsed = stateSchema.safeParse(readState(person))
        return parsed.success ? parsed.data : null
      },
      offered: (person, old) => (old ? lastOf(person).all : lastOf(person).last),
      hear,
      look: async () => {
        current = await look()
      },
      wait: async (days) => {
        nowMs += days * 24 * 3_600_000
        // What the clock does reads and writes the states in the database.
        for (const person of states.keys()) await writeState(trx, person, readState(person), now())
        for (const work of [...(await remindIdleDrafts(tools)), ...(await expireDrafts(tools))]) {
          await write([work.write])
          for (const { to, reply } of work.letters) offer(to.conversationId, reply.choices)
        }
        for (const person of states.keys()) states.set(person, JSON.stringify(await readKeptState(trx, person)))
        await judge('clock', [])
      },
      setOpen: async (isOpen) => {
        holding = null
        await setFormOpening(trx, { ...opening, isOpen, changedAt: now() })
      },
      reword: (index) => {
        wording = index
      },
      setLastDay: async (day) => {
        if (!form.milestone) return
        holding = null
        const version = (await milestoneDaysOf(trx, campaign.id)).length + 1
        const common = {
          campaign: campaign.id,
          milestone: form.milestone,
          version,
          reason: 'Theo công văn',
          by: ORGANISER,
        }
        await keepMilestoneDay(trx, { ...common, kind: day ? 'day' : 'plan', day, at: now() })
      },
      disagree: (person) => withdrawConsent(trx, person, 'registering', now()),
      end: () => trx.rollback().execute(),
    }
  }

  return {
    campaign,
    form,
    wordings,
    units,
    directory: createUnitDirectory(known.units),
    begin,
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      await files.close()
    },
  }
}

// The receipt names the code; each organiser has a card.
function findFlawOfLetters(
  replies: HandlerOutcome['replies'],
  sent: Registration,
  all: Snapshot,
  world: World,
): string | null {
  const own = replies.filter(({ to }) => to === undefined).map(({ reply }) => toPlainText(reply))
  if (!own.some((text) => text.includes(sent.code ?? '?') && text.includes(sent.hash?.slice(0, 12) ?? '?')))
    return 'no receipt was given'
  const card = replies.find(({ to }) => to?.conversationId === ORGANISER)?.reply
  if (!card) return 'no organiser was told'
  return findFlawOfCard(
    toPlainText(card),
    card.choices.map(({ action }) => action),
    sent,
    all,
    world,
  )
}

function greeting(person: string) {
  return {
    id: `hello-${person}`,
    channel: channelOf(person),
    conversationId: person,
    sender: person,
    kind: 'text' as const,
    text: 'xin chào',
    action: null,
    files: [],
    receivedAt: new Date(0),
  }
}

export type Day = Temporal.PlainDate
