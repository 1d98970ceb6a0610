// Notices that curated files were changed, whatever an editor, `git checkout` or `rm -r` does to their folder.

import { type FSWatcher, watch } from 'node:fs'

const SETTLE_MS = 300 // an editor writes a file in several steps
const AGAIN_MS = 5_000

/**
 * Calls `onChange` once content files (.yaml, .md) anywhere below the folder have changed and nothing more has for a
 * moment. A folder that goes while it is looked at ends the look of the system: it is begun anew, after telling
 * `onTrouble`. Gives what ends it.
 */
export function watchFolder(folder: string, onChange: () => void, onTrouble: (error: Error) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let watcher: FSWatcher
  let isOver = false
  const change = () => {
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE_MS)
  }
  const begin = () => {
    watcher = watch(folder, { recursive: true }, (_event, file) => {
      if (file && /\.(yaml|md)$/.test(file)) change()
    })
    const mine = watcher
    mine.on('error', (error) => {
      if (isOver || mine !== watcher) return
      onTrouble(error)
      mine.close()
      beginAnew()
    })
  }
  const beginAnew = () => {
    try {
      begin()
      change() // what happened in between
    } catch {
      // The whole folder is gone: until it is back nothing can be read from it either.
      timer = setTimeout(beginAnew, AGAIN_MS)
    }
  }
  begin()
  return () => {
    isOver = true
    clearTimeout(timer)
    watcher.close()
  }
}
