// What every page has in common: its files, its headers, the day it shows.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { type Clock, toVietnamDate } from '../clock.ts'
import { formatDate, weekday } from '../knowledge/working-days.ts'

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Routes that serve these files of the folder by path, and say of everything beside them what a browser may do. */
export function createPageRoutes(webRoot: string, files: Readonly<Record<string, string>>): Hono {
  const routes = new Hono()
  // The page is same-origin only: its scripts, styles and requests go nowhere else.
  routes.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
    }),
  )
  for (const [path, file] of Object.entries(files)) {
    const content = readFileSync(join(webRoot, file))
    routes.get(path, (c) =>
      c.body(content, 200, {
        'content-type': TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain',
        'cache-control': 'no-cache',
      }),
    )
  }
  return routes
}

/** Today as pages show it: “Thứ Hai, 10/02/2020”. */
export function describeToday(clock: Clock): { iso: string; text: string } {
  const date = toVietnamDate(clock.now())
  return { iso: date.toString(), text: `${capital(weekday(date))}, ${formatDate(date)}` }
}

/** Pages of other sites cannot send this type without asking first. */
export function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim() === 'application/json'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
