import { rules } from './intent-rules.ts'
import type { Intent } from './question.ts'
import type { Scene } from './scene.ts'
import { silences } from './silence.ts'

export interface Decision {
  readonly intent: Intent
  readonly confidence: number
}

const explicit: ReadonlyMap<string, Intent> = new Map([
  ['inference', 'inference'],
  ['推理', 'inference'],
  ['finetune', 'finetune'],
  ['微调', 'finetune'],
  ['pretrain', 'pretrain'],
  ['预训练', 'pretrain'],
  ['price', 'price'],
  ['价格', 'price'],
  ['explain', 'explain'],
  ['解释', 'explain'],
])

/** The kind of answer wanted. `first` is the first word of the text: a shorthand may begin with the intent's own name. */
export function decide(scene: Scene, first: string): Decision {
  const [named] = scene.lexemes
  const outright = named?.tag === 'intent' ? (named.value as Intent) : explicit.get(first)
  if (outright !== undefined && scene.off.length === 0) return { intent: outright, confidence: 0.98 }
  // What speaks of another world is surely not for us.
  if (silences.some((silence) => silence.when(scene))) return { intent: 'none', confidence: scene.off.length > 0 ? 0 : 0.2 }
  for (const rule of rules)
    if (rule.when(scene)) return { intent: rule.intent, confidence: rule.confidence * (1 - 0.4 * strangeness(scene)) }
  return { intent: 'none', confidence: 0.1 }
}

/** Share of words nobody understood. */
function strangeness({ lexemes, unknown }: Scene): number {
  return lexemes.length === 0 ? 1 : unknown / lexemes.length
}
