import type { Bilingual, Entry } from '../entry.ts'
import { adapterEntries } from './adapters.ts'
import { attentionEntries } from './attention.ts'
import { fileFormatEntries } from './file-formats.ts'
import { formatEntries } from './formats.ts'
import { hardwareEntries } from './hardware.ts'
import { makingEntries } from './making.ts'
import { memoryEntries } from './memory.ts'
import { memoryUseEntries } from './memory-use.ts'
import { mistakeEntries } from './mistakes.ts'
import { modelEntries } from './models.ts'
import { parallelEntries } from './parallel.ts'
import { servingEntries } from './serving.ts'
import { sizeEntries } from './sizes.ts'
import { speedEntries } from './speed.ts'
import { trainingEntries } from './training.ts'
import { trainingTimeEntries } from './training-time.ts'

interface Group {
  readonly name: Bilingual
  readonly entries: readonly Entry[]
}

/** Everything that can be explained, in the order a list shows it. A further group is a file beside this one and a line here. */
export const groups: readonly Group[] = [
  { name: { en: 'Memory', zh: '显存' }, entries: [...memoryEntries, ...memoryUseEntries] },
  { name: { en: 'Formats', zh: '格式' }, entries: [...formatEntries, ...fileFormatEntries] },
  { name: { en: 'Models', zh: '模型' }, entries: [...sizeEntries, ...modelEntries, ...makingEntries, ...attentionEntries] },
  { name: { en: 'Speed', zh: '速度' }, entries: [...speedEntries, ...servingEntries] },
  { name: { en: 'Several cards', zh: '多卡' }, entries: parallelEntries },
  { name: { en: 'Training', zh: '训练' }, entries: [...trainingEntries, ...adapterEntries, ...trainingTimeEntries] },
  { name: { en: 'Hardware and engines', zh: '硬件与引擎' }, entries: hardwareEntries },
  { name: { en: 'Often mistaken', zh: '常见误解' }, entries: mistakeEntries },
]

export const entries: readonly Entry[] = groups.flatMap((group) => group.entries)

const byId: ReadonlyMap<string, Entry> = new Map(entries.map((entry) => [entry.id, entry]))

export function entryById(id: string): Entry | undefined {
  return byId.get(id)
}
