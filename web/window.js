// In the demo, a second window of the same browser plays the organiser: it has a conversation of its own.

/** Which window this is; empty for the ordinary one. */
export const windowName = new URLSearchParams(location.search).get('cua-so') ?? ''

/** The path by which the server knows this window. */
export const toPath = (path) => (windowName ? `${path}?${new URLSearchParams({ 'cua-so': windowName })}` : path)
