// Where a request comes from.

import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** Behind a proxy on this machine, the address it names last: those before it are whatever the visitor wrote. */
export function addressOf(c: Context): string {
  const address = getConnInfo(c).remote.address ?? ''
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return named && /^(::ffff:)?127\.|^::1$/.test(address) ? named : address
}
