// What happens by the clock: name, when, what. Those above run before those below where both are due.

import { applyRetention } from '../handlers/own-data/retention.ts'
import { createBackUp } from './back-up.ts'
import { briefOrganisers } from './brief-organisers.ts'
import { clearFiles } from './clear-files.ts'
import { countDay } from './count-day.ts'
import { sendDigest } from './digest.ts'
import { keepWindowsOpen } from './keep-windows-open.ts'
import { createPlanner } from './plan-reminders.ts'
import { reportUnreached } from './report-unreached.ts'
import type { Job } from './run-jobs.ts'
import { sendAnnouncements } from './send-announcements.ts'
import { sendReminders } from './send-reminders.ts'
import { tellAnswers } from './tell-answers.ts'
import { tendDrafts } from './tend-drafts.ts'

export interface ScheduleNeeds {
  readonly databaseUrl: string
  readonly backupDir: string
  /** Keeps Zalo's tokens alive; null where Zalo is not configured. */
  readonly renewZaloTokens: (() => Promise<string>) | null
}

/** The table of all jobs, times in Vietnam. */
export function createSchedule({ databaseUrl, backupDir, renewZaloTokens }: ScheduleNeeds): readonly Job[] {
  return [
    { name: 'plan-reminders', label: 'lập lịch nhắc hạn', cron: '* * * * *', run: createPlanner() },
    { name: 'send-reminders', label: 'gửi nhắc hạn', cron: '*/5 * * * * *', run: sendReminders },
    { name: 'send-announcements', label: 'gửi thông báo', cron: '*/5 * * * * *', run: sendAnnouncements },
    { name: 'keep-windows-open', label: 'giữ liên lạc qua Zalo', cron: '*/15 * * * *', run: keepWindowsOpen },
    ...(renewZaloTokens
      ? [{ name: 'renew-zalo-tokens', label: 'gia hạn quyền Zalo', cron: '5 * * * *', run: renewZaloTokens }]
      : []),
    { name: 'brief-organisers', label: 'nhắc việc người phụ trách', cron: '0 8 * * *', run: briefOrganisers },
    { name: 'digest', label: 'tổng hợp tuần', cron: '15 8 * * 1', run: sendDigest },
    { name: 'report-unreached', label: 'lập danh sách cần gọi điện', cron: '30 16 * * *', run: reportUnreached },
    { name: 'tend-drafts', label: 'nhắc và đóng bản nháp', cron: '30 9 * * *', run: tendDrafts },
    { name: 'tell-answers', label: 'trả lời câu hỏi còn chờ', cron: '0 9 * * *', run: tellAnswers },
    { name: 'count-day', label: 'thống kê ngày', cron: '10 0 * * *', run: countDay },
    { name: 'back-up', label: 'sao lưu dữ liệu', cron: '0 2 * * *', run: createBackUp(databaseUrl, backupDir) },
    { name: 'apply-retention', label: 'xóa dữ liệu hết hạn lưu', cron: '0 3 * * *', run: applyRetention },
    { name: 'clear-files', label: 'dọn tệp hết hạn', cron: '17 * * * *', run: clearFiles },
  ]
}
