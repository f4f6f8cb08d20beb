import { expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { createHeadroom } from '../../../src/headroom.ts'
import { renderCard } from '../../../src/platforms/discord/render.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'
import { picture } from '../../support/discord/picture.ts'

it('the picture in the README is drawn from what Discord is sent', async () => {
  const asked = 'qwen3-30b-a3b q4_k_m on a 4090'
  const reply = createHeadroom(commands, { prices: bundledPrices }).reply(asked, { now: new Date(0), zone: 'UTC' })
  if (reply.kind !== 'answer') throw reply.error
  const { payload } = renderCard(reply.answer.card, { command: reply.command, shorthand: reply.answer.shorthand })
  const drawn = picture(payload)
  expect(drawn).toContain('RTX 4090')
  await expect(drawn).toMatchFileSnapshot('golden/embed.svg')
})
