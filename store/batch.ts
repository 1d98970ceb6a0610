// Many ids in one query.

/** How many ids one query takes. */
export const BATCH = 100

/**
 * The ids filled up to a whole batch by the last one repeated: however many there are, the query is the same and is
 * prepared once. At most BATCH of them.
 */
export function toBatch(ids: readonly string[]): string[] {
  if (ids.length > BATCH) throw new Error(`at most ${BATCH} ids in one query, not ${ids.length}`)
  return Array.from({ length: BATCH }, (_, index) => ids[Math.min(index, ids.length - 1)] ?? '')
}
