/** Whether two values are the same as JSON, in whatever order their fields stand. */
export function isEqual(some: unknown, other: unknown): boolean {
  return JSON.stringify(some) === JSON.stringify(other) || canonical(some) === canonical(other)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one) && !(one instanceof Date)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
