import { type Currency, currencySigns } from '../../catalog/currencies.ts'
import type { Language } from '../../language/question.ts'
import { resources, type Translate, translate, type WordParams } from './words.ts'

/** Text and the names of what goes between: `['', 'gpu', ' has ', 'usable', '']`. */
type Template = readonly string[]

const templates = new Map<string, Map<string, Template>>()

function templatesIn(language: Language, currency: Currency): Map<string, Template> {
  const name = `${language} ${currency}`
  const known = templates.get(name) ?? new Map<string, Template>()
  templates.set(name, known)
  return known
}

/** The texts are written in dollars: `$`, “US dollars” and 美元 stand for nothing else in them. */
function inCurrency(text: string, currency: Currency): string {
  const { sign, chinese } = currencySigns[currency]
  return currency === 'USD' ? text : text.split('$').join(sign).split('US dollars').join(currency).split('美元').join(chinese)
}

/**
 * The same texts as `translate`, for cards with many: i18next takes about 8 µs for a text, a card of a hundred would take
 * longer to word than to work out. Each text is cut up once; what has a plural still goes through i18next. Amounts are worded in
 * `currency`.
 */
export function quickTranslate(language: Language, currency: Currency = 'USD'): Translate {
  const cut = templatesIn(language, currency)
  return (key, params = {}) => {
    let template = cut.get(key)
    if (template === undefined) {
      const text = textOf(language, key)
      template = cutUp(text === undefined ? undefined : inCurrency(text, currency))
      cut.set(key, template)
    }
    return template.length === 0 ? translate(language)(key, params) : fill(template, params)
  }
}

/** The text under `a.b.c`, or undefined where there is only a plural of it. */
function textOf(language: Language, key: string): string | undefined {
  let node: unknown = resources[language]
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return undefined
    node = (node as Readonly<Record<string, unknown>>)[part]
  }
  return typeof node === 'string' ? node : undefined
}

function cutUp(text: string | undefined): Template {
  if (text === undefined) return []
  return text.split('{{').flatMap((piece, index) => (index === 0 ? [piece] : piece.split('}}')))
}

function fill(template: Template, params: WordParams): string {
  let text = template[0] ?? ''
  for (let i = 1; i < template.length; i += 2) text += String(params[template[i] ?? ''] ?? '') + (template[i + 1] ?? '')
  return text
}
