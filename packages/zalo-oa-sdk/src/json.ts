// Zalo's ids have more digits than a JavaScript number keeps. They come as strings, and now and then bare.

// A whole string literal, or a whole number outside of one.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * Parses JSON and keeps every digit: an integer outside JavaScript's safe range becomes a string.
 *
 * Use it for whatever Zalo sends; `JSON.parse` rounds `2468458835296197922` without a word.
 * Costs one `JSON.parse`, and one more pass over texts that hold a run of 16 digits. Throws `SyntaxError`.
 *
 * @example
 * parseZaloJson('{"user_id":2468458835296197922}') // { user_id: '2468458835296197922' }
 *
 * Source: the rule is ours; ids of this length stand in the samples of the official zaloplatform/zalo-java-sdk
 * (src/test/java/v3/SendReactionToMessage.java).
 */
export function parseZaloJson(text: string): unknown {
  return JSON.parse(/\d{16}/.test(text) ? text.replace(STRING_OR_NUMBER, quoteIfUnsafe) : text)
}

export function parseOrNothing(text: string): unknown {
  try {
    return parseZaloJson(text)
  } catch {
    return undefined
  }
}

function quoteIfUnsafe(token: string): string {
  if (!/^-?\d+$/.test(token)) return token
  return Number.isSafeInteger(Number(token)) ? token : `"${token}"`
}
