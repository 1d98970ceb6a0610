import { createHash } from 'node:crypto'

/** Names what a preview shows, so that its buttons confirm that and nothing begun since. */
export function stampOf(shown: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(shown).filter(([, value]) => value !== undefined)
  const sorted = parts.sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 12)
}
