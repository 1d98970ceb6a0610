// Zalo repeats what the assistant has sent as an event: where the answer to a call was lost, that tells it arrived.

export interface Echoes {
  /** A letter is being sent: should Zalo's answer be lost, its echo tells that it arrived. */
  expect(letterId: string, userId: string, text: string): void
  /** Zalo answered. */
  forget(letterId: string): void
  /** Whether this is the echo of a letter that is expected to arrive. */
  heard(userId: string, text: string): boolean
  /** Whether its echo came: then it is not sent again. */
  arrived(letterId: string): boolean
}

/** None is expected yet. */
export function createEchoes(): Echoes {
  const expected = new Map<string, { userId: string; text: string; heard: boolean }>()
  return {
    expect: (letterId, userId, text) => void expected.set(letterId, { userId, text, heard: false }),
    forget: (letterId) => void expected.delete(letterId),
    heard: (userId, text) => {
      const echo = [...expected.values()].find((one) => one.userId === userId && one.text === text)
      if (echo) echo.heard = true
      return echo !== undefined
    },
    arrived: (letterId) => (expected.get(letterId)?.heard ? expected.delete(letterId) : false),
  }
}
