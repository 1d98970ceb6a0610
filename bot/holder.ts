// Which process works on a database.

import { randomUUID } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Names this process for leases: machine, its table of processes (containers have their own), number, and a word. */
export function nameHolder(): string {
  return [hostname(), processTable(), process.pid, randomUUID().slice(0, 8)].join(':')
}

function processTable(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')
  } catch {
    return '' // only Linux has several
  }
}

/** A crash gives nothing back: a holder from this table of processes who is no more, or has our number, is gone. */
export function isGone(other: string, own: string): boolean {
  const [host, table, pid] = other.split(':')
  const [ownHost, ownTable, ownPid] = own.split(':')
  if (host !== ownHost || table !== ownTable || other === own) return false
  if (pid === ownPid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
