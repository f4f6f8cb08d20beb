import { ramOf, reached } from '../estimator/ram.ts'
import type { Offload, Option, Quantity } from '../estimator/types.ts'
import { hybridTone } from './fit-hybrid.ts'
import type { FitView } from './fit-view.ts'
import type { LaunchDetails } from './launch-job.ts'
import { spokenName } from './names.ts'
import { gib, gibLeft, grouped, rateSpan, significant, tokens } from './numbers.ts'

/** `31 of 80 layers`, `the experts of 25 of 36 layers`. */
export function partInRam({ t }: FitView, { layers, gpuLayers, cpuMoeLayers, moeLayers = 0 }: Offload): string {
  const isWhole = cpuMoeLayers === undefined || (gpuLayers < layers && cpuMoeLayers < moeLayers)
  if (isWhole) return t('instead.part.layers', { ram: layers - gpuLayers, layers })
  if (gpuLayers < layers) return t('instead.part.allExperts', { ram: layers - gpuLayers, layers })
  return t('instead.part.experts', { ram: cpuMoeLayers, layers: moeLayers })
}

export function hybridTitle(view: FitView, option: Option, offload: Offload, subject: string): string {
  const key = hybridTone(offload) === 'tight' ? 'instead.title.usable' : 'instead.title.slow'
  const speed = significant(offload.decodeTokensPerSecond.value)
  return view.t(key, { subject, gpu: spokenName(option), part: partInRam(view, offload), speed, ram: offload.ramGb })
}

const aMinute = 60
const manySeconds = 120

/** `4–11 s`, `2–6 min`. */
export function waitSpan({ t }: FitView, wait: Quantity): string {
  if (wait.high < manySeconds) return t('instead.answer.seconds', { span: rateSpan(wait) })
  // Nobody times minutes to the tenth.
  const minutes = (seconds: number) => Math.max(1, Math.round(seconds / aMinute))
  const [low, high] = [minutes(wait.low), minutes(wait.high)]
  return t('instead.answer.minutes', { span: low === high ? String(low) : `${low}–${high}` })
}

/** For the prompt that fills the context, where a context was said; else for the usual one. */
function waiting(view: FitView, offload: Offload): string {
  const { t, question, estimate } = view
  const { contextTokens, promptTokens } = estimate.workload
  if (question.context === null || question.promptTokens !== null)
    return t('instead.answer.waitPrompt', { time: waitSpan(view, offload.timeToFirstTokenSeconds), tokens: grouped(promptTokens) })
  return t('instead.answer.waitFull', { time: waitSpan(view, offload.fullPromptSeconds), context: tokens(contextTokens) })
}

/** What RAM does for a card that is too small: the answer itself where RAM was named, else what it would take. */
export function offloadSentences(view: FitView, option: Option): readonly string[] {
  const { t } = view
  const { offload } = option
  if (offload === undefined) return []
  const ramGib = gib(offload.ramBytes)
  if (!offload.fitsRam) return [t('instead.answer.ramShort', { ramGib, ram: offload.ramGb })]
  const words = { ramGib, speed: rateSpan(offload.decodeTokensPerSecond), wait: waiting(view, offload) }
  if (!offload.ramSaid) return [t('instead.answer.starts', { ...words, part: partInRam(view, offload), ram: offload.ramGb })]
  return [
    t('instead.answer.hybrid', { ...words, gpu: spokenName(option), gib: gib(offload.gpuBytes + offload.bufferBytes), ram: offload.ramGb }),
  ]
}

const bytesPerGib = 1024 ** 3
/** Of the RAM there is, the system wants a part. */
const ramShare = 0.75

/** No GPU is meant: how much of the RAM stays free, and how fast the CPU is. RAM is sold in powers of two: its GB are GiB. */
export function ramSentences(view: FitView, need: number): readonly string[] {
  const { t, question, estimate } = view
  const alone = estimate.withoutGpu
  const sentences: string[] = []
  if (question.systemRamGb !== null) {
    const ram = question.systemRamGb * bytesPerGib
    const key = need > ram ? 'fit.answer.ramShort' : need > ramShare * ram ? 'fit.answer.ramTight' : 'fit.answer.ramFree'
    sentences.push(t(key, { gib: gibLeft(need, ram) }))
  }
  if (alone?.fitsRam) sentences.push(t('instead.answer.cpu', { speed: rateSpan(alone.decodeTokensPerSecond), wait: waiting(view, alone) }))
  return sentences
}

/** What the speed with a part in RAM rests on, and RAM that was named for nothing. */
export function ramNotes(view: FitView): readonly string[] {
  const { t, question, decider, estimate } = view
  const offload = estimate.withoutGpu ?? decider?.offload
  if (offload?.fitsRam) {
    const words = { reached: significant(reached(ramOf(offload.ramGb, offload.ramKind)) / 1e9) }
    const several = (decider?.count ?? 1) > 1 && offload.cpuMoeLayers !== undefined && offload.ramSaid
    return [
      t(offload.ramKind === 'desktop' ? 'instead.note.desktop' : 'instead.note.server', words),
      ...(several ? [t('instead.note.spread')] : []),
    ]
  }
  const held = question.systemRamGb !== null && decider !== undefined && decider.verdict !== 'no'
  return held ? [t('instead.note.unneeded', { ram: question.systemRamGb })] : []
}

/** Whether the RAM that was named had a part in the answer. */
export function usesRam({ decider, estimate }: FitView): boolean {
  return estimate.withoutGpu !== undefined || decider?.offload !== undefined || (decider !== undefined && decider.verdict !== 'no')
}

/** More layers than any model has: all of them. */
const allLayers = 999

/** llama.cpp counts the head as one of the layers, and takes the experts of the first layers, dense ones counted. */
export function offloadDetails({ layers, gpuLayers, cpuMoeLayers = 0, moeLayers = 0 }: Offload): LaunchDetails {
  const offload = { gpuLayers: gpuLayers === layers ? allLayers : gpuLayers + 1 }
  return { offload: cpuMoeLayers === 0 ? offload : { ...offload, cpuMoeLayers: Math.min(layers, cpuMoeLayers + layers - moeLayers) } }
}
