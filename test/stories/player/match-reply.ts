// Whether a reply is the one the story tells: word for word, but for “…” and {names}.

const HOLE = /…|\{([^{}\n]+)\}/g
const DRAWN = '[\\p{L}\\p{N}][\\p{L}\\p{N}_-]*'

/**
 * Whether `actual` is what `told` says. “…” stands for any text; “{mã}” for a word that is remembered in `named` and is
 * the same wherever the name stands again. `named` is changed only if they match.
 */
export function matchReply(told: string, actual: string, named: Map<string, string>): boolean {
  const names: string[] = []
  const pattern = told
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/[.*+?^$()[\]\\|]/g, '\\$&')
    .replace(HOLE, (hole, name: string | undefined) => {
      if (name === undefined) return hole === '…' ? '[\\s\\S]*?' : hole
      const known = named.get(name)
      if (known !== undefined) return known.replace(/[.*+?^$()[\]\\|{}]/g, '\\$&')
      const seen = names.indexOf(name)
      if (seen >= 0) return `\\${seen + 1}`
      names.push(name)
      return `(${DRAWN})`
    })
  const match = new RegExp(`^${pattern}$`, 'u').exec(actual)
  if (!match) return false
  for (const [index, name] of names.entries()) named.set(name, match[index + 1] ?? '')
  return true
}

/** What a person says with what was remembered: “tra cứu {mã}”. Throws where a name was never met. */
export function fillIn(text: string, named: ReadonlyMap<string, string>): string {
  return text.replace(/\{([^{}\n]+)\}/g, (_hole, name: string) => {
    const value = named.get(name)
    if (value === undefined) throw new Error(`nothing was called {${name}} before`)
    return value
  })
}
