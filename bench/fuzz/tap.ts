import type { Said } from './scene.ts'

/** A tapped choice with this action. */
export function tap(action: string): Said {
  return { kind: 'choice', text: '', action }
}
