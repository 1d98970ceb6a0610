// The other side of workshop.ts: makes one thing after the other, in a thread of its own.

import { parentPort } from 'node:worker_threads'
import type { Sent } from './organising/read-sent.ts'
import type { Made, Order, Sending } from './workshop.ts'

const portions = new Map<number, Sent[]>()

parentPort?.on('message', async (sending: Sending) => {
  const { id } = sending
  const sent = portions.get(id) ?? []
  if ('portion' in sending) return portions.set(id, [...sent, ...sending.portion])
  portions.delete(id)
  const made: Made = await make(sending.order, sent).then(
    (content) => ({ id, content }),
    (error: unknown) => ({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
  parentPort?.postMessage(made)
})

// Each loads its libraries when it is first wanted.
async function make(order: Order, sent: readonly Sent[]): Promise<Uint8Array> {
  switch (order.what) {
    case 'picture':
      return (await import('./paint.ts')).paint(order.svg)
    case 'lists':
      return (await import('./organising/lists/write-workbook.ts')).writeWorkbook({ ...order.needs, sent })
  }
}
