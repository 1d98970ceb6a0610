// Curated files of two tiny plans, without a fault: what tests of loading break in one place.

import type { KnowledgeFiles } from '../../knowledge/load.ts'

const campaign = ({ id, name, year }: { id: string; name: string; year: number }) => `id: ${id}
title: Phong trào thi đua ${name} năm ${year}
label: ${name} ${year}
year: năm ${year}
aliases: [phong trào ${name}]
examples: [Hạn đăng ký là ngày nào?, Hồ sơ gồm những gì?]
documents:
  - id: ke-hoach
    file: ke-hoach.md
    kind: Kế hoạch
    number: not_stated
    date: not_stated
    issuer: Ủy ban nhân dân xã ${name}
    signer: not_stated
    citation: Kế hoạch năm ${year} của Ủy ban nhân dân xã ${name}
period: { from: ${year}, to: ${year}, section: I, quote: năm ${year} }
contact: not_stated
lists:
  - id: giay-to
    topic: dossier
    label: Hồ sơ đề nghị khen thưởng
    section: II.2
    count: 3
milestones:
  - id: han-dang-ky
    kind: before
    date: "${year}-03-02"
    what: Gửi bản đăng ký thi đua
    who: Các phòng
    section: II.1
    quote: trước ngày 02/3/${year}
    asks: [Hạn đăng ký là ngày nào?]
`

const plan = ({ name, year }: { name: string; year: number }) => `# {#mo-dau}

Kế hoạch thi đua của xã ${name}.

## I. Mục đích {#I}

Thi đua hoàn thành nhiệm vụ năm ${year}.

## II. Tổ chức thực hiện {#II}

### 1. Đăng ký {#II.1}

Các phòng gửi bản đăng ký về Văn phòng trước ngày 02/3/${year}.

### 2. Hồ sơ {#II.2}

- Tờ trình.
- Biên bản họp.
- Báo cáo thành tích.
`

export function smallKnowledge(): Map<string, string> {
  const plans = [
    { id: 'an-binh', name: 'An Bình', year: 2020 },
    { id: 'hoa-loi', name: 'Hòa Lợi', year: 2021 },
  ]
  return new Map([
    ...plans.flatMap((one): [string, string][] => [
      [`campaigns/${one.id}/campaign.yaml`, campaign(one)],
      [`campaigns/${one.id}/ke-hoach.md`, plan(one)],
    ]),
    [
      'vocabulary.yaml',
      'abbreviations: []\ncontrasts: []\nsynonyms: []\ntopics: {}\nfiller: [ạ]\ntitles: []\nelsewhere: [Cà Mau]\noutside: []\n',
    ],
    ['holidays.yaml', 'source: lịch nghỉ\ndays: []\n'],
    [
      'comparisons.yaml',
      `- id: han-dang-ky
  asks: [Hạn đăng ký của hai xã khác nhau thế nào?]
  answer: Hai xã có hạn khác nhau.
  rows:
    - { campaign: an-binh, say: An Bình, section: II.1, quote: 02/3/2020 }
    - { campaign: hoa-loi, say: Hòa Lợi, section: II.1, quote: 02/3/2021 }
`,
    ],
  ])
}

/** The same files with `from` replaced by `to` in one of them. */
export function changed(files: KnowledgeFiles, file: string, from: string, to: string): Map<string, string> {
  const before = files.get(file)
  if (!before?.includes(from)) throw new Error(`${file} does not hold "${from}"`)
  return new Map(files).set(file, before.replace(from, to))
}
