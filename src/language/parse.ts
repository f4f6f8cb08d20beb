import { type Atom, isHan } from '../catalog/find-atoms.ts'
import { seriesNamed } from '../catalog/gpu-series.ts'
import { modelById } from '../catalog/models.ts'
import { isUnlistedDevice } from '../catalog/unlisted-devices.ts'
import { asksByForm } from './asking.ts'
import { clausesOf } from './clauses.ts'
import { conceptOf, namedConcept } from './concept.ts'
import type { Clock } from './dates.ts'
import { decide } from './intent.ts'
import { type Lexed, lex } from './lex.ts'
import type { Lexeme, Written } from './lexeme.ts'
import { attachMeasures } from './measures.ts'
import { emptyQuestion, type Intent, type Problem, type Question } from './question.ts'
import { readDeadline } from './read-deadline.ts'
import { readFormats } from './read-format.ts'
import { readGpus } from './read-gpus.ts'
import { readLengths, wholeContext } from './read-lengths.ts'
import { readMemory } from './read-memory.ts'
import { type ReadModel, readModels } from './read-model.ts'
import { readParallelism } from './read-parallel.ts'
import { readUse } from './read-use.ts'
import { badWishes, readWishes } from './read-wishes.ts'
import { sceneOf } from './scene.ts'
import { unlistedFamilies } from './words/noise.ts'

/** Characters read; callers refuse longer texts, and nothing a person asks is said after so many. */
const longestRead = 4000

/**
 * What a text says, in English or Chinese; nothing it does not say. Never throws; linear, and no more than 4,000 characters are read.
 * Values meant for a slot that cannot be one go to `problems`, words nobody understood to `unknown`.
 */
export function parse(said: string, { now }: Clock): Question {
  const lexed = lex(said.slice(0, longestRead))
  const { text, atoms } = lexed
  const named = namedConcept(text)
  // The name of a concept is nothing else besides: "explain kv-cache fp8" has no cache in fp8.
  const lexemes =
    named === undefined ? lexed.lexemes : lexed.lexemes.filter((lexeme, at) => at === 0 || (atoms[lexeme.from]?.start ?? 0) >= named.end)
  if (lexemes.length === 0) return emptyQuestion
  attachMeasures(lexemes)
  const zh = hasHan(said)
  const training = lexemes.some((lexeme) => lexeme.tag === 'cue' && (lexeme.value === 'train' || lexeme.value === 'pretrain'))
  const written: Written = (from, to = from) => writtenAs(text, atoms, from, to)
  const formats = readFormats(lexemes, written)
  const devices = readGpus(lexemes, written)
  const strange = lexemes.some((lexeme) => lexeme.tag === 'unlisted' || (lexeme.tag === 'problem' && lexeme.slot === 'gpu'))
  const memory = readMemory(lexemes, devices, devices.gpus.length > 0 || strange, written)
  const subject = readModels(lexemes, training, written)
  const wishes = readWishes(lexemes, zh)
  const lengths = readLengths(lexemes, written)
  const bad = badWishes(lexemes, written)
  const layout = readParallelism(lexemes, memory.gpus, written)
  const whole = wholeContextOf(text, atoms, lexemes, lengths.context, subject.model)
  const question: Question = {
    ...emptyQuestion,
    model: subject.model,
    paramsB: subject.paramsB,
    activeParamsB: subject.activeParamsB,
    quant: formats.quant,
    kvQuant: formats.kvQuant,
    context: lengths.context ?? whole.context,
    promptTokens: lengths.promptTokens,
    outputTokens: lengths.outputTokens,
    concurrency: lengths.concurrency,
    batch: lengths.batch,
    trainTokens: lengths.trainTokens,
    gpus: memory.gpus,
    memoryGb: memory.memoryGb,
    totalMemoryGb: memory.totalMemoryGb,
    systemRamGb: memory.systemRamGb,
    device: memory.device,
    parallelism: layout.parallelism,
    utilization: layout.utilization,
    ...wishes,
    ...(subject.model === null && subject.paramsB === null && wantedOf(readUse(atoms), subject.family)),
    nodes: devices.nodes ?? wishes.nodes,
    deadline: readDeadline({ text, atoms, lexemes, now }),
    alternatives: alternatives({
      paramsB: subject.moreSizes,
      models: subject.moreModels,
      quant: formats.more,
      context: lengths.moreContexts,
      concurrency: lengths.moreUsers,
      memoryGb: memory.more,
      memoryCounts: memory.moreCounts,
      gpuCounts: devices.moreCounts,
    }),
    language: zh ? 'zh' : 'en',
    unknown: [...new Set([...unknownWords(lexemes, whole, subject), ...memory.unknown, ...bad.unknown])].slice(0, 50),
    problems: [
      ...namedProblems(lexemes, subject, written).filter((problem) => !isSaidOtherwise(problem, memory.gpus, memory.memoryGb)),
      ...subject.problems,
      ...formats.problems,
      ...devices.problems,
      ...layout.problems,
      ...lengths.problems,
      ...bad.problems,
    ],
  }
  const first = firstWord(text, atoms, lexemes)
  const scene = sceneOf(question, lexemes, subject.family !== null, asksSomething(lexed, first), first, saysModel(atoms))
  const { intent, confidence } = decide(scene, first)
  return {
    ...question,
    intent,
    confidence: Math.round(confidence * 100) / 100,
    concept: intent === 'explain' ? (named?.concept ?? conceptOf(lexemes, question)) : null,
    problems: withFamily(question.problems, subject, intent),
  }
}

function writtenAs(text: string, atoms: readonly Atom[], from: Lexeme, to: Lexeme): string {
  const minus = from.tag === 'number' && from.raw < 0 ? '-' : ''
  return (minus + text.slice(atoms[from.from]?.start, atoms[to.to - 1]?.end)).slice(0, 60)
}

/** "biggest qwen": of a family too; what it is for is in its name. */
function wantedOf(read: Pick<Question, 'use' | 'prefer'>, family: string | null): Partial<Pick<Question, 'use' | 'prefer'>> {
  return family === null ? read : { prefer: read.prefer }
}

function hasHan(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isHan(text.charCodeAt(i))) return true
  return false
}

/** Further values of one slot: no reply can name more. */
const mostAlternatives = 10

function alternatives(found: Readonly<Record<string, readonly (string | number)[]>>): Question['alternatives'] {
  return Object.fromEntries(
    Object.entries(found)
      .filter(([, values]) => values.length > 0)
      .map(([slot, values]) => [slot, values.slice(0, mostAlternatives)]),
  )
}

interface WholeContext {
  readonly context: number | null
  /** Said of a size, which has no longest context: nobody fills the slot. */
  readonly unfilled?: Lexeme
  readonly text: string
}

/** "full context" of a named model is its own limit. */
function wholeContextOf(
  text: string,
  atoms: readonly Atom[],
  lexemes: readonly Lexeme[],
  said: number | null,
  model: string | null,
): WholeContext {
  const lexeme = said === null ? wholeContext(lexemes) : undefined
  if (lexeme === undefined) return { context: null, text: '' }
  const context = model === null ? undefined : modelById(model)?.maxContext
  if (context !== undefined) return { context, text: '' }
  return { context: null, unfilled: lexeme, text: writtenAs(text, atoms, lexeme, lexeme) }
}

/** Each once, in order; no more than a reply can name. */
function unknownWords(lexemes: readonly Lexeme[], whole: WholeContext, subject: ReadModel): string[] {
  const words = new Set<string>()
  for (const lexeme of lexemes) {
    if (lexeme === whole.unfilled) words.add(whole.text)
    if (lexeme.tag === 'unknown' && words.size < 50) words.add(lexeme.value)
    if (lexeme.tag === 'stranger' && words.size < 50) words.add(lexeme.text)
    if (lexeme.tag === 'problem' && isBesideSize(lexeme, subject) && words.size < 50) words.add(lexeme.text)
  }
  return [...words]
}

function namedProblems(lexemes: readonly Lexeme[], subject: ReadModel, written: Written): Problem[] {
  return lexemes
    .flatMap((lexeme): Problem[] => {
      if (lexeme.tag === 'unlisted') return [{ slot: 'gpu', text: written(lexeme) }]
      return lexeme.tag === 'problem' && !isBesideSize(lexeme, subject) ? [{ slot: lexeme.slot, text: lexeme.text }] : []
    })
    .slice(0, 20)
}

/**
 * "a 40-series card with 16 GB", "a 30-series card, a 3090": the series is no riddle where the card or its memory is said as well. Beside a
 * card that is known a machine that is not says little; beside memory it is still the machine.
 */
function isSaidOtherwise({ slot, text }: Problem, gpus: Question['gpus'], memoryGb: number | null): boolean {
  if (slot !== 'gpu') return false
  return seriesNamed(text) === undefined ? gpus.length > 0 && isUnlistedDevice(text) : gpus.length > 0 || memoryGb !== null
}

/** "30b alpaca lora": an unlisted name beside a size is one more word nobody understood, and no reason to refuse. */
function isBesideSize(lexeme: Lexeme, { model, paramsB }: ReadModel): boolean {
  return (
    lexeme.tag === 'problem' &&
    lexeme.slot === 'model' &&
    lexeme.sizeB === undefined &&
    unlistedFamilies.has(lexeme.text) &&
    (model !== null || paramsB !== null)
  )
}

/** "llama 2" without a size names no model; it is asked about where a model is needed. */
function withFamily(problems: readonly Problem[], { family, paramsB }: ReadModel, intent: Intent): readonly Problem[] {
  const needsOne = intent === 'inference' || intent === 'finetune' || intent === 'pretrain'
  if (family === null || !needsOne) return problems
  return [...problems, { slot: 'model', text: paramsB === null ? family : `${family} ${paramsB}b` }]
}

/** "a good 16gb model", "model for a 3090", but not "the model". */
function saysModel(atoms: readonly Atom[]): boolean {
  return atoms.some(({ text }, at) => text === 'model' && !certain.has(atoms[at - 1]?.text ?? ''))
}

const certain: ReadonlySet<string> = new Set([
  'the',
  'of',
  'this',
  'that',
  'my',
  'your',
  'our',
  'same',
  'what',
  'each',
  'every',
  'whole',
  'b',
  'one',
])

/** Words a question begins with when nobody types its mark. */
const openers = new Set(
  'can could does do did is are was will would should has have how what whats which why when where who any anyone anybody may'.split(' '),
)

const denials: ReadonlySet<string> = new Set(['不', '否'])

function asksSomething({ text, atoms, lexemes }: Lexed, first: string): boolean {
  if (openers.has(first) || lexemes.some((lexeme) => lexeme.tag === 'sign' && lexeme.value === '?')) return true
  // 支持 bf16 不: at the end a denial asks.
  if (denials.has(atoms.at(-1)?.text ?? '')) return true
  return clausesOf(text, atoms).some((clause, at) => asksByForm(atoms, clause, at === 0))
}

/** As it is written, though it may begin a longer phrase; of "[Bug]" the bracket and its word. */
function firstWord(text: string, atoms: readonly Atom[], lexemes: readonly Lexeme[]): string {
  const start = atoms[0]?.start ?? 0
  if (atoms[0]?.text === '[') return `[${atoms[1]?.text ?? ''}`
  if (atoms[0]?.kind !== 'han') return atoms[0]?.text ?? ''
  const word = lexemes[0]?.tag === 'word' || lexemes[0]?.tag === 'cue' ? lexemes[0] : undefined
  const behind = atoms[word?.to ?? 1]
  // 微调 8b is a shorthand, 微调后的模型 a sentence.
  if (behind?.kind === 'han' && behind.glued) return ''
  return text.slice(start, atoms[(word?.to ?? 1) - 1]?.end ?? start)
}
