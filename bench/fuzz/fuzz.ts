// `npm run bench -- --fuzz 20000 [--form CAMPAIGN]`: so many random plays with every form that is shipped, over the real
// handlers and the real store.

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { createKnower } from '../../knowledge/knower.ts'
import { readKnowledgeFiles } from '../../knowledge/load.ts'
import { move } from './moves.ts'
import { BrokenRuleError, play } from './play.ts'
import { createSetting } from './setting.ts'
import { start } from './starts.ts'

const MOST_MOVES = 12
const TOLD_EVERY = 1_000 // plays
const TODAY = Temporal.PlainDate.from('2020-02-10')

/** Plays `runs` times with each form. Prints what was reached, and the smallest play that broke a rule. */
export async function benchFuzz(
  runs: number,
  { campaign: only, seed }: { campaign?: string; seed?: number },
): Promise<void> {
  const files = readKnowledgeFiles(`${import.meta.dirname}/../../knowledge`)
  const { knower } = createKnower({ files, fallback: null, today: () => TODAY, reword: null })
  for (const campaign of knower.current().campaigns)
    for (const form of campaign.forms) {
      if (only && campaign.id !== only) continue
      await using setting = await createSetting(knower, campaign, form)
      const reached = { messages: 0, sent: 0, decided: 0 }
      const cpu = process.cpuUsage()
      let played = 0
      const tell = () => {
        const { user, system } = process.cpuUsage(cpu)
        const ms = ((user + system) / 1_000 / Math.max(played, 1)).toFixed(1)
        return `${campaign.id}: ${played} plays, ${reached.messages} messages, ${reached.sent} sent, ${reached.decided} decided, ${ms} ms of a processor each`
      }
      const property = fc.asyncProperty(
        start,
        fc.array(move, { minLength: 2, maxLength: MOST_MOVES, size: 'max' }),
        async (begun, moves) => {
          await play(setting, begun, moves, reached)
          played += 1
          if (played % TOLD_EVERY === 0) console.log(`… ${tell()}`)
        },
      )
      const result = await fc.check(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) })
      const { errorInstance: error } = result
      console.log(`${tell()}: ${error instanceof BrokenRuleError ? error.message : 'no rule broken'}`)
      if (!result.failed) continue
      process.exitCode = 1
      console.log(`${fc.defaultReportMessage(result)}\n${error instanceof BrokenRuleError ? error.talk : ''}`)
    }
}
