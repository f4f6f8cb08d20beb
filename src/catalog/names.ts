import { famousGpus, famousModels } from './fame.ts'
import { type Atom, atomsOf, keyOf, normalise } from './find-atoms.ts'
import { NameIndex } from './find-index.ts'
import { nearest, oneEditApart } from './find-near.ts'
import { gpuNicknames, modelNicknames, respell } from './find-nicknames.ts'
import { gpus } from './gpus.ts'
import { models } from './models.ts'
import type { Gpu, Model } from './types.ts'

/** Endings of repositories and tags that name the same weights differently packed or tuned. */
const nameEndings: ReadonlySet<string> = new Set(
  (
    'instruct instruction chat it base hf gguf ggml awq gptq exl mlx latest preview text bnb fp bf int bit bits unsloth quantized quant ' +
    'community pt sft dpo model models weights inst dynamic w a g d q k m s l xs xxs nl iq ud xl nf mxfp nvfp'
  ).split(' '),
)

/** Endings that may also stand in the middle: "qwen chat 7b". */
export const nameFillers: ReadonlySet<string> = new Set(['instruct', 'chat', 'it', 'hf', 'model', 'base', 'meta'])

/** Makers named before a device. */
const makers: ReadonlySet<string> = new Set([
  'nvidia',
  'geforce',
  'amd',
  'intel',
  'google',
  'huawei',
  'aws',
  'radeon',
  'quadro',
  'tesla',
  'instinct',
  'arc',
  'rtx',
  'gtx',
  'rx',
  'apple',
  'mac',
  'macbook',
  'studio',
  'mini',
  'pro',
])

let modelNames: NameIndex<Model> | undefined
let gpuNames: NameIndex<Gpu> | undefined
let familyNames: ReadonlySet<string> | undefined

/** Model names by key. Made on first use. */
export function modelIndex(): NameIndex<Model> {
  if (modelNames !== undefined) return modelNames
  const index = new NameIndex<Model>()
  for (const model of models) {
    index.add(model.id.toLowerCase(), model)
    for (const alias of model.aliases) index.add(alias, model)
  }
  addNicknames(index, models, modelNicknames)
  for (const model of models) index.add(model.id.slice(model.id.indexOf('/') + 1).toLowerCase(), model)
  modelNames = index
  return index
}

/** GPU names by key. Made on first use. */
export function gpuIndex(): NameIndex<Gpu> {
  if (gpuNames !== undefined) return gpuNames
  const index = new NameIndex<Gpu>()
  for (const gpu of gpus) {
    index.add(gpu.id, gpu)
    for (const alias of gpu.aliases) index.add(alias, gpu)
  }
  for (const gpu of gpus) index.add(gpu.name.toLowerCase(), gpu)
  addNicknames(index, gpus, gpuNicknames)
  gpuNames = index
  return index
}

/** Rows are found by alias and not through the index: what it was asked for once takes no further names. */
function addNicknames<Row extends { readonly aliases: readonly string[] }>(
  index: NameIndex<Row>,
  rows: readonly Row[],
  nicknames: readonly (readonly [string, string])[],
): void {
  for (const [nickname, name] of nicknames) {
    const row = rows.find(({ aliases }) => aliases.includes(name))
    if (row !== undefined) index.add(nickname, row)
  }
}

/** First words of model names: `llama`, `qwen`, `gpt`. */
export function families(): ReadonlySet<string> {
  if (familyNames !== undefined) return familyNames
  const found = new Set<string>()
  for (const first of modelIndex().firstAtoms()) if (/^[a-z]+$/.test(first)) found.add(first)
  familyNames = found
  return found
}

/** The family one typing mistake away from a word ("lama", "qwem"). */
export function misspeltFamily(word: string): string | undefined {
  if (word.length < 4 || word.length > 12) return undefined
  for (const family of families()) if (family.length >= 4 && oneEditApart(word, family)) return family
  return undefined
}

/** Model of a name as people type it: alias, Hugging Face id, ollama tag; glued or spaced, any case. Undefined when not listed. */
export function findModel(text: string): Model | undefined {
  const atoms = respell(atomsOf(normalise(text.slice(0, 200))))
  const slash = atoms.findIndex((atom) => atom.text === '/')
  return wholeModel(atoms, 0) ?? (slash < 0 ? undefined : wholeModel(atoms, slash + 1))
}

function wholeModel(atoms: readonly Atom[], from: number): Model | undefined {
  const found = modelIndex().longest(atoms, from, nameFillers)
  if (found === undefined) return undefined
  // What follows may only say how the weights are packed ("-Instruct-GGUF", "-q4_K_M"); a further size or version is another model.
  for (let i = found.to; i < atoms.length; i++) {
    const atom = atoms[i]
    if (atom === undefined || atom.kind === 'sign') continue
    if (atom.kind === 'han' || (atom.kind === 'word' && !nameEndings.has(atom.text))) return undefined
    const before = atoms[i - 1]
    if (atom.kind === 'number' && (before === undefined || before.kind === 'sign') && atom.value < 1000 && !isBits(atoms[i + 1]))
      return undefined
  }
  return found.value
}

function isBits(atom: Atom | undefined): boolean {
  return atom?.glued === true && (atom.text === 'bit' || atom.text === 'bits')
}

/** Whether a name, as its words, is that of another model with the same weights' size and shape: "devstral small" of Mistral-Small. */
export function isOtherName(words: readonly string[], { id, family }: Pick<Model, 'id' | 'family'>): boolean {
  const letters = `${id.slice(id.indexOf('/') + 1)} ${family}`.toLowerCase().replaceAll(/[^a-z ]/g, '')
  return words.some((word) => /^[a-z]{3,}$/.test(word) && !nameEndings.has(word) && !nameFillers.has(word) && !letters.includes(word))
}

/** The model of the same family, its names beginning alike, with so many billion parameters: GPT-2 and 0.345 is gpt2-medium. */
export function familyMember(model: Model, parametersB: number, word: string): Model | undefined {
  let best: Model | undefined
  for (const other of models) {
    if (
      other.family !== model.family ||
      !other.aliases.some((alias) => alias.startsWith(word)) ||
      Math.abs(other.parametersB - parametersB) > 0.08 * parametersB
    )
      continue
    if (best === undefined || Math.abs(other.parametersB - parametersB) < Math.abs(best.parametersB - parametersB)) best = other
  }
  return best
}

let bySize: ReadonlyMap<string, Model> | undefined

/** "qwen 110b", "internlm 20b": the newest of the family that comes in a size, whatever its version. */
export function memberOfSize(family: string, sizeB: number): Model | undefined {
  bySize ??= sizedMembers()
  return bySize.get(`${family} ${sizeB}`)
}

function sizedMembers(): ReadonlyMap<string, Model> {
  const found = new Map<string, Model>()
  for (const model of models) {
    for (const alias of model.aliases) {
      const [, family, size] = /^([a-z]+)[ -]?[\d.]+[ :-](\d[\d.]*)b$/.exec(alias) ?? []
      if (family === undefined) continue
      const key = `${family} ${size}`
      if ((found.get(key)?.released ?? '') <= (model.released ?? '')) found.set(key, model)
    }
  }
  return found
}

/** GPU of a name as people type it; `memoryGb` when a size is written. Undefined when not listed. */
export function findGpu(text: string): { readonly gpu: Gpu; readonly memoryGb?: number } | undefined {
  const atoms = respell(atomsOf(normalise(text.slice(0, 200))))
  let from = 0
  while (from < atoms.length) {
    const found = gpuIndex().longest(atoms, from)
    if (found !== undefined) return withSaidMemory(atoms, found)
    const atom = atoms[from]
    if (atom === undefined || (atom.kind !== 'sign' && !makers.has(atom.text))) return undefined
    from++
  }
  return undefined
}

function withSaidMemory(
  atoms: readonly Atom[],
  found: { value: Gpu; key: string; to: number },
): { gpu: Gpu; memoryGb?: number } | undefined {
  const inName = memoryInName(found.key, found.value)
  let gpu = found.value
  let memoryGb = inName
  for (let i = found.to; i < atoms.length; i++) {
    const atom = atoms[i]
    if (atom === undefined || atom.kind === 'sign' || atom.text === 's') continue
    const unit = atoms[i + 1]
    if (atom.kind === 'number' && unit !== undefined && (unit.text === 'g' || unit.text === 'gb' || unit.text === 'gib')) {
      memoryGb = atom.value
      gpu = gpuOfMemory(found.key, found.value, memoryGb)
      i++
    } else if (atom.text !== 'gpu' && atom.text !== 'card' && atom.text !== 'vram') {
      return undefined
    }
  }
  return memoryGb === undefined ? { gpu } : { gpu, memoryGb }
}

/** Memory written inside a key of this row: 80 of `a100 80gbsxm`. */
export function memoryInName(key: string, gpu: Gpu): number | undefined {
  return key.includes(`${gpu.memoryGb}gb`) || key.endsWith(` ${gpu.memoryGb}g`) ? gpu.memoryGb : undefined
}

/** The variant of a chip with so much memory ("a100" and 40 GB), or the row itself where none is listed. */
export function gpuOfMemory(key: string, gpu: Gpu, memoryGb: number): Gpu {
  if (gpu.memoryGb === memoryGb) return gpu
  const index = gpuIndex()
  const digit = /\d$/.test(key) ? ' ' : ''
  const spelt = `${key}${digit}${memoryGb}g`
  const variant = index.get(`${spelt}b`) ?? index.get(spelt)
  if (variant !== undefined) return variant
  return gpus.find((other) => other.memoryGb === memoryGb && other.availability !== 'modded' && bareId(other) === bareId(gpu)) ?? gpu
}

/** Whether the chip is sold with so much memory, by its maker or by a workshop that doubles it (RTX 2080 Ti with 22 GB). */
export function isSoldWith(gpu: Gpu, memoryGb: number): boolean {
  return gpus.some((other) => other.memoryGb === memoryGb && bareId(other) === bareId(gpu))
}

/** Id without its memory size: `a100-sxm` of `a100-80gb-sxm`. */
function bareId(gpu: Gpu): string {
  return gpu.id.replace(/-\d+gb/, '')
}

/** 1 for the most famous, 0 for who is not. */
function fameOf(list: readonly string[], id: string): number {
  const place = list.indexOf(id)
  return place < 0 ? 0 : 1 - place / list.length
}

/** The `n` models whose names are most like the text, best first. About 5 ms. */
export function nearestModels(text: string, n = 3): Model[] {
  return nearest(keyOf(normalise(text.slice(0, 200))), modelIndex().entries(), n, ({ id }) => fameOf(famousModels, id))
}

/** The `n` GPUs whose names are most like the text, best first. */
export function nearestGpus(text: string, n = 3): Gpu[] {
  return nearest(keyOf(normalise(text.slice(0, 200))), gpuIndex().entries(), n, ({ id }) => fameOf(famousGpus, id))
}
