// A figure that is curated as data must stand in the words quoted for it: one slip of a finger would cost an award.

import type { CampaignData } from './schema.ts'

interface WrongFigure {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The period, days of documents and milestones, years, quotas and percentages that their own quotes do not hold. */
export function findWrongFigures(data: CampaignData): WrongFigure[] {
  const expect = (path: readonly PropertyKey[], value: string | number | undefined, form: RegExp, quotes: Quotes) =>
    value === undefined || [quotes].flat().some((quote) => form.test(quote))
      ? []
      : [
          {
            path,
            message: `${String(path.at(-1))} ${value} is not in the quote "${[quotes].flat().join('", "')}": correct the one that is wrong`,
          },
        ]
  const { period } = data
  return [
    ...(['from', 'to'] as const).flatMap((key) =>
      expect(['period', key], period[key], numberForm(period[key]), period.quote),
    ),
    ...data.documents.flatMap(({ date }, index) =>
      date === 'not_stated'
        ? []
        : expect(['documents', index, 'date', 'value'], date.value, dayForm(date.value), date.quote),
    ),
    ...data.milestones.flatMap(({ date, year, from, to, quote }, index) => [
      ...expect(['milestones', index, 'date'], date, dayForm(date), quote),
      ...(['year', 'from', 'to'] as const).flatMap((key) => {
        const value = { year, from, to }[key]
        // “Hàng năm” runs as long as the campaign does.
        return expect(['milestones', index, key], value, numberForm(value), [quote, period.quote].flat())
      }),
    ]),
    ...data.quotas.flatMap(({ collectives, individuals, quote }, index) => [
      ...expect(['quotas', index, 'collectives'], collectives, numberForm(collectives), quote),
      ...expect(['quotas', index, 'individuals'], individuals, numberForm(individuals), quote),
    ]),
    ...data.targets.flatMap(({ percent, quote }, index) =>
      expect(['targets', index, 'percent'], percent, percentForm(percent), quote),
    ),
  ]
}

type Quotes = string | readonly string[]

// 17/02/2020, 17-2-2020, ngày 17 tháng 02 năm 2020
function dayForm(date = ''): RegExp {
  const [year, month, day] = date.split('-').map(Number)
  return new RegExp(`(?<!\\d)0?${day}(?:\\s*[/.-]\\s*| tháng )0?${month}(?:\\s*[/.-]\\s*| năm )${year}(?!\\d)`)
}

function numberForm(value = 0): RegExp {
  return new RegExp(`(?<![\\d/.,])0*${value}(?![\\d/]|[.,]\\d)`)
}

function percentForm(value = 0): RegExp {
  return new RegExp(`(?<![\\d,.])0*${String(value).replace('.', '[.,]')}\\s*%`)
}
