// A folder that cannot be written to is found out at the start, not when the first file comes.

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** A folder cannot be made or written to: the message says which and what to do, for operators. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}

/** Makes the folder if there is none, for this user alone. Throws FolderError, naming the `variable` that says where. */
export function demandFolder(path: string, variable: string): void {
  try {
    makeFolder(path)
    accessSync(path, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new FolderError(`cannot write to the folder ${path}: check that it exists and is writable (${variable})`, {
      cause,
    })
  }
}

/** One folder at a time: where nothing can be made, such as /proc, the recursive mkdir of Node tries forever. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}
