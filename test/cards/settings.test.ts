import { describe, expect, it } from 'vitest'
import { settingsCard, withSettingsSaid } from '../../src/cards/settings.ts'
import { noSettings, type SettingsChange } from '../../src/settings/settings.ts'
import { chineseCard, englishCard } from '../support/example-cards.ts'

const gpu = { id: 'rtx-4090', count: 2, memoryGb: null }
const rows = (card: ReturnType<typeof settingsCard>) => {
  const [block] = card.blocks
  return new Map(block?.kind === 'facts' ? block.rows.map(({ label, value }) => [label, value]) : [])
}

describe('the card of settings', () => {
  it('shows every one, in words, and which come from the place', () => {
    const card = settingsCard({
      held: { person: { gpu }, place: { language: 'zh', gpu: { ...gpu, count: 1 } } },
      owner: 'person',
      language: 'en',
    })
    expect(card.title).toBe('Your settings')
    expect(Object.fromEntries(rows(card))).toMatchObject({
      GPU: '2 × RTX 4090',
      Language: 'Chinese (of this server or workspace)',
      Runtime: '–',
    })
  })

  it('of a place has what only a place has', () => {
    const place = { channels: ['general', '模型'], digests: 'everyone' } as const
    const card = settingsCard({
      held: { person: { gpu }, place: { ...place, channels: [...place.channels] } },
      owner: 'place',
      language: 'zh',
    })
    expect(card.title).toBe('本服务器或工作区的设置')
    expect(Object.fromEntries(rows(card))).toMatchObject({ 显卡: '–', 可主动回答的频道: 'general、模型', 摘要由谁管理: '所有人' })
    expect(rows(settingsCard({ held: noSettings, owner: 'person', language: 'zh' })).has('可主动回答的频道')).toBe(false)
  })

  it('says that nothing is set', () => {
    expect(settingsCard({ held: noSettings, owner: 'person', language: 'en' }).answer).toMatch(/^Nothing is set/)
  })

  it('says what was changed, and shows it changed', () => {
    const mac = { id: 'apple-m4-max', count: null, memoryGb: 64 }
    const card = settingsCard({
      held: { person: { gpu }, place: {} },
      owner: 'person',
      change: { owner: 'person', key: 'gpu', value: mac },
      language: 'en',
    })
    expect(card.answer).toBe('Saved: GPU is now M4 Max (40-core GPU) 64 GB.')
    expect(rows(card).get('GPU')).toBe('M4 Max (40-core GPU) 64 GB')
    const gone = settingsCard({
      held: { person: { gpu }, place: {} },
      owner: 'person',
      change: { owner: 'person', key: 'gpu', value: undefined },
      language: 'zh',
    })
    expect(gone.answer).toBe('已取消显卡的设置。')
    expect(rows(gone).get('显卡')).toBe('–')
  })

  it('says that nothing is heard in channels that are on, where the platform is not told what is said there', () => {
    const change: SettingsChange = { owner: 'place', key: 'channels', value: ['gpu-help'] }
    const shown = { held: noSettings, owner: 'place', change } as const
    expect(settingsCard({ ...shown, language: 'en', hears: false }).notes[0]).toMatch(
      /^Nothing is answered there yet: .+ MESSAGE CONTENT INTENT/,
    )
    expect(settingsCard({ ...shown, language: 'zh', hears: false }).notes[0]).toContain('MESSAGE CONTENT INTENT')
    expect(settingsCard({ ...shown, language: 'en' }).notes).toHaveLength(1)
    expect(settingsCard({ held: noSettings, owner: 'place', language: 'en', hears: false }).notes).toHaveLength(1)
  })

  it('shows money, providers and places as they were set', () => {
    const set = { currency: 'EUR', providers: ['runpod', 'aws'], regions: ['europe'] } as const
    const card = settingsCard({
      held: { person: { ...set, providers: [...set.providers], regions: [...set.regions] }, place: {} },
      owner: 'person',
      language: 'en',
    })
    expect(Object.fromEntries(rows(card))).toMatchObject({ Currency: 'EUR', Providers: 'runpod, aws', Regions: 'europe' })
    expect(card.notes).toHaveLength(1)
    expect(card.notes[0]).toContain('“gpu none” unsets it')
  })
})

describe('what the settings filled in', () => {
  it('is said first among what was assumed, in the language of the card', () => {
    const assumed = [
      { slot: 'gpu', value: 'GeForce RTX 4090', because: 'your-setting' },
      { slot: 'runtime', value: 'vllm', because: 'place-setting' },
    ] as const
    expect(withSettingsSaid(englishCard, assumed).assumed).toEqual([
      'RTX 4090: your setting',
      'vllm: setting of this place',
      ...englishCard.assumed,
    ])
    expect(withSettingsSaid(chineseCard, assumed).assumed[0]).toBe('RTX 4090：你的设置')
    expect(withSettingsSaid(englishCard, [])).toBe(englishCard)
  })
})
