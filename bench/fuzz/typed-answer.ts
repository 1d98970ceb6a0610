import type { Step } from '../../knowledge/form-schema.ts'
import type { Said, Scene } from './scene.ts'
import type { Setting } from './setting.ts'
import { unitsFor } from './starts.ts'

/** What somebody would type who is asked this; null where nothing is asked but what can be tapped. */
export function toAnswer(setting: Setting, scene: Scene, person: string, n: number): Said | null {
  const asked = scene.state(person)?.form?.registration
  const progress = scene.registrations().get(asked ?? '')?.progress as { at?: string; pending?: unknown } | undefined
  const step = scene.form().steps.find(({ id }) => id === progress?.at)
  if (progress?.pending && n % 2 === 0) return null
  if (progress && !step && n % 4 > 0) return { kind: 'text', text: n % 4 === 1 ? 'Đúng, gửi đi' : 'gửi' }
  if (!step) return null
  const text = typed(step, n, setting)
  return text === null ? null : { kind: 'text', text }
}

function typed(step: Step, n: number, { form, units }: Setting): string | null {
  const one = (...texts: readonly string[]) => texts[n % texts.length] ?? ''
  switch (step.type) {
    case 'choice': {
      const option = step.options[n % step.options.length]
      return n % 3 === 0
        ? null
        : one(option?.label ?? '1', option?.short ?? option?.aliases[0] ?? '1', String((n % 4) + 1))
    }
    case 'choices':
      return n % 4 === 0
        ? null
        : one('1', 'a, d', '1 và 3', 'tất cả', step.options[n % step.options.length]?.label ?? '2')
    case 'text':
      return one('Chuyên viên chính', 'Trường tiểu học Hoa Sen', 'A', 'Đội 2')
    case 'long-text':
      return one(
        'Số hóa 100% hồ sơ trước 30/11/2020',
        'Rút ngắn 20% thời gian giải quyết thủ tục\nTập huấn 3 lớp cho 60 người',
        'Làm tốt',
        'Hoàn thành xuất sắc mọi nhiệm vụ được giao',
      )
    case 'number':
      return one('20', '3', '0', '19', 'hai mươi', '20 người', '2001')
    case 'date':
      return one('17/02/1980', '5/12/1990', 'hôm nay', '31/02/1990')
    case 'unit': {
      const places = unitsFor(form, [...units.values()])
      const { name = 'Sở Nội vụ', aliases = [] } = places[(n * 7) % places.length] ?? {}
      return one(name, name.toLowerCase(), aliases[0] ?? name, 'Phòng Hậu cần số 7', 'phòng nội vụ')
    }
    case 'person':
      return one('Nguyễn Thị Lan', 'Trần Văn Hùng', 'le minh duc', 'tôi là Phạm Thu Hà')
    case 'phone':
      return one('0912345678', '+84 912 345 678', '12345')
    case 'attestation':
      return one('không', 'có', 'không bị', 'chưa')
    case 'file':
      return null
  }
}
