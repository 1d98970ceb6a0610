// Whose conversation a browser's window shows: its own, or, in the demo, that of the organiser it plays.

import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** The demo's organiser: whoever can open the demo can play them. */
export const DEMO_ORGANISER = 'web-nguoi-phu-trach-20200210'
/** Where their window opens. */
export const ORGANISER_WINDOW = '/?cua-so=nguoi-phu-trach'

const COOKIE = 'tro_ly_thi_dua'
const ORGANISER_COOKIE = 'tro_ly_thi_dua_nguoi_phu_trach'
const YEAR_SECONDS = 365 * 24 * 3600

export interface Windows {
  isOrganiser(c: Context): boolean
  /** The conversation of the window that asks; undefined if it was never opened here. */
  conversationOf(c: Context): string | undefined
  /** The same; a window that was never opened has a new one from now on. */
  open(c: Context): string
}

export function createWindows({ demo }: { demo: boolean }): Windows {
  const isOrganiser = (c: Context) => demo && c.req.query('cua-so') === 'nguoi-phu-trach'
  const conversationOf = (c: Context) => {
    const value = getCookie(c, isOrganiser(c) ? ORGANISER_COOKIE : COOKIE)
    return isConversationId(value) && (value === DEMO_ORGANISER) === isOrganiser(c) ? value : undefined
  }
  return {
    isOrganiser,
    conversationOf,
    open: (c) => {
      const fresh = isOrganiser(c) ? DEMO_ORGANISER : `web-${randomBytes(18).toString('base64url')}`
      const conversationId = conversationOf(c) ?? fresh
      setCookie(c, isOrganiser(c) ? ORGANISER_COOKIE : COOKIE, conversationId, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: YEAR_SECONDS,
        secure: c.req.url.startsWith('https:'),
      })
      return conversationId
    },
  }
}

function isConversationId(value: string | undefined): value is string {
  return value !== undefined && /^web-[\w-]{24}$/.test(value)
}
