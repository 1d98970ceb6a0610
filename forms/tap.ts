import type { Block } from '../message.ts'

/** A choice inside a form; `tap` is what `converse` is given back. */
export interface Tap {
  readonly label: string
  readonly tap: string
}

export interface Prompt {
  readonly blocks: readonly Block[]
  readonly taps: readonly Tap[]
  /** A number that is typed answers it: it is never the number of a choice. */
  readonly asksForNumber?: boolean
}

/** A block of text, where there is something to say. */
export function said(text: string | undefined): Block[] {
  return text ? [{ type: 'text', text }] : []
}
