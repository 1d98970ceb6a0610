import { type FSWatcher, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchFolder } from '../knowledge/watch-folder.ts'
import { createFolder } from './running-assistant.ts'

const begun: FSWatcher[] = []
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const watch = (...told: Parameters<typeof fs.watch>) => {
    const watcher = fs.watch(...told)
    begun.push(watcher)
    return watcher
  }
  return { ...fs, watch }
})

const WAIT = { timeout: 5_000, interval: 20 }

describe('A watched folder', () => {
  let made: ReturnType<typeof createFolder>
  let stop: () => void
  const changed = vi.fn()
  const troubled = vi.fn()

  const write = (campaign: string, text: string) => {
    mkdirSync(join(made.path, 'campaigns', campaign), { recursive: true })
    writeFileSync(join(made.path, 'campaigns', campaign, 'campaign.yaml'), text)
  }
  const settle = async () => {
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), WAIT)
    await new Promise((resolve) => setTimeout(resolve, 500))
    changed.mockClear()
  }

  beforeEach(() => {
    made = createFolder()
    write('one', 'id: one')
    write('two', 'id: two')
    changed.mockClear()
    troubled.mockClear()
    stop = watchFolder(made.path, changed, troubled)
  })
  afterEach(() => {
    stop()
    made[Symbol.dispose]()
  })

  it('tells of a file that is written', async () => {
    write('one', 'id: other')
    await settle()
  })

  it('tells of a campaign that is taken away, and goes on', async () => {
    for (let times = 0; times < 2; times++) {
      rmSync(join(made.path, 'campaigns', 'two'), { recursive: true })
      await settle()
      write('two', `id: two, ${times}`)
      await settle()
    }
    write('one', 'id: other')
    await settle()
  })

  // Node reports so a folder that goes between seeing it and reading it.
  it('is looked at anew after the system has given it up', async () => {
    begun.at(-1)?.emit('error', new Error('ENOENT: no such file or directory, scandir'))
    await settle()
    expect(troubled).toHaveBeenCalledOnce()
    write('one', 'id: other')
    await settle()
  })

  it('tells nothing any more once it is ended', async () => {
    stop()
    write('one', 'id: other')
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(changed).not.toHaveBeenCalled()
  })
})
