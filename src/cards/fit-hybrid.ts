import { readingSpeed } from '../estimator/serving.ts'
import type { Offload, Option } from '../estimator/types.ts'
import type { Tone } from './card.ts'

/** The split that answers the question: RAM was named beside a card that is too small, and is enough. */
export function hybridOf(decider: Option | undefined): Offload | undefined {
  const offload = decider?.verdict === 'no' ? decider.offload : undefined
  return offload?.ramSaid && offload.fitsRam ? offload : undefined
}

export function hybridTone({ decodeTokensPerSecond }: Offload): Tone {
  return decodeTokensPerSecond.value >= readingSpeed ? 'tight' : 'too-big'
}
