import { any, hasMeasure, type Scene } from './scene.ts'

/** Measures that are a topic where no number goes with them: "does more context need more memory?" */
const topics = ['context', 'max-context', 'users', 'batch', 'parameters', 'ttft'] as const

/**
 * Whether it is understanding that is wanted and no numbers for a machine: a term and a word that asks for its meaning, two terms
 * and their difference, or a term and a cause.
 */
export function isExplanation(scene: Scene): boolean {
  const { cues, concept, formats, subject, hardware, question, asks } = scene
  if (isPreallocation(scene)) return true
  if (question.gpus.length > 0) return false
  if (isLoneTerm(scene) || isCompute(scene) || isPlaces(scene)) return true
  if (isOfTwoMemories(scene)) return true
  const gguf = scene.lexemes.some((lexeme) => lexeme.tag === 'word' && lexeme.value === 'gguf')
  // "how does q5 compare with q8 on a 12b": of one model, and measured.
  if (subject && formats > 1 && cues.has('versus') && scene.first !== 'why' && !cues.has('define')) return false
  const about = concept || formats > 0 || question.method !== null || question.optimizer !== null
  const topic =
    about || question.activeParamsB !== null || question.zeroStage !== null || topics.some((measure) => hasMeasure(scene.lexemes, measure))
  const bare = !subject && !hardware
  // 跑70b的最低配置是什么.
  if (cues.has('define') && subject && cues.has('need') && cues.has('inference') && !formats) return false
  if (cues.has('define'))
    return topic || (gguf && bare) || ((subject || question.trainTokens !== null) && !any(cues, 'need', 'inference', 'price'))
  // "trying to figure out the vram for gemma 9b" wants the figure.
  if (cues.has('formula') && (question.model ?? question.paramsB) !== null && !concept && any(cues, 'memory', 'need') && formats > 0)
    return false
  if (cues.has('formula')) return about || !subject || question.paramsB === 1
  if (cues.has('why')) return isCause(scene, topic)
  if (concept && cues.has('spec') && !subject) return (asks || cues.has('which-one')) && !hardware
  if (cues.has('ask'))
    return (
      (about || isComparison(scene) || topics.filter((measure) => hasMeasure(scene.lexemes, measure)).length > 1) &&
      (bare || isPartOf(scene)) &&
      !any(cues, 'price', 'cheap', 'need', 'which-model')
    )
  if (isComparison(scene)) return bare
  if (!bare || !asks || any(cues, 'price', 'api', 'finetune', 'pretrain')) return false
  return concept || formats > 1 || (isRelation(scene) && !any(cues, 'price'))
}

/** "why can't i use my ram as vram". */
function isOfTwoMemories({ cues, lexemes, subject, hardware }: Scene): boolean {
  return !subject && !hardware && any(cues, 'why', 'ask', 'define', 'versus') && cues.has('memory') && lexemes.some(isRam)
}

const isRam = (lexeme: Scene['lexemes'][number]) => lexeme.tag === 'word' && lexeme.value === 'ram'

/** "what's mla in deepseek": a part of a family's models, and no figure. */
function isPartOf({ concept, hardware, question, cues }: Scene): boolean {
  return concept && !hardware && question.paramsB === null && question.context === null && !any(cues, 'memory', 'speed', 'inference')
}

/** "what is nvlink", MFU是什么, "what does tokens/s mean": a word for a figure, asked about and nothing else said. */
function isLoneTerm({ cues, lexemes, subject, hardware, asks }: Scene): boolean {
  if (subject || hardware || !(asks || cues.has('define')) || lexemes.length > 5) return false
  const terms = lexemes.filter(({ tag }) => tag !== 'word' && tag !== 'sign')
  return (
    terms.every(
      (term) =>
        (term.tag === 'cue' && (term.value === 'spec' || term.value === 'train' || askers.has(term.value))) ||
        (term.tag === 'measure' && (term.value === 'speed' || term.value === 'ttft')),
    ) && terms.some((term) => term.tag === 'measure' || (term.tag === 'cue' && !askers.has(term.value)))
  )
}

const askers: ReadonlySet<string> = new Set(['define', 'question', 'why', 'ask'])

/** "flops per token of a 70b", 训练和推理的计算量: arithmetic is explained, whatever it is of. */
function isCompute({ lexemes, hardware, question }: Scene): boolean {
  return !hardware && question.trainTokens === null && lexemes.some((lexeme) => lexeme.tag === 'concept' && lexeme.value === 'flops')
}

/** "cloud vs own server vs edge for 7b": places to run a model, held against each other. */
function isPlaces({ lexemes }: Scene): boolean {
  return lexemes.filter((lexeme) => lexeme.tag === 'concept' && lexeme.value === 'cloud-or-own').length > 1
}

/** "vllm takes 20 GB for a 125m model, why?": a server takes its share whatever it serves. */
function isPreallocation({ question, cues, lexemes }: Scene): boolean {
  const told = lexemes.some((lexeme) => lexeme.tag === 'word' && lexeme.value === 'used')
  const doubted = cues.has('why') || lexemes.some((lexeme) => lexeme.tag === 'word' && lexeme.value === 'doubt')
  return question.runtime === 'vllm' && told && doubted && !any(cues, 'fit', 'finetune')
}

/** Why something is as it is; what does not fit on a machine is no riddle. */
function isCause({ cues, hardware, question, subject }: Scene, topic: boolean): boolean {
  if (cues.has('fit')) return false
  if (topic && !hardware) return true
  if (cues.has('spec') && !subject && !hardware) return true
  if (question.paramsB !== null && question.memoryGb !== null) return true
  return any(cues, 'memory', 'need') && any(cues, 'train', 'llm', 'llms') && !subject && !hardware
}

/** "awq vs gptq", lora和qlora区别, "zero2 or zero3": two of a kind and nothing to run. */
function isComparison({ formats, cues, lexemes }: Scene): boolean {
  if (!any(cues, 'versus', 'or', 'which-one', 'ask', 'faster')) return false
  const terms = new Set<string>()
  for (const lexeme of lexemes) {
    if (lexeme.tag === 'format') terms.add(lexeme.value)
    if (lexeme.tag === 'word' && lexeme.value === 'gguf') terms.add(lexeme.value)
    if (lexeme.tag === 'method') terms.add(lexeme.value)
    if (lexeme.tag === 'number' && lexeme.unit === 'zero') terms.add(`zero${lexeme.raw}`)
    if (lexeme.tag === 'concept') terms.add(lexeme.value)
  }
  return formats > 1 || terms.size > 1
}

/** "does more concurrency need more vram?", 参数和token是一回事吗: what one thing does to another, no number said of either. */
function isRelation({ cues, lexemes, question }: Scene): boolean {
  const named = topics.filter((measure) => hasMeasure(lexemes, measure))
  const counted = question.context !== null || question.concurrency !== null || question.batch !== null
  const asked = lexemes.some((lexeme) => lexeme.tag === 'word' && lexeme.value === 'how-many')
  if (counted || asked) return false
  return (named.length > 0 && any(cues, 'memory', 'speed')) || (named.includes('parameters') && hasMeasure(lexemes, 'tokens'))
}
