import { settingsCard } from '../src/cards/settings.ts'
import { UserError } from '../src/errors.ts'
import { readSettingsWish } from '../src/settings/read-change.ts'
import { noSettings } from '../src/settings/settings.ts'
import type { Command } from './command.ts'

/** What is taken where a question says nothing: shown, or changed by whoever answers (the platform stores it before it shows the card). */
export const settings = {
  name: 'settings',
  localName: '设置',
  summary: {
    en: 'what to take where a question says nothing: your GPU, runtime, language',
    zh: '问题里没有说时用什么：你的显卡、推理框架、语言',
  },
  intents: [],
  ownText: true,
  isPersonal: true,
  forPlace: {
    name: 'server-settings',
    word: 'server',
    localName: '服务器设置',
    summary: { en: 'what to take in this server where nobody said otherwise', zh: '这个服务器里没有人另说时用什么' },
  },
  options: [],
  examples: [
    { text: 'gpu rtx-4090', language: 'en' },
    { text: 'runtime ollama', language: 'en' },
    { text: 'gpu none', language: 'en' },
    { text: '显卡 双卡3090', language: 'zh' },
    { text: '语言 中文', language: 'zh' },
  ],
  run({ question: { language }, text = '', held = noSettings, manages = false, hears = true }) {
    const wish = readSettingsWish(text)
    const change = wish.kind === 'change' ? wish.change : undefined
    const owner = wish.kind === 'change' ? wish.change.owner : wish.owner
    // Whoever sets a language is answered in it.
    const set = change?.owner === 'person' && change.key === 'language' ? change.value : undefined
    const spoken = set === 'en' || set === 'zh' ? set : language
    if (change?.owner === 'place' && !manages) throw new UserError('managers-only', { said: change.key })
    return {
      card: settingsCard({ held, owner, change, language: spoken, hears }),
      shorthand: '',
      parts: { settings: change === undefined ? held[owner] : { ...held[owner], [change.key]: change.value } },
      ...(change && { change }),
    }
  },
} satisfies Command
