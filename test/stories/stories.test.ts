// Every story of this folder is played against the assistant; README.md here says how they are written.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tellStory } from './player/tell-story.ts'

const stories = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .sort()

describe('a story is told as it is written', () => {
  it.each(stories)('%s', async (file) => {
    const path = join(import.meta.dirname, file)
    await expect(await tellStory(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path)
  })
})
