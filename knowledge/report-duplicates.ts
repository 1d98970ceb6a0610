import type { Fault } from './load.ts'

/** One fault for each id that was used before in its file. */
export function reportDuplicates(
  named: { id: string; line: () => number }[],
  file: string,
  what: string,
  faults: Fault[],
): void {
  const seen = new Map<string, () => number>()
  for (const { id, line } of named) {
    const first = seen.get(id)
    if (first !== undefined)
      faults.push({
        file,
        line: line(),
        message: `${what} id "${id}" is already used in line ${first()}: choose another`,
      })
    else seen.set(id, line)
  }
}
