// What happens by the clock: name, when, what. Those above run before those below where both are due.

import { clearFiles } from './clear-files.ts'
import { createPlanner } from './plan-reminders.ts'
import type { Job } from './run-jobs.ts'
import { sendReminders } from './send-reminders.ts'

/** The table of all jobs, times in Vietnam. */
export function createSchedule(): readonly Job[] {
  return [
    { name: 'plan-reminders', label: 'lập lịch nhắc hạn', cron: '* * * * *', run: createPlanner() },
    { name: 'send-reminders', label: 'gửi nhắc hạn', cron: '*/5 * * * * *', run: sendReminders },
    { name: 'clear-files', label: 'dọn tệp hết hạn', cron: '17 * * * *', run: clearFiles },
  ]
}
