import type { Lexeme, NumberLexeme, Written } from './lexeme.ts'
import type { AskedGpu, Parallelism, Problem } from './question.ts'
import { mostCards } from './read-gpus.ts'

type Part = keyof Parallelism

const parts: readonly Part[] = ['tensor', 'pipeline', 'data', 'expert']
/** Ways to share out the same layers: a bare word for one of them means all cards only where no other was said. */
const layouts: readonly Part[] = ['tensor', 'pipeline', 'data']

export interface ReadParallelism {
  readonly parallelism: Parallelism | null
  readonly utilization: number | null
  readonly problems: Problem[]
}

/** "tp8 dp8", 张量并行4, "tensor parallel on 2x 3090", "--enable-expert-parallel"; and the share of a card a server takes. */
export function readParallelism(lexemes: readonly Lexeme[], gpus: readonly AskedGpu[], written: Written): ReadParallelism {
  const problems: Problem[] = []
  const said: Record<Part, number | null> = { tensor: null, pipeline: null, data: null, expert: null }
  let utilization: number | null = null
  for (const number of lexemes) {
    if (number.tag !== 'number' || number.used) continue
    if (number.unit === 'utilization') {
      number.used = true
      utilization ??= shareOf(number)
      continue
    }
    const part = parts.find((name) => name === number.unit)
    if (part === undefined) continue
    number.used = true
    if (number.amount >= 1 && number.amount <= mostCards && Number.isInteger(number.amount)) said[part] ??= number.amount
    else problems.push({ slot: 'count', text: written(number) })
  }
  fillBare(lexemes, said, gpus[0]?.count ?? countedCards(lexemes))
  return { parallelism: parts.some((part) => said[part] !== null) ? said : null, utilization, problems }
}

/** A part named without a number goes over all the cards that were counted; experts also over those that share the layers. */
function fillBare(lexemes: readonly Lexeme[], said: Record<Part, number | null>, cards: number | null): void {
  const isBare = (part: Part) => lexemes.some((lexeme) => lexeme.tag === 'measure' && lexeme.value === part && !lexeme.claimed)
  const bare = layouts.filter((part) => said[part] === null && isBare(part))
  const [only] = bare
  if (only !== undefined && bare.length === 1 && layouts.every((part) => said[part] === null)) said[only] = cards
  if (said.expert === null && isBare('expert')) said.expert = cards ?? said.tensor
}

/** "4 gpus", of whatever kind. */
function countedCards(lexemes: readonly Lexeme[]): number | null {
  const number = lexemes.find((lexeme) => lexeme.tag === 'number' && lexeme.unit === 'cards' && lexeme.amount >= 1)
  return number?.tag === 'number' && number.amount <= mostCards && Number.isInteger(number.amount) ? number.amount : null
}

/** Nobody gives a server fewer hundredths of a card: "1.5" is a slip. */
const leastPercent = 5

/** 0.9 of "0.9", "90 %" and "90"; null for what is no share. */
function shareOf({ amount }: NumberLexeme): number | null {
  const share = amount > 1 ? amount / 100 : amount
  return share > 0 && share <= 1 && (amount <= 1 || amount >= leastPercent) ? share : null
}
