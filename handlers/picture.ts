// Drawings as pictures that every chat shows: SVG in, PNG out, with a font that has all Vietnamese letters.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Attachment } from '../message.ts'
import { toAttachment } from '../store/files.ts'
import type { Tools } from './handler.ts'

/** The family that drawings name. */
export const PICTURE_FONT = 'Be Vietnam Pro'

const { resolve } = createRequire(import.meta.url)
const FONTS = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf']
const SHOWN_MS = 30 * 24 * 3_600_000 // a letter may wait for the person; a history is read again
const MOST_PAINTED = 20 // about 100 KB each, and .2 s to paint
const WIDTH = 1_200 // sharp on a telephone held upright, small enough to send

type Renderer = (svg: string) => Uint8Array
let renderer: Promise<Renderer> | null = null

// Colleagues look at the same drawing: one that was painted lately, by its SVG.
const painted = new Map<string, Uint8Array>()

/** The drawing as PNG, 1,200 pixels wide. Loads what it needs (3 MB) with the first one. Throws if the SVG is none. */
export async function toPng(svg: string): Promise<Uint8Array> {
  renderer ??= loadRenderer().catch((error: unknown) => {
    renderer = null
    throw error
  })
  const png = painted.get(svg) ?? (await renderer)(svg)
  painted.delete(svg)
  painted.set(svg, png)
  if (painted.size > MOST_PAINTED) painted.delete(painted.keys().next().value ?? '')
  return png
}

async function loadRenderer(): Promise<Renderer> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')))
  const fontBuffers = await Promise.all(
    FONTS.map(async (file) => new Uint8Array(await readFile(resolve(`@expo-google-fonts/be-vietnam-pro/${file}`)))),
  )
  return (svg) => {
    const drawing = new Resvg(svg, {
      fitTo: { mode: 'width', value: WIDTH },
      background: '#ffffff',
      font: { fontBuffers, defaultFontFamily: PICTURE_FONT },
    })
    const image = drawing.render()
    try {
      return image.asPng()
    } finally {
      image.free()
      drawing.free()
    }
  }
}

/**
 * The drawing as a picture of the file store, for a month. Null, and a line for operators, where it cannot be drawn: the
 * words say the same.
 */
export async function keepPicture(
  svg: string,
  name: string,
  { files, clock, log }: Pick<Tools, 'files' | 'clock' | 'log'>,
): Promise<{ readonly attachment: Attachment; readonly write: (trx: Tools['db']) => Promise<void> } | null> {
  try {
    const now = clock.now()
    const expiresAt = new Date(now.getTime() + SHOWN_MS)
    const content = await toPng(svg)
    const { file, write } = await files.keep(
      { name: `${name}.png`, content, person: null, registration: null, expiresAt },
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
