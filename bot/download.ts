// Fetches what a platform keeps for us: only from its own hosts, only so much, only so long.

import type { FetchedFile } from '../message.ts'

export interface DownloadOptions {
  readonly mostBytes: number
  readonly timeoutMs: number
  /** Whether this address may be asked at all; redirects are followed only as far as it allows them. */
  readonly isAllowed: (url: URL) => boolean
}

const MOST_REDIRECTS = 3

/** The content behind an address. Reasons never name the address: it may hold a token. */
export async function download(address: string, options: DownloadOptions): Promise<FetchedFile> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  try {
    return await follow(new URL(address), options, signal, MOST_REDIRECTS)
  } catch {
    return { state: 'unavailable', reason: signal.aborted ? 'the download took too long' : 'the download broke off' }
  }
}

async function follow(url: URL, options: DownloadOptions, signal: AbortSignal, left: number): Promise<FetchedFile> {
  if (!options.isAllowed(url)) return { state: 'unavailable', reason: 'the address is not one of the platform' }
  const response = await fetch(url, { redirect: 'manual', signal })
  const location = response.headers.get('location')
  if (response.status >= 300 && response.status < 400 && location && left > 0) {
    await response.body?.cancel()
    return follow(new URL(location, url), options, signal, left - 1)
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    return { state: 'unavailable', reason: `the download was answered with ${response.status}` }
  }
  return readUpTo(response.body, options.mostBytes)
}

// What the answer says of its length is not believed.
async function readUpTo(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<FetchedFile> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > mostBytes) return { state: 'too_large' } // leaving the loop ends the download
    chunks.push(chunk)
  }
  return { state: 'fetched', content: Buffer.concat(chunks) }
}
