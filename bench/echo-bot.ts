// The least a Telegram bot can be: grammY, a webhook, the same words back. What the burst is measured against.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, webhookCallback } from 'grammy'

const { TELEGRAM_BOT_TOKEN = '', TELEGRAM_API_ROOT = '' } = process.env
const bot = new Bot(TELEGRAM_BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } })
bot.on('message:text', (context) => context.reply(context.message.text))
const server = createServer(webhookCallback(bot, 'http'))
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
