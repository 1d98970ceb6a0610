// Calendars that telephones and offices subscribe to: of a campaign, and of a person who was given the link.

import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { Tools } from '../handlers/handler.ts'
import { calendarOf } from '../handlers/reminding/give-calendar.ts'
import { calendarReplies } from '../handlers/reminding/replies.vi.ts'
import { personOfFeed } from '../store/calendar-feeds.ts'
import { followsOfPerson } from '../store/follows.ts'

const FEED = /^([\w-]+)\.ics$/
const TOKEN_LENGTH = 43 // 256 bits in base64url
const FRESH_SECONDS = 900

/**
 * `GET /calendar/<campaign>.ics` and `GET /calendar/ca-nhan/<token>.ics`. Where a code is needed to use the assistant,
 * only people's own feeds are served: a calendar program cannot enter one.
 */
export function createCalendarRoutes(tools: Pick<Tools, 'db' | 'clock' | 'knower' | 'access'>): Hono {
  const routes = new Hono()
  const campaigns = () => tools.knower.current().campaigns

  routes.get('/calendar/ca-nhan/:file', async (c) => {
    const token = FEED.exec(c.req.param('file'))?.[1] ?? ''
    const person = token.length === TOKEN_LENGTH ? await personOfFeed(tools.db, token) : null
    if (person === null) return c.notFound()
    const follows = (await followsOfPerson(tools.db, person)).filter(({ state }) => state !== 'stopped')
    const own = campaigns().filter(({ id }) => follows.some(({ campaign }) => campaign === id))
    return send(c, await calendarOf(calendarReplies.ofPerson, own, tools), 'private')
  })

  routes.get('/calendar/:file', async (c) => {
    const id = FEED.exec(c.req.param('file'))?.[1]
    const campaign = tools.access.mode === 'open' ? campaigns().find((one) => one.id === id) : undefined
    if (!campaign) return c.notFound()
    return send(c, await calendarOf(campaign.title, [campaign], tools), 'public')
  })
  return routes
}

// The stamp of the moment changes with every call and is no news.
function send(c: Context, calendar: string, scope: 'public' | 'private'): Response {
  const tag = `"${createHash('sha256')
    .update(calendar.replace(/^DTSTAMP:.*$/gm, ''))
    .digest('base64url')}"`
  const headers = { etag: tag, 'cache-control': `${scope}, max-age=${FRESH_SECONDS}` }
  if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
  return c.body(calendar, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' })
}
