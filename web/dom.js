// Strings become text nodes: nothing that comes from outside is ever read as markup.
export function element(tag, className, ...children) {
  const node = document.createElement(tag)
  if (className) node.className = className
  node.append(...children)
  return node
}

export function group(className, label, ...children) {
  const node = element('div', className, ...children)
  node.setAttribute('role', 'group')
  node.setAttribute('aria-label', label)
  return node
}

export function button(label, className, onTap) {
  const node = element('button', className, label)
  node.type = 'button'
  // The second half of a double click would hit whatever has moved under the pointer.
  node.addEventListener('click', ({ detail }) => detail < 2 && onTap(node))
  return node
}
