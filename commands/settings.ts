import { settingsCallCard, settingsCard } from '../src/cards/settings.ts'
import { UserError } from '../src/errors.ts'
import { readSettingsWish, type SettingsWish } from '../src/settings/read-change.ts'
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
  hears: (_, text) => saidOfSettings(text) !== undefined,
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
  run({ question: { language }, text = '', heard = false, held = noSettings, manages = false, hears = true }) {
    if (heard) return { card: settingsCallCard(saidOfSettings(text) ?? '', language), shorthand: '' }
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

/** How a sentence begins that is about them; behind it stands what is typed after the command. */
const openings = ['/settings', 'settings', 'set my', 'set', '设置', '设定', '把我的']
const placeOpenings = ['/server-settings', 'server-settings', 'server settings', '服务器设置']
/** "set my gpu to rtx 4090", 设置显卡为4090: between a setting's name and its value. */
const links = /\s+(?:to|as|is)\s+|设为|设成|设置为|改成|改为|为|[:：=]/iu

/** What a sentence says of settings, as it is typed after the command; undefined where it is about something else. */
function saidOfSettings(text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  const after = (begins: readonly string[]) => {
    const opening = begins.find((one) => plain === one || plain.startsWith(/[a-z]$/.test(one) ? `${one} ` : one))
    return opening && plain.slice(opening.length)
  }
  const [place, own] = [after(placeOpenings), after(openings)]
  const rest = place ?? own
  if (rest === undefined) return undefined
  const words = rest
    .replace(links, ' ')
    .replace(/(\p{Script=Han})(?=[a-z\d#])/gu, '$1 ')
    .trim()
  const said = place === undefined ? words : `server ${words}`.trim()
  return wishOf(said) === undefined ? undefined : said
}

function wishOf(said: string): SettingsWish | undefined {
  try {
    return readSettingsWish(said)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
