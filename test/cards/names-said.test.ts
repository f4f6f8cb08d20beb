import { describe, expect, it } from 'vitest'
import { otherNamesSaid } from '../../src/language/said.ts'
import { noon } from '../support/read.ts'
import { headroom } from '../support/replies.ts'

function assumed(text: string): readonly string[] {
  const reply = headroom.reply(text, noon)
  if (reply.kind !== 'answer') throw new Error(`${text}: ${reply.error.code}`)
  return reply.answer.card.assumed
}

describe('a model that is called by the name of another one', () => {
  it.each([
    ['can a 3090 run devstral small', '“devstral small” reckoned as Mistral-Small-24B-Instruct-2501'],
    ['hermes 3 70b q4 on 2x 3090', '“hermes 3 70b” reckoned as Llama-3.1-70B'],
    ['双卡3090能跑 vicuna 13b 吗', '“vicuna 13b”按大小和结构相同的 Llama-2-13b-hf 算'],
    ['qwen3 32b vs devstral on a 4090', '“devstral” reckoned as Mistral-Small-24B-Instruct-2501'],
  ])('in “%s” is told by the name it is reckoned under', (text, said) => expect(assumed(text)[0]).toContain(said))

  it.each([
    'llama 3.1 8b instruct q4',
    'mistral small',
    'gptoss 20b',
    'open llama 3b',
    'qwen3-30b-a3b-instruct-2507',
    '70b int4',
    '千问72b',
    'hunyuan 3',
  ])('is not meant by “%s”', (text) => expect(otherNamesSaid(text)).toEqual([]))
})
