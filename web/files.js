import { button, element } from './dom.js'
import { toPath } from './window.js'

const texts = {
  uploading: 'đang tải lên…',
  remove: 'Bỏ',
  removeNamed: (name) => `Bỏ tệp ${name}`,
  tooLarge: 'Tệp lớn quá 10 MB.',
  tooMany: 'Mỗi lần gửi được nhiều nhất 10 tệp.',
  notReached: 'Chưa tải lên được. Vui lòng bỏ tệp và đính kèm lại.',
  gone: 'Ảnh này không còn nữa.',
  save: 'Tải về',
  file: (name) => (name ? `Tệp: ${name}` : 'Một tệp'),
}
const MOST_BYTES = 10 * 1024 * 1024
const MOST_FILES = 10
const UPLOAD_TIMEOUT_MS = 120_000

/** What goes with the next message: each file is uploaded as soon as it is chosen. `onChange` is told of every change. */
export function createTray(list, onChange) {
  const items = new Set()

  const change = () => {
    list.hidden = items.size === 0
    onChange()
  }

  const drop = (item) => {
    items.delete(item)
    item.node.remove()
    item.upload.abort()
    change()
  }

  const add = (file, refusal) => {
    const state = element('span', 'state', refusal ?? texts.uploading)
    const item = { node: null, upload: new AbortController(), handle: null, name: file.name, busy: !refusal }
    const remove = button(texts.remove, 'small', () => drop(item))
    remove.setAttribute('aria-label', texts.removeNamed(file.name))
    item.node = element('li', '', element('span', 'file-name', file.name), state, remove)
    item.node.classList.toggle('refused', Boolean(refusal))
    items.add(item)
    list.append(item.node)
    change()
    item.node.scrollIntoView({ block: 'nearest' })
    if (refusal) return
    upload(file, item.upload.signal).then(({ handle, name, error }) => {
      Object.assign(item, { handle, name: name ?? file.name, busy: false })
      state.textContent = error ?? formatSize(file.size)
      item.node.classList.toggle('refused', Boolean(error))
      if (error) item.node.scrollIntoView({ block: 'nearest' })
      change()
    })
  }

  return {
    add: (files) => {
      const room = Math.max(0, MOST_FILES - items.size)
      for (const file of [...files].slice(0, room)) add(file)
      if (files.length > room) add(files[room], texts.tooMany)
    },
    isBusy: () => [...items].some(({ busy }) => busy),
    hasRefused: () => [...items].some(({ busy, handle }) => !busy && !handle),
    /** The files that are there; the tray is empty then. */
    take: () => {
      const ready = [...items].filter(({ handle }) => handle)
      for (const item of items) drop(item)
      return ready.map(({ handle, name }) => ({ handle, name }))
    },
  }
}

async function upload(file, signal) {
  if (file.size > MOST_BYTES) return { error: texts.tooLarge }
  try {
    const response = await fetch(toPath('/chat/files'), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
      body: file,
      signal: AbortSignal.any?.([signal, AbortSignal.timeout(UPLOAD_TIMEOUT_MS)]) ?? signal,
    })
    const answer = await response.json().catch(() => ({}))
    return response.ok ? answer : { error: answer.error ?? texts.notReached }
  } catch {
    return { error: texts.notReached }
  }
}

/** A picture as a picture, anything else as a link that saves it. */
export function toAttachment({ fileId, name, type }) {
  const link = element('a', 'attachment')
  link.href = toPath(`/chat/files/${fileId}`)
  link.download = name
  if (!type.startsWith('image/')) {
    link.append(element('span', 'file-name', name), element('span', 'save', texts.save))
    return link
  }
  const picture = element('img')
  picture.src = link.href
  picture.alt = name
  picture.addEventListener('error', () => link.replaceWith(element('p', 'gone', texts.gone)))
  link.append(picture)
  return link
}

/** The names of files that a person sent. */
export function toFileNames(files) {
  return files.map((file) => element('p', 'file', texts.file(file.name ?? file)))
}

function formatSize(bytes) {
  const kilobytes = bytes / 1024
  const [value, unit] = kilobytes < 1024 ? [Math.max(1, Math.round(kilobytes)), 'KB'] : [kilobytes / 1024, 'MB']
  return `${value.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ${unit}`
}
