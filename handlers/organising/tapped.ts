import type { IncomingMessage } from '../../message.ts'

/** What follows `review:<word>:` of a tapped choice, parted at its colons; null if another choice or none was tapped. */
export function tapped({ kind, action }: IncomingMessage, word: string): string[] | null {
  if (kind !== 'choice' || action === null) return null
  const [prefix, first, ...rest] = action.split(':')
  return prefix === 'review' && first === word ? rest : null
}
