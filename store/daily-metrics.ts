// What happened on each day, in numbers: kept after what they count is erased.

import type { Db } from './database.ts'

/** Counts what happened from `from` up to `to`, as name → number. */
export async function countBetween(db: Db, from: Date, to: Date): Promise<Record<string, number>> {
  const [start, end] = [from.toISOString(), to.toISOString()]
  const count = async (table: 'inbox' | 'questions' | 'outbox' | 'registrations' | 'follows', column: string) => {
    const row = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(column as never, '>=', start as never)
      .where(column as never, '<', end as never)
      .executeTakeFirstOrThrow()
    return Number(row.count)
  }
  const people = await db
    .selectFrom('inbox')
    .select(({ fn }) => fn.count<number>('conversation_id').distinct().as('count'))
    .where('received_at', '>=', start)
    .where('received_at', '<', end)
    .executeTakeFirstOrThrow()
  const kinds = await db
    .selectFrom('questions')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('asked_at', '>=', start)
    .where('asked_at', '<', end)
    .groupBy('kind')
    .execute()
  return {
    messages: await count('inbox', 'received_at'),
    people: Number(people.count),
    questions: await count('questions', 'asked_at'),
    ...Object.fromEntries(kinds.map(({ kind, count: of }) => [`questions_${kind}`, Number(of)])),
    letters_sent: await count('outbox', 'sent_at'),
    registrations_begun: await count('registrations', 'started_at'),
    registrations_sent: await count('registrations', 'submitted_at'),
    follows_begun: await count('follows', 'followed_at'),
  }
}

/** Keeps the numbers of a day; counted again, the new ones hold. */
export async function keepDay(db: Db, day: string, numbers: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, value] of Object.entries(numbers))
    await db
      .insertInto('daily_metrics')
      .values({ day, name, value })
      .onConflict((conflict) => conflict.columns(['day', 'name']).doUpdateSet({ value }))
      .execute()
}

/** The sums of the days from `from` to `to`, both counted, by name. */
export async function sumDays(db: Db, from: string, to: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('daily_metrics')
    .select(['name', ({ fn }) => fn.sum<number>('value').as('sum')])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('name')
    .execute()
  return new Map(rows.map(({ name, sum }) => [name, Number(sum)]))
}
