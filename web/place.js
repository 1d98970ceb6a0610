// Where the reader of a conversation is: kept while pictures arrive and the room for it changes, until the reader moves.

const MARGIN = 16
const NEAR = 160

/** Keeps a place in `scroller`; `watch` names what in it may grow. */
export function createPlace(scroller) {
  let top = null // where it is; null once the reader went elsewhere
  let settledAt = 0

  const settle = () => {
    if (!top) return
    scroller.scrollTop = top()
    settledAt = scroller.scrollTop
  }
  const keep = (newTop) => {
    top = newTop
    settle()
  }
  const leave = () => {
    top = null
  }

  scroller.addEventListener('scroll', () => Math.abs(scroller.scrollTop - settledAt) > 1 && leave())
  // What the reader unfolds is read where it is.
  scroller.addEventListener('click', leave, { capture: true })
  const room = new ResizeObserver(settle)
  room.observe(scroller)

  return {
    toEnd: () => keep(() => scroller.scrollHeight),
    toTopOf: (node) => keep(() => node.offsetTop - MARGIN),
    settle,
    watch: (node) => room.observe(node),
    isAtEnd: () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR,
    /** Whether the beginning of the node can be read. */
    shows: (node) => node.offsetTop + MARGIN < scroller.scrollTop + scroller.clientHeight,
  }
}
