// The other side of workshop.ts: makes one thing after the other, in a thread of its own.

import { parentPort } from 'node:worker_threads'
import type { Made, Order } from './workshop.ts'

parentPort?.on('message', async ({ id, order }: { id: number; order: Order }) => {
  const made: Made = await make(order).then(
    (content) => ({ id, content }),
    (error: unknown) => ({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
  parentPort?.postMessage(made)
})

// Each loads its libraries when it is first wanted.
async function make(order: Order): Promise<Uint8Array> {
  switch (order.what) {
    case 'picture':
      return (await import('./paint.ts')).paint(order.svg)
    case 'lists':
      return (await import('./organising/lists/write-workbook.ts')).writeWorkbook(order.needs)
  }
}
