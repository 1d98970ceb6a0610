import { button, element, group } from './dom.js'
import { createTray, toAttachment, toFileNames } from './files.js'
import { createPlace } from './place.js'
import { toPath, windowName } from './window.js'

const texts = {
  assistant: 'Trợ lý Thi đua',
  you: 'Anh, chị hỏi: ',
  scope: (count) =>
    `Tôi chỉ trả lời theo ${count} kế hoạch dưới đây và luôn dẫn nguồn. Điều gì văn bản không nêu, tôi sẽ nói rõ.`,
  typing: 'Đang trả lời',
  sources: 'Nguồn',
  choices: 'Lựa chọn',
  isItRight: 'Câu trả lời có đúng không?',
  verdicts: ['Đúng', 'Chưa đúng'],
  sendAgain: 'Gửi lại',
  print: 'In',
  printThis: 'In tin này',
  notReached: 'Chưa liên lạc được với trợ lý. Câu hỏi được giữ lại và tự gửi khi có kết nối.',
  notAccepted: 'Chưa gửi được. Vui lòng gửi lại sau ít phút.',
  notLoaded: 'Chưa liên lạc được với trợ lý. Trang sẽ tự thử lại.',
  noConnection: 'Chưa liên lạc được với trợ lý. Đang kết nối lại…',
  beginnings: [
    ['Đăng ký thi đua', '/dangky'],
    ['Đăng ký của tôi', '/hosocuatoi'],
    ['Nhắc trước hạn', '/nhac'],
  ],
  organiser: {
    title: 'Người phụ trách – Trợ lý Thi đua',
    heading: 'Người phụ trách',
    lead: 'Cửa sổ này đóng vai người phụ trách: đăng ký mới hiện ở đây để duyệt.',
    beginnings: [
      ['Đăng ký chờ duyệt', '/choduyet'],
      ['Thống kê', '/thongke'],
      ['Xuất danh sách', '/xuat'],
    ],
    other: 'Người đăng ký',
  },
}
const POST_TIMEOUT_MS = 30_000
const RETRY_MS = 5_000
const SHORT_BREAK_MS = 2_000

const byId = (id) => document.getElementById(id)
const [scroller, log, question, examples] = ['scroller', 'log', 'question', 'examples'].map(byId)
const place = createPlace(scroller)
const shownIds = new Set()
let today = null
let lastDay = null
let answered // the message that the last reply answers
let news = null // the first reply whose beginning the reader has not seen

// --- What a reply is made of

const setters = {
  text: ({ text }) => text.split(/\n{2,}/).map((part) => element('p', '', part)),
  heading: ({ text }) => [element('h3', 'title', text)],
  quote: ({ text }) => [element('blockquote', '', text)],
  list: ({ items }) => [element('ul', '', ...items.map((item) => toListItem(item.text, item.items)))],
}
const setBlocks = (blocks) => blocks.flatMap((block) => setters[block.type](block))

// “a)”, “1.” and the like are the document's own numbering: it takes the place of the bullet.
function toListItem(text, subItems = []) {
  const [, number, rest] = text.match(/^(\d{1,2}[.)]|[a-zđ]\))\s+(.*)$/s) ?? [null, '', text]
  const item = element('li', number && 'numbered', number && element('span', 'number', `${number} `), rest)
  if (subItems.length > 0) item.append(element('ul', '', ...subItems.map((sub) => toListItem(sub))))
  return item
}

function toPassage(passage) {
  const blocks = []
  for (const line of passage.split('\n').map((raw) => raw.trim())) {
    const [, mark, text] = line.match(/^([-+]) +(.*)$/) ?? [null, '', line]
    const list = blocks.at(-1)?.items
    if (mark === '+' && list) list.at(-1).items.push(text)
    else if (mark && list) list.push({ text, items: [] })
    else if (mark) blocks.push({ type: 'list', items: [{ text, items: [] }] })
    else if (text) blocks.push({ type: 'text', text })
  }
  return element('div', 'passage', ...setBlocks(blocks))
}

const toSource = ({ place, title, passage }) =>
  element('details', '', element('summary', '', `${place}, ${title}`), toPassage(passage))

function toChoice({ label, action }) {
  return button(label, 'choice', (node) => {
    node.classList.add('chosen')
    say({ text: label, action })
  })
}

function toVerdict({ label, action }, index) {
  const node = button(texts.verdicts[index] ?? label, 'verdict', () => sendVerdict(node, { action, text: label }))
  node.setAttribute('aria-pressed', 'false')
  return node
}

// A verdict is not a turn of the conversation: its button shows that it was taken, the log stays as it is.
async function sendVerdict(node, words) {
  for (const each of node.parentElement.querySelectorAll('button')) each.setAttribute('aria-pressed', each === node)
  node.parentElement.querySelector('.trouble')?.remove()
  const id = createId()
  shownIds.add(id)
  const trouble = await post({ id, ...words })
  if (!trouble) return
  node.setAttribute('aria-pressed', 'false')
  node.parentElement.append(element('p', 'trouble', trouble))
}

function setReply({ blocks, sources, choices, attachments = [] }) {
  const parts = [...setBlocks(blocks), ...attachments.map(toAttachment)]
  const add = (className, label, heading, nodes) => {
    if (nodes.length > 0) parts.push(group(className, label, ...heading, ...nodes))
  }
  const isFeedback = ({ action }) => action.startsWith('feedback:')
  // Sources unfold where they are named.
  const isOrdinary = ({ action }) => !/^(feedback|source|remind:source):/.test(action)
  add('sources', texts.sources, [element('h3', '', texts.sources)], sources.map(toSource))
  add('choices', texts.choices, [], choices.filter(isOrdinary).map(toChoice))
  add('feedback', texts.isItRight, [element('p', '', texts.isItRight)], choices.filter(isFeedback).map(toVerdict))
  return parts
}

// --- The log

function showItem(item) {
  if (shownIds.has(item.id)) return null
  shownIds.add(item.id)
  if (item.at) showDay(formatIsoDay.format(new Date(item.at)))
  byId('start').hidden = true
  return item.from === 'assistant' ? showReply(item) : showPerson(item)
}

function showPerson({ text, files = [] }) {
  const words = text ? [element('p', '', text)] : []
  const article = element('article', 'person', element('span', 'unseen', texts.you), ...words, ...toFileNames(files))
  log.append(article)
  place.toTopOf(article)
  return article
}

function showReply({ reply, at, answers }) {
  const [follow, previous] = [place.isAtEnd(), log.lastElementChild]
  const byline = element('p', 'byline', texts.assistant, element('time', '', formatTime.format(new Date(at))))
  const article = element('article', 'assistant', byline, ...setReply(reply))
  article.dataset.kind = reply.kind
  // What has a title is a paper of its own: a receipt, a summary, a list of what is missing.
  if (article.querySelector('h3.title')) byline.append(toPrint(article))
  showTyping(false)
  log.append(article)
  // An answer is read from its first line, below the question, however long it is and however many letters it has.
  const goesOn = answers !== undefined && answers === answered
  answered = answers
  const isBelowQuestion = previous?.matches('.person') && previous.offsetHeight < 160
  if (follow && !goesOn) place.toTopOf(isBelowQuestion ? previous : article)
  else place.settle()
  if (!place.shows(article)) showNews(news ?? article)
}

function toPrint(article) {
  const node = button(texts.print, 'print', () => {
    article.classList.add('printed')
    addEventListener('afterprint', () => article.classList.remove('printed'), { once: true })
    print()
  })
  node.setAttribute('aria-label', texts.printThis)
  return node
}

function showNews(article) {
  news = article
  byId('to-news').hidden = !news
}

function showNewsAtTop() {
  place.toTopOf(news)
  scroller.focus({ preventScroll: true })
}

function showDay(day) {
  const isNews = day !== (lastDay ?? today.iso)
  lastDay = day
  const text = day === today.iso ? `Hôm nay là ${today.text}` : formatDay.format(new Date(`${day}T12:00:00+07:00`))
  if (isNews) log.append(element('p', 'day', text))
}

function showToday(newToday) {
  const [before, follow] = [today ?? newToday, place.isAtEnd()]
  today = newToday
  byId('today').textContent = `Hôm nay: ${today.text}`
  if (before.iso === today.iso) return
  lastDay ??= before.iso
  showDay(today.iso)
  if (follow) place.toEnd()
}

function showTyping(isOn) {
  byId('typing').replaceChildren(...(isOn ? [texts.typing, element('span', 'dots')] : []))
}

const timeZone = 'Asia/Ho_Chi_Minh'
const dayFields = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }
const formatDay = new Intl.DateTimeFormat('vi-VN', { weekday: 'long', ...dayFields })
const formatIsoDay = new Intl.DateTimeFormat('en-CA', dayFields)
const formatTime = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone })

// --- Saying something

function say(words) {
  const message = { id: createId(), ...words }
  deliver(message, showItem({ ...message, from: 'person' }))
}

// Messages that reached nobody, in their order: sent again, under the same id, as soon as somebody is there.
const waiting = new Map()
let waitingTimer

async function deliver(message, article) {
  setUnsent(message.id, message)
  article.classList.add('sending')
  const trouble = await post(message)
  article.classList.remove('sending')
  article.querySelector('.trouble')?.remove()
  waiting.delete(message.id)
  if (!trouble) return setUnsent(message.id, undefined)
  showTrouble(message, article, trouble)
  if (trouble !== texts.notReached) return
  waiting.set(message.id, () => deliver(message, article))
  clearTimeout(waitingTimer)
  waitingTimer = setTimeout(sendWaiting, RETRY_MS)
}

async function sendWaiting() {
  clearTimeout(waitingTimer)
  for (const send of [...waiting.values()]) await send()
}

function postJson(path, content) {
  const [headers, signal] = [{ 'content-type': 'application/json' }, AbortSignal.timeout(POST_TIMEOUT_MS)]
  return fetch(toPath(path), { method: 'POST', headers, signal, body: JSON.stringify(content) })
}

/** Null when the server took the message, otherwise what to tell the person. */
async function post({ files = [], ...message }) {
  try {
    const handles = files.map(({ handle }) => handle)
    const response = await postJson('/chat/messages', { ...message, files: handles })
    if (response.ok) return null
    // What stands before the assistant answers in its place: 502, 503, 504.
    if (response.status > 500) return texts.notReached
    const { error } = await response.json().catch(() => ({}))
    return error ?? texts.notAccepted
  } catch {
    return texts.notReached
  }
}

function showTrouble(message, article, trouble) {
  const again = button(texts.sendAgain, 'small', () => {
    scroller.focus({ preventScroll: true })
    again.disabled = true
    deliver(message, article)
  })
  article.append(element('div', 'trouble', element('p', '', trouble), again))
  if (article === log.lastElementChild) place.toEnd()
}

// Not crypto.randomUUID: browsers withhold it from a page that an office serves over plain http.
function createId() {
  const toHexDigit = (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, toHexDigit)
}

// --- What was typed survives a reload. Where the browser forbids storage, the page works without it.

function quietly(act, otherwise) {
  try {
    return act() ?? otherwise
  } catch {
    return otherwise
  }
}

const remember = (key, value) => quietly(() => sessionStorage.setItem(key + windowName, JSON.stringify(value)))
const recall = (key, otherwise) => quietly(() => JSON.parse(sessionStorage.getItem(key + windowName)), otherwise)
const setUnsent = (id, message) => remember('unsent', { ...recall('unsent', {}), [id]: message })

function showUnsent(history) {
  for (const message of Object.values(recall('unsent', {}))) {
    if (history.some(({ id }) => id === message.id)) setUnsent(message.id, undefined)
    else if (!shownIds.has(message.id)) deliver(message, showItem({ ...message, from: 'person' }))
  }
}

// --- The input

let isWaiting = false // to be sent as soon as the files are there

function setInput(text) {
  if (question.value !== text) question.value = text
  question.style.height = 'auto'
  question.style.height = `${question.scrollHeight + 2}px`
  remember('draft', text)
}

function submitQuestion(event) {
  event?.preventDefault()
  // What was attached goes along: all is sent once it has arrived.
  setWaiting(tray.isBusy())
  if (isWaiting) return
  const text = question.value.trim()
  const files = tray.take()
  if (text === '' && files.length === 0) return
  setInput('')
  say({ text, ...(files.length > 0 ? { files } : {}) })
}

function setWaiting(isOn) {
  isWaiting = isOn
  byId('send').setAttribute('aria-busy', isOn)
}

const tray = createTray(byId('tray'), () => {
  if (!isWaiting || tray.isBusy()) return
  if (tray.hasRefused()) setWaiting(false)
  else submitQuestion()
})

function attach({ target }) {
  tray.add(target.files)
  target.value = '' // so that the same file can be chosen again
  question.focus({ preventScroll: true })
}

function sendOnEnter(event) {
  // Vietnamese input methods use Enter to finish a word.
  const isForInputMethod = event.isComposing || event.keyCode === 229
  if (event.key === 'Enter' && !event.shiftKey && !isForInputMethod) submitQuestion(event)
}

// --- Example questions

function toCampaign({ label, title, issuer, year, examples }, place, isOpen) {
  const name = element('span', 'name', element('strong', '', label), element('span', '', `${issuer}\u00a0· ${year}`))
  const questions = examples.map((text) => button(text, 'example', () => askExample(text)))
  const card = element('details', 'campaign', element('summary', '', name), element('p', '', title), ...questions)
  card.name = place
  card.open = isOpen
  return card
}

function askExample(text) {
  examples.close()
  say({ text })
  // The tapped button is gone: keep the keyboard's place, without opening a phone's on-screen keyboard.
  scroller.focus({ preventScroll: true })
}

function showCampaigns(campaigns) {
  for (const place of ['start-campaigns', 'dialog-campaigns'])
    byId(place).replaceChildren(...campaigns.map((campaign, index) => toCampaign(campaign, place, index === 0)))
  byId('scope').textContent = texts.scope(campaigns.length)
}

function showBeginnings(beginnings) {
  for (const row of document.querySelectorAll('.beginnings'))
    row.replaceChildren(...beginnings.map(([label, text]) => button(label, 'choice', () => askExample(text))))
}

function becomeOrganiser({ title, heading, lead, beginnings, other }) {
  document.title = title
  document.querySelector('h1').textContent = heading
  byId('lead').textContent = lead
  showBeginnings(beginnings)
  const link = byId('other-window')
  link.textContent = other
  link.href = '/'
  link.target = 'nguoi-dang-ky'
}

// --- The server

async function loadSession() {
  const response = await fetch(toPath('/chat/session'))
  if (!response.ok) throw new Error(`session: ${response.status}`)
  const session = await response.json()
  showToday(session.today)
  session.history.forEach(showItem)
  return session
}

function listen() {
  const events = new EventSource(toPath('/chat/events'))
  const on = (name, show) => events.addEventListener(name, (event) => show(JSON.parse(event.data)))
  on('typing', (data) => showTyping(data.on))
  on('reply', (data) => showItem({ ...data, from: 'assistant' }))
  on('person', (data) => showItem({ ...data, from: 'person' }))
  on('clock', (data) => showToday(data.today))
  events.onopen = () => {
    showConnection('')
    // Brings what was said while nobody listened, then says what nobody heard.
    loadSession().then(sendWaiting, () => {})
  }
  events.onerror = () => {
    showTyping(false)
    showConnection(texts.noConnection)
    if (events.readyState === EventSource.CLOSED) setTimeout(start, RETRY_MS)
  }
}

let connectionTimer

// A short break heals by itself and is not worth a word.
function showConnection(text) {
  clearTimeout(connectionTimer)
  connectionTimer = setTimeout(() => byId('connection').replaceChildren(text), text ? SHORT_BREAK_MS : 0)
}

async function moveClock(days) {
  place.toEnd() // what the new day brings is what one wants to see
  const response = await postJson('/chat/clock', { days }).catch(() => null)
  if (response?.ok) showToday((await response.json()).today)
}

async function start() {
  try {
    const session = await loadSession()
    showCampaigns(session.campaigns)
    showBeginnings(texts.beginnings)
    if (session.isOrganiser) becomeOrganiser(texts.organiser)
    showUnsent(session.history)
    byId('open-examples').hidden = false
    byId('demo').hidden = !session.demo
    byId('start').hidden = shownIds.size > 0
    if (shownIds.size > 0) place.toEnd()
    log.removeAttribute('aria-busy')
    listen()
  } catch (cause) {
    console.error(cause)
    showConnection(texts.notLoaded)
    setTimeout(start, RETRY_MS)
  }
}

const onTap = (id, act) => byId(id).addEventListener('click', act)
onTap('open-examples', () => examples.showModal())
onTap('examples', ({ target }) => target === examples && examples.close())
onTap('close-examples', () => examples.close())
onTap('next-day', () => moveClock(1))
onTap('days-off', () => moveClock(3))
onTap('to-news', showNewsAtTop)
onTap('attach', () => byId('files').click())
byId('files').addEventListener('change', attach)
byId('composer').addEventListener('submit', submitQuestion)
question.addEventListener('keydown', sendOnEnter)
question.addEventListener('input', () => setInput(question.value))
scroller.addEventListener('scroll', () => news && place.shows(news) && showNews(null))
// iOS lays its keyboard over the page instead of making the page shorter.
window.visualViewport?.addEventListener('resize', ({ target }) => {
  document.documentElement.style.setProperty('--height', `${target.height * target.scale}px`)
  window.scrollTo(0, 0)
})

place.watch(byId('talk'))
setInput(recall('draft', ''))
start()
