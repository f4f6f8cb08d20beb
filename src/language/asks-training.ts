import { lex } from './lex.ts'
import type { Lexeme } from './lexeme.ts'

/**
 * Which kind of training a text asks about, whatever it asks of it: what it costs, or how large a model may be. Undefined where a model
 * is to run, "a finetuned 7b" too.
 */
export function trainingAsked(text: string): 'finetune' | 'pretrain' | undefined {
  const { lexemes } = lex(text)
  const cues = new Set(lexemes.flatMap((lexeme) => (lexeme.tag === 'cue' ? [lexeme.value] : [])))
  if (cues.has('inference')) return undefined
  if (cues.has('pretrain')) return 'pretrain'
  return cues.has('finetune') || cues.has('train') || lexemes.some(isOfTraining) ? 'finetune' : undefined
}

const isOfTraining = ({ tag }: Lexeme) => tag === 'method' || tag === 'optimizer'
