import { button, element } from './dom.js'
import { createPlace } from './place.js'

const BEGUN_ANEW =
  'Trợ lý vừa khởi động lại. Điện thoại dùng thử này là máy mới, với người dùng mới: tin nhắn và đăng ký trước đó không còn hiện ở đây.'
const texts = {
  you: 'Anh, chị: ',
  assistant: 'Trợ lý: ',
  sticker: 'Nhãn dán',
  picture: 'Ảnh',
  file: 'Tệp',
  buttons: 'Nút dưới tin',
  typing: 'đang nhập…',
  botDoes: 'Bot này làm được gì?',
  paste: (command) => `Gửi mã từ điện thoại kia: ${command}`,
  address: (id) => `t.me/thidua_bot?start=${id}`,
  notes: {
    telegram: { leaves: 'Anh/chị đã chặn trợ lý', returns: 'Anh/chị đã bỏ chặn trợ lý', anew: BEGUN_ANEW },
    zalo: { leaves: 'Anh/chị đã bỏ quan tâm OA', returns: 'Anh/chị đã quan tâm OA', anew: BEGUN_ANEW },
  },
  real: {
    telegram: 'Đã nối với Telegram thật: mở ứng dụng Telegram để dùng.',
    zalo: 'Đã nối với Zalo OA thật: mở ứng dụng Zalo để dùng.',
  },
  states: {
    notStarted: 'Chưa bắt đầu: trợ lý chưa gửi tin được',
    anyTime: 'Nhắn được bất cứ lúc nào',
    blocked: 'Đã chặn: trợ lý không gửi tin được',
    noWindow: 'Chưa mở cửa sổ nhắn tin',
    open: (minutes) =>
      `Cửa sổ nhắn tin: còn ${minutes < 60 ? `${minutes}\u00a0phút` : `${Math.floor(minutes / 60)}\u00a0giờ`}`,
    closed: (held) =>
      held > 0 ? `Hết cửa sổ – ${held} tin đang chờ anh/chị nhắn lại` : 'Hết cửa sổ – tin mới sẽ chờ anh/chị nhắn lại',
  },
  tooLarge: 'Tệp lớn quá 10 MB.',
  notSent: 'Chưa gửi được. Vui lòng kiểm tra kết nối mạng rồi thử lại.',
  notLoaded: 'Chưa mở được hai điện thoại. Trang sẽ tự thử lại.',
  noConnection: 'Mất kết nối. Đang kết nối lại…',
}
const POST_TIMEOUT_MS = 30_000
const RETRY_MS = 5_000
const MOST_BYTES = 10 * 1024 * 1024
const SHORT_BREAK_MS = 2_000
const TYPING_MS = 5_000
const SVG = 'http://www.w3.org/2000/svg'

const byId = (id) => document.getElementById(id)

function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `#icon-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  svg.append(use)
  return svg
}

// --- The words of a message, with what Telegram marks in them

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

/** Nodes for `text` from `from` to `to`; marks may stand in one another. */
function setMarked(text, marks, from, to, onCommand) {
  const nodes = []
  let at = from
  const inOrder = [...marks].sort((a, b) => a.offset - b.offset || b.length - a.length)
  for (const mark of inOrder) {
    const end = mark.offset + mark.length
    if (mark.offset < at || end > to) continue
    const inside = inOrder.filter((one) => one !== mark && one.offset >= mark.offset && one.offset + one.length <= end)
    nodes.push(
      text.slice(at, mark.offset),
      toMark(mark, () => setMarked(text, inside, mark.offset, end, onCommand)),
    )
    at = end
  }
  nodes.push(text.slice(at, to))
  return nodes
    .map((node, index) => withoutBreaks(node, nodes[index - 1], nodes[index + 1]))
    .filter((node) => node !== '')

  function toMark({ type, offset, length }, inner) {
    if (type === 'bot_command') {
      const command = text.slice(offset, offset + length)
      return button(command, 'command', () => onCommand(command))
    }
    return TAGS[type] ? element(TAGS[type], '', ...inner()) : element('span', '', ...inner())
  }
}

// A quotation stands on lines of its own: the breaks around it are the platform's way to say so.
function withoutBreaks(node, before, after) {
  if (typeof node !== 'string') return node
  const isBlock = (one) => one?.nodeName === 'BLOCKQUOTE' || one?.nodeName === 'PRE'
  const start = isBlock(before) ? node.replace(/^\n+/, '') : node
  return isBlock(after) ? start.replace(/\n+$/, '') : start
}

// --- One phone

const timeZone = 'Asia/Ho_Chi_Minh'
const dayFields = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }
const formatDay = new Intl.DateTimeFormat('vi-VN', { weekday: 'long', ...dayFields })
const formatTime = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone })

function createPhone(name) {
  const section = byId(name)
  const find = (selector) => section.querySelector(selector)
  const [screen, composer, input, paste, sub, menu] = [
    '.screen',
    '.composer',
    'textarea',
    '.paste',
    '.sub',
    '.menu',
  ].map(find)
  const place = createPlace(screen)
  const subtitle = sub.textContent
  let shown = new Set()
  let lastDay = ''
  let linkCommand = ''
  let typingTimer

  const act = (what) => perform({ phone: name, ...what })
  const types = (text) => act({ act: 'types', text })

  function clear(description) {
    shown = new Set()
    lastDay = ''
    screen.replaceChildren()
    if (name === 'telegram')
      screen.append(element('div', 'intro', element('strong', '', texts.botDoes), element('p', '', description)))
  }

  function show(item) {
    if (shown.has(item.id)) return
    shown.add(item.id)
    find('.intro')?.remove()
    const day = formatDay.format(new Date(item.at))
    const isNewDay = day !== lastDay
    if (isNewDay) screen.append(element('p', 'day', day))
    lastDay = day
    const node = item.from === 'note' ? element('p', 'day', texts.notes[name][item.what]) : toMessage(item)
    const [follow, previous] = [isNewDay || place.isAtEnd(), screen.lastElementChild]
    screen.append(node)
    place.watch(node)
    if (item.from !== 'assistant') return place.toEnd()
    showTyping(false)
    // A long answer is read from its first line, below the question, not from its last.
    const isBelowQuestion = previous?.matches('.person') && previous.offsetHeight < 160
    if (follow) place.toTopOf(isBelowQuestion ? previous : node)
  }

  function toMessage({ id, from, what, at, text, marked, buttons }) {
    const time = element('time', '', formatTime.format(new Date(at)))
    const said = element('span', 'unseen', from === 'person' ? texts.you : texts.assistant)
    const message = element('div', `message ${from} ${what}`)
    if (what === 'text') message.append(element('div', 'bubble', said, ...toWords(text, marked), time))
    else message.append(element('div', 'bubble', said, toThing(id, what, text), time))
    if (buttons.length > 0) message.append(toKeyboard(id, buttons))
    return message
  }

  function toThing(id, what, name) {
    if (what === 'sticker') return element('div', 'thing', icon('thumb'), element('span', 'unseen', texts.sticker))
    const link = element('a', 'thing')
    link.href = `/phones/files/${id}`
    link.download = name
    if (what === 'file') link.append(icon('file'), element('span', 'file-name', name || texts.file))
    else {
      const picture = element('img')
      picture.src = link.href
      picture.alt = `${texts.picture} ${name}`.trim()
      link.append(picture)
    }
    return link
  }

  const toWords = (text, marked) => [element('div', 'words', ...setMarked(text, marked, 0, text.length, types))]

  function toKeyboard(id, rows) {
    let index = 0
    const keyboard = element('div', 'keyboard')
    keyboard.setAttribute('role', 'group')
    keyboard.setAttribute('aria-label', texts.buttons)
    for (const labels of rows) {
      const toButton = (label) => {
        const place = index++
        return button(label, 'key', (node) => press(node, { act: 'taps', item: id, button: place }))
      }
      keyboard.append(element('div', 'row', ...labels.map(toButton)))
    }
    return keyboard
  }

  // The platforms show for a moment that a button was tapped, and no message of it.
  async function press(node, what) {
    node.classList.add('pressed')
    await act(what)
    node.classList.remove('pressed')
  }

  function showTyping(isOn) {
    clearTimeout(typingTimer)
    sub.textContent = isOn && name === 'telegram' ? texts.typing : subtitle
    if (isOn) typingTimer = setTimeout(() => showTyping(false), TYPING_MS)
  }

  function showState(state, time) {
    find('.time').textContent = time
    const [mood, words] = describe(name, state)
    const label = find('.state')
    label.dataset.mood = mood
    if (label.textContent !== words) label.textContent = words
    const canWrite = state !== null && (name === 'zalo' || (state.present && state.started))
    composer.hidden = !canWrite
    section.classList.toggle('real', state === null)
    find('.phone').inert = state === null
    find('.tools').hidden = state === null
    toggle('[data-act=start]', state && !state.started && state.present)
    toggle('.whole[data-act=returns]', state && !state.present)
    toggle('.follow', state && !state.present)
    toggle('[data-act=leaves]', state?.present && state.started)
    for (const node of section.querySelectorAll('[data-text], .paste, .deep-link button'))
      node.disabled = name === 'telegram' && !state?.present
  }

  function toggle(selector, isShown) {
    const node = find(selector)
    if (!node || node.hidden === !isShown) return
    // The tapped button is gone: keep the keyboard's place, without opening a phone's on-screen keyboard.
    if (!isShown && node.contains(document.activeElement)) screen.focus({ preventScroll: true })
    node.hidden = !isShown
  }

  function offerCode(command) {
    linkCommand = command
    paste.hidden = command === ''
    paste.textContent = texts.paste(command)
  }

  function resize() {
    input.style.height = 'auto'
    input.style.height = `${input.scrollHeight + 2}px`
  }

  function submit(event) {
    event.preventDefault()
    const text = input.value.trim()
    if (text === '') return
    input.value = ''
    resize()
    types(text)
  }

  function showMenu(isOpen) {
    if (!menu) return
    menu.hidden = !isOpen
    find('.menu-button').setAttribute('aria-expanded', String(isOpen))
  }

  function fillMenu(commands) {
    menu?.replaceChildren(
      ...commands.map(([command, description]) => {
        const entry = button('', '', () => {
          showMenu(false)
          input.focus()
          types(`/${command}`)
        })
        entry.append(element('span', '', description), element('span', 'command-name', `/${command}`))
        return element('li', '', entry)
      }),
    )
  }

  composer.addEventListener('submit', submit)
  input.addEventListener('input', resize)
  input.addEventListener('keydown', (event) => {
    // Vietnamese input methods use Enter to finish a word.
    const isForInputMethod = event.isComposing || event.keyCode === 229
    if (event.key === 'Enter' && !event.shiftKey && !isForInputMethod) submit(event)
  })
  section.addEventListener('click', ({ target, detail }) => {
    const { text, act: what } = target.closest('[data-text], [data-act]')?.dataset ?? {}
    if (detail > 1 || (!text && !what)) return
    if (text) types(text)
    else if (what === 'start') types('/start')
    else act({ act: what })
  })
  const chosen = find('input[type=file]')
  find('.attach').addEventListener('click', () => chosen.click())
  chosen.addEventListener('change', async () => {
    for (const file of [...chosen.files]) await postFile(name, file)
    chosen.value = '' // so that the same file can be chosen again
  })
  paste.addEventListener('click', () => {
    const command = linkCommand
    offerCode('')
    screen.focus({ preventScroll: true })
    types(command)
  })
  find('.menu-button')?.addEventListener('click', () => showMenu(menu.hidden))
  section.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || menu?.hidden !== false) return
    showMenu(false)
    find('.menu-button').focus()
  })

  return { clear, show, showState, showTyping, offerCode, fillMenu, act }
}

/** How a channel stands: a mood for its dot, and the words. */
function describe(name, state) {
  const { states } = texts
  if (state === null) return ['real', texts.real[name]]
  if (name === 'telegram') {
    if (!state.present) return ['shut', states.blocked]
    return state.started ? ['open', states.anyTime] : ['none', states.notStarted]
  }
  if (state.window === null) return ['none', states.noWindow]
  const { isOpen, minutes, held } = state.window
  return isOpen ? ['open', states.open(minutes)] : ['shut', states.closed(held)]
}

const phones = { telegram: createPhone('telegram'), zalo: createPhone('zalo') }
const OTHER = { telegram: 'zalo', zalo: 'telegram' }
const LINK = /\/lienket [A-Z0-9]{4}-[A-Z0-9]{4}/
let key = ''

function showItem(name, item) {
  phones[name].show(item)
  // A person copies the code from one phone to the other; the page spares the typing.
  const command = item.from === 'assistant' ? LINK.exec(item.text)?.[0] : undefined
  if (command) phones[OTHER[name]].offerCode(command)
  else if (item.from === 'person' && LINK.test(item.text)) phones[name].offerCode('')
}

function showState({ today, time, telegram, zalo }) {
  byId('today').textContent = `Hôm nay: ${today.text}`
  phones.telegram.showState(telegram, time)
  phones.zalo.showState(zalo, time)
}

// --- The server

let noticeTimer

// A short break heals by itself and is not worth a word.
function showNotice(text, afterMs = 0) {
  clearTimeout(noticeTimer)
  noticeTimer = setTimeout(() => byId('notice').replaceChildren(text), afterMs)
}

const post = (path, content) => send(path, { 'content-type': 'application/json' }, JSON.stringify(content))

function postFile(phone, file) {
  if (file.size > MOST_BYTES) return showNotice(texts.tooLarge)
  const [type, named] = ['application/octet-stream', encodeURIComponent(file.name)]
  return send('/phones/files', { 'content-type': type, 'x-phone': phone, 'x-file-name': named }, file)
}

async function send(path, headers, body) {
  try {
    const signal = AbortSignal.timeout(POST_TIMEOUT_MS)
    const response = await fetch(path, { method: 'POST', headers, signal, body })
    if (response.ok) return showNotice('')
    const { error } = await response.json().catch(() => ({}))
    showNotice(error ?? texts.notSent)
  } catch {
    showNotice(texts.notSent)
  }
}

const perform = (what) => post('/phones/acts', what)

async function loadSession() {
  const response = await fetch('/phones/session')
  if (!response.ok) throw new Error(`session: ${response.status}`)
  const session = await response.json()
  if (session.key !== key) {
    for (const phone of Object.values(phones)) {
      phone.clear(session.description)
      phone.fillMenu(session.commands)
      phone.offerCode('')
    }
    byId('campaign').replaceChildren(...session.campaigns.map(({ id, label }) => new Option(label, id)))
    showAddress()
  }
  key = session.key
  for (const name of Object.keys(phones)) for (const item of session.items[name]) showItem(name, item)
  showState(session.state)
}

function listen() {
  const events = new EventSource('/phones/events')
  const on = (name, show) => events.addEventListener(name, (event) => show(JSON.parse(event.data)))
  on('item', ({ phone, item }) => showItem(phone, item))
  on('state', showState)
  on('typing', ({ phone }) => phones[phone].showTyping(true))
  events.onopen = () => {
    showNotice('')
    loadSession().catch(() => {}) // brings what was said while nobody listened
  }
  events.onerror = () => {
    showNotice(texts.noConnection, SHORT_BREAK_MS)
    if (events.readyState === EventSource.CLOSED) setTimeout(start, RETRY_MS)
  }
}

async function start() {
  try {
    await loadSession()
    listen()
  } catch (cause) {
    console.error(cause)
    showNotice(texts.notLoaded, SHORT_BREAK_MS)
    setTimeout(start, RETRY_MS)
  }
}

function showAddress() {
  document.querySelector('.address').textContent = texts.address(byId('campaign').value)
}

byId('next-day').addEventListener('click', () => post('/phones/clock', { days: 1 }))
byId('days-off').addEventListener('click', () => post('/phones/clock', { days: 3 }))
byId('campaign').addEventListener('change', showAddress)
document.querySelector('.deep-link').addEventListener('submit', (event) => {
  event.preventDefault()
  phones.telegram.act({ act: 'opens', campaign: byId('campaign').value })
})

start()
