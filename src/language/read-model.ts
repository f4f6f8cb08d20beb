import { familyMember, findModel } from '../catalog/names.ts'
import type { Model } from '../catalog/types.ts'
import { isModelSize } from './lex-model.ts'
import type { Lexeme, ModelLexeme, NumberLexeme, Written } from './lexeme.ts'
import type { Problem } from './question.ts'

export interface ReadModel {
  readonly model: string | null
  readonly paramsB: number | null
  readonly activeParamsB: number | null
  readonly moreModels: string[]
  readonly moreSizes: number[]
  /** A family named without a size that could complete it: "llama 2". */
  readonly family: string | null
  readonly problems: Problem[]
}

/** The model named, and the sizes written: in its name, beside it, or alone. */
export function readModels(lexemes: readonly Lexeme[], training: boolean, written: Written): ReadModel {
  const problems: Problem[] = []
  const sizes: { at: number; value: number }[] = []
  let active: number | null = null
  let activeNumber: NumberLexeme | undefined
  for (let at = 0; at < lexemes.length; at++) {
    const number = lexemes[at]
    if (number?.tag !== 'number' || !isSize(lexemes[at + 1], number, training && sizes.length > 0)) continue
    number.used = true
    const value = round(number.amount / 1e9)
    if (!isModelSize(value)) problems.push({ slot: 'size', text: written(number) })
    else if (number.active || isActive(lexemes, at)) {
      active ??= value
      activeNumber ??= number
    } else sizes.push(...sharing(lexemes, at), { at, value })
  }
  const named: { model: Model; at: number; key: string }[] = []
  const inNames: { at: number; value: number }[] = []
  let family: string | null = null
  for (let at = 0; at < lexemes.length; at++) {
    const lexeme = lexemes[at]
    if (lexeme?.tag === 'problem' && lexeme.slot === 'model' && lexeme.sizeB !== undefined) inNames.push({ at, value: lexeme.sizeB })
    if (lexeme?.tag === 'stranger') {
      inNames.push({ at, value: lexeme.sizeB })
      active ??= lexeme.activeB
    }
    if (lexeme?.tag === 'family') {
      const size = sizes[0]
      const model =
        size === undefined ? undefined : findModel(`${lexeme.value} ${size.value < 1 ? `${round(size.value * 1000)}m` : `${size.value}b`}`)
      if (model !== undefined) named.push({ model, at, key: lexeme.value })
      else family ??= lexeme.value
    }
    if (lexeme?.tag !== 'model') continue
    if (lexeme.sizeB !== null) inNames.push({ at, value: lexeme.sizeB })
    active ??= lexeme.activeB
    named.push({
      model: lexeme.sizeB === null ? completed(lexemes, at, lexeme, sizes, problems, written) : lexeme.model,
      at,
      key: lexeme.key,
    })
  }
  const full = lexemes.find((lexeme) => lexeme.tag === 'word' && lexeme.value === 'full-blooded')
  if (full !== undefined) {
    const model = findModel('671b')
    // "deepseek v3 满血" is all of V3; 满血 alone, or of DeepSeek, is R1.
    const isV3 = named[0]?.key.includes('v3') === true
    if (model !== undefined && (named.length === 0 || (named[0]?.model.family === 'DeepSeek V3' && !isV3)))
      named.splice(0, 1, { model, at: 0, key: '' })
    if (sizes.length + inNames.length === 0) sizes.push({ at: 0, value: 671 })
  }
  // "deepseek … v3": the name alone was the beginning of the one that says more.
  const fullest = named.filter(
    ({ key }) => key === '' || !named.some((other) => other.key.length > key.length && other.key.startsWith(key)),
  )
  const ids = [...new Set(fullest.map(({ model }) => model.id))]
  const values = [...new Set([...sizes, ...inNames].sort((a, b) => a.at - b.at).map(({ value }) => value))]
  const [model = null, ...moreModels] = ids
  const [paramsB = null, ...moreSizes] = values
  const total = fullest[0]?.model.parametersB ?? paramsB
  if (activeNumber !== undefined && active !== null && total !== null && active > total) {
    problems.push({ slot: 'size', text: `${activeNumber.active ? 'a' : ''}${written(activeNumber)}` })
    active = null
  }
  return { model, paramsB, activeParamsB: active, moreModels, moreSizes, family: model === null ? family : null, problems }
}

/** The 7 of "7/13b", which shares the unit. */
function sharing(lexemes: readonly Lexeme[], at: number): { at: number; value: number }[] {
  const found: { at: number; value: number }[] = []
  for (let i = at; i >= 2; i -= 2) {
    const [number, sign] = [lexemes[i - 2], lexemes[i - 1]]
    const joined = sign?.tag === 'sign' && (sign.value === '/' || sign.value === ',') && sign.glued && lexemes[i]?.glued === true
    if (!joined || number?.tag !== 'number' || number.used || number.scale !== '' || number.unit !== '' || !isModelSize(number.raw)) break
    number.used = true
    found.unshift({ at: i - 2, value: number.raw })
  }
  return found
}

/** 0.345 of 345 / 1000, without the noise of the division. */
function round(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

function isSize(next: Lexeme | undefined, number: NumberLexeme, tokensLikely: boolean): boolean {
  if (number.used || (number.unit !== '' && number.unit !== 'parameters')) return false
  switch (number.scale) {
    case 'b':
      return true
    case 'yi':
      return !tokensLikely
    case 'm':
      return number.raw >= 10 || number.unit === 'parameters' || number.raw <= 0
    case 't':
      return !tokensLikely && !(next?.tag === 'word' && next.value === 'ram')
    default:
      return number.unit === 'parameters' && number.amount >= 1e6
  }
}

/** "21B active", 激活21B, "only 3B params are active", 激活才3b. */
function isActive(lexemes: readonly Lexeme[], at: number): boolean {
  for (const step of [-1, 1]) {
    for (let i = at + step; Math.abs(i - at) <= 3; i += step) {
      const lexeme = lexemes[i]
      if (lexeme?.tag === 'concept' && lexeme.value === 'moe-active-params' && step < 0) return true
      if (lexeme?.tag === 'word' && lexeme.value === 'active') return true
      const passed = lexeme?.tag === 'word' || (lexeme?.tag === 'measure' && lexeme.value === 'parameters')
      if (!passed) break
    }
  }
  return false
}

/** A name without a size takes the one written beside it, or anywhere when its family has such a member. */
function completed(
  lexemes: readonly Lexeme[],
  at: number,
  { model, key }: ModelLexeme,
  sizes: readonly { at: number; value: number }[],
  problems: Problem[],
  written: Written,
): Model {
  const behind = sizeAt(sizes, at + 1) ?? (isJoint(lexemes[at + 1]) ? sizeAt(sizes, at + 2) : undefined)
  const size = behind ?? sizeAt(sizes, at - 1) ?? sizes[0]
  if (size === undefined || near(model.parametersB, size.value)) return model
  const member = namesake(model, size.value) ?? familyMember(model, size.value, /^[a-z]*/.exec(key)?.[0] ?? '')
  if (member !== undefined) return member
  const [name, number] = [lexemes[at], lexemes[behind?.at ?? -1]]
  if (name !== undefined && number !== undefined) problems.push({ slot: 'model', text: written(name, number) })
  return model
}

/** Another model that shares one of the names, told apart by its size: R1 is DeepSeek R1, and of 14B its distillation. */
function namesake(model: Model, sizeB: number): Model | undefined {
  for (const alias of model.aliases) {
    const found = hasSize.test(alias) ? undefined : findModel(`${alias} ${sizeB}b`)
    if (found !== undefined) return found
  }
  return undefined
}

const hasSize = /\db/

/** Only the first few sizes matter to any name. */
function sizeAt(sizes: readonly { at: number; value: number }[], at: number) {
  for (const size of sizes.slice(0, 20)) if (size.at === at) return size
  return undefined
}

/** What may stand between a name and its size: "kimi dev 72b" is one name, though nobody knows its middle. */
function isJoint(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'sign' || lexeme?.tag === 'unknown' || (lexeme?.tag === 'word' && lexeme.value === 'noise')
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.12 * Math.max(a, b)
}
