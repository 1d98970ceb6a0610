// Drawings as pictures that every chat shows: SVG in, PNG out, with a font that has all Vietnamese letters.

import type { Attachment } from '../message.ts'
import { toAttachment } from '../store/files.ts'
import type { Tools } from './handler.ts'
import { order } from './workshop.ts'

/** The family that drawings name. */
export const PICTURE_FONT = 'Be Vietnam Pro'

const SHOWN_MS = 30 * 24 * 3_600_000 // a letter may wait for the person; a history is read again
const MOST_PAINTED = 20 // about 100 KB each, and .2 s to paint

// Colleagues look at the same drawing: one that was painted lately, by its SVG.
const painted = new Map<string, Promise<Uint8Array>>()

function toPng(svg: string): Promise<Uint8Array> {
  const png = painted.get(svg) ?? order({ what: 'picture', svg })
  painted.delete(svg)
  painted.set(svg, png)
  png.catch(() => painted.delete(svg))
  if (painted.size > MOST_PAINTED) painted.delete(painted.keys().next().value ?? '')
  return png
}

/**
 * The drawing as a picture of the file store, for a month; for everybody, or the organisers of a campaign. Null, and a line for operators, where it cannot be drawn: the
 * words say the same.
 */
export async function keepPicture(
  svg: string,
  name: string,
  { files, clock, log }: Pick<Tools, 'files' | 'clock' | 'log'>,
  whose: { readonly organisersOf?: string } = {},
): Promise<{ readonly attachment: Attachment; readonly write: (trx: Tools['db']) => Promise<void> } | null> {
  try {
    const now = clock.now()
    const expiresAt = new Date(now.getTime() + SHOWN_MS)
    const content = await toPng(svg)
    const { file, write } = await files.keep(
      { name: `${name}.png`, content, person: null, registration: null, expiresAt, ...whose },
      now,
    )
    return { attachment: toAttachment(file), write }
  } catch (error) {
    log.error({ err: error }, 'a picture could not be drawn: the words go without it')
    return null
  }
}

/** Text as it may stand in a drawing. */
export function toSvgText(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
