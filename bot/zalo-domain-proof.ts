import type { Hono } from 'hono'
import type { ZaloSettings } from './zalo-channel.ts'

/** Serves what proves to Zalo that the domain is ours: a file in the root, or a meta tag on the page. */
export function serveDomainProof(routes: Hono, proof: ZaloSettings['domainProof']): void {
  if (!proof) return
  const { file, content } = proof
  if (file) return void routes.get(`/${file}`, (c) => c.html(content))
  const tag = `<meta name="zalo-platform-site-verification" content="${content.replace(/[^\w=-]/g, '')}">`
  routes.get('/', async (c, next) => {
    await next()
    const page = c.res.ok
      ? await c.res.text()
      : '<!doctype html><html lang="vi"><head><title>Trợ lý Thi đua</title></head>'
    const headers = new Headers(c.res.headers)
    headers.delete('content-length')
    headers.set('content-type', 'text/html; charset=utf-8')
    c.res = undefined
    c.res = new Response(page.replace('<head>', `<head>${tag}`), { headers })
  })
}
