import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import type { Card } from '../../src/cards/card.ts'
import { displayWidth } from '../../src/cards/text/width.ts'
import { renderCard } from '../../src/platforms/terminal/render.ts'
import { answerBy } from '../support/replies.ts'

const questions = {
  'llama-70b-on-3090': { en: 'can my 3090 run llama 3.1 70b q4 at 32k?', zh: '我的3090能跑 llama 3.1 70b q4 吗，32k上下文' },
  'gpt-oss-120b-with-ram': { en: 'gpt-oss-120b on 4090 + 64 GB DDR5', zh: '4090 + 64GB内存 能跑 gpt-oss-120b 吗' },
  'qwen3-235b-with-ram': { en: 'qwen3-235b-a22b q4_k_m on a 4090 with 128gb ram', zh: '4090 加 128GB内存 能跑 qwen3-235b-a22b q4_k_m 吗' },
  'deepseek-r1-on-8x3090': { en: 'deepseek r1 on 8x3090', zh: '8卡3090 能跑 deepseek r1 吗' },
  '70b-on-cpu': { en: '70b q4 cpu only 64gb', zh: '70b q4 纯cpu 64GB内存' },
} as const

/** What is said of the no: verdict, ways on, how to start, and what the speed rests on. The rest of the card has goldens of its own. */
function ofTheNo(text: string): Card {
  const { card } = answerBy(fit, text)
  const [first] = card.blocks.filter((block) => block.kind === 'table')
  const isWays = first !== undefined && /^What would work|怎样才能跑$/.test(first.title)
  const blocks = card.blocks.filter((block) => (block === first && isWays) || block.kind === 'commands')
  return { ...card, blocks, notes: card.notes.filter((note) => /RAM|内存/.test(note)), sources: [], hint: '' }
}

describe('what /fit prints of what does not fit', () => {
  for (const [name, texts] of Object.entries(questions))
    for (const language of ['en', 'zh'] as const)
      it(`${name}, ${language}, narrow, usual and wide`, async () => {
        const printed = [60, 80, 160].map((columns) => {
          const text = renderCard(ofTheNo(texts[language]), { columns, color: false })
          expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(columns)
          return `${'='.repeat(columns)}\n${text}`
        })
        await expect(printed.join('\n')).toMatchFileSnapshot(`golden/instead/${name}.${language}.txt`)
      })
})
