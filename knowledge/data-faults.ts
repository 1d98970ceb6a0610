// Faults of curated data as they are found: the path of the value, and what to write instead.

export interface DataFault {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

export type Report = (path: readonly PropertyKey[], message: string) => void

/** Runs a check and collects what it reports. */
export function collectFaults(check: (report: Report) => void): DataFault[] {
  const faults: DataFault[] = []
  check((path, message) => faults.push({ path, message }))
  return faults
}

/** Reports every id that stands twice in a list. */
export function reportTwice(
  all: readonly { id: string }[],
  path: readonly PropertyKey[],
  what: string,
  report: Report,
): void {
  const seen = new Set<string>()
  for (const [at, { id }] of all.entries()) {
    if (seen.has(id)) report([...path, at, 'id'], `${what} id "${id}" is already used: choose another`)
    seen.add(id)
  }
}

/** “a, b, c”: what could have been written. */
export function idsOf(all: readonly { id: string }[]): string {
  return all.map(({ id }) => id).join(', ') || 'none'
}
