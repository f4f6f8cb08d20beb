import { gpuById } from '../catalog/gpus.ts'
import type { Assumption } from '../estimator/types.ts'
import type { Language } from '../language/question.ts'
import {
  type HeldSettings,
  type Owner,
  personalKeys,
  placeKeys,
  type SettingKey,
  type Settings,
  type SettingsChange,
  settingOf,
} from '../settings/settings.ts'
import type { Card } from './card.ts'
import { emptyCard } from './help.ts'
import { withoutMaker } from './names.ts'
import type { settingsEn } from './words/settings.en.ts'
import { translate } from './words/words.ts'

interface Shown {
  readonly held: HeldSettings
  readonly owner: Owner
  readonly change?: SettingsChange | undefined
  readonly language: Language
  /** Whether the platform is told what is said in channels to nobody in particular; absent: it is. */
  readonly hears?: boolean
}

/** What is set for `owner`. With `change`: as it is once that is stored, which the answer then says. */
export function settingsCard({ held, owner, change, language, hears = true }: Shown): Card {
  const t = translate(language)
  const after = change === undefined ? held : changed(held, change)
  const shown = owner === 'person' ? personalKeys : placeKeys
  const isSet = (key: SettingKey) => after[owner][key] !== undefined
  const own = owner === 'place'
  const isDeaf = own && !hears && (after.place.channels ?? []).length > 0
  return {
    ...emptyCard(language),
    title: t(own ? 'settings.titlePlace' : 'settings.title'),
    answer: change === undefined ? t(shown.some(isSet) ? 'settings.answer' : 'settings.answerNone') : changeSentence(change, language),
    blocks: [
      {
        kind: 'facts',
        title: '',
        rows: shown.map((key) => ({ label: t(`settings.keys.${key}`), value: valueText(after, owner, key, language) })),
      },
    ],
    notes: [...(isDeaf ? [t('settings.deaf')] : []), t('settings.hint')],
  }
}

/** What is said to who speaks of settings and did not call the command: how it is called. `said`: what is typed after it. */
export function settingsCallCard(said: string, language: Language): Card {
  const t = translate(language)
  const [first, ...rest] = said.split(' ')
  const isPlace = first === 'server'
  const command = isPlace ? '/server-settings' : '/settings'
  const text = isPlace ? rest.join(' ') : said
  return {
    ...emptyCard(language),
    title: t(isPlace ? 'settings.titlePlace' : 'settings.title'),
    answer: text === '' ? t('settings.callToSee', { command }) : t('settings.call', { command, text }),
    notes: [t('settings.callTerminal', { said })],
  }
}

/** `card` with what the settings filled in, before the other defaults. */
export function withSettingsSaid(card: Card, assumed: readonly Assumption[]): Card {
  const t = translate(card.language)
  const phrases = assumed.map(({ slot, value, because }) =>
    t('settings.assumed', {
      phrase: slot === 'gpu' ? withoutMaker(String(value)) : value,
      whose: t(because === 'your-setting' ? 'settings.your-setting' : 'settings.place-setting'),
    }),
  )
  return phrases.length === 0 ? card : { ...card, assumed: [...phrases, ...card.assumed] }
}

function changed(held: HeldSettings, { owner, key, value }: SettingsChange): HeldSettings {
  return { ...held, [owner]: { ...held[owner], [key]: value } }
}

function changeSentence({ owner, key, value }: SettingsChange, language: Language): string {
  const t = translate(language)
  const words = { name: t(`settings.keys.${key}`), value: plain(value, language) }
  if (value === undefined) return t(owner === 'person' ? 'settings.removed' : 'settings.removedPlace', words)
  return t(owner === 'person' ? 'settings.saved' : 'settings.savedPlace', words)
}

function valueText(held: HeldSettings, owner: Owner, key: SettingKey, language: Language): string {
  const t = translate(language)
  if (owner === 'place') return plain(held.place[key], language)
  const found = settingOf(held, key)
  if (found?.owner === 'place') return t('settings.fromPlace', { value: plain(found.value, language) })
  return plain(found?.value, language)
}

type Worded = keyof typeof settingsEn.values

/** A value as people say it: the words of the reader's language where it has some, a name where it is one. */
function plain(value: Settings[SettingKey], language: Language): string {
  const t = translate(language)
  if (value === undefined) return t('settings.unset')
  if (typeof value === 'string') return isWorded(value) ? t(`settings.values.${value}`) : value
  if (!('id' in value)) return value.join(t('settings.comma'))
  const name = withoutMaker(gpuById(value.id)?.name ?? value.id)
  const memory = value.memoryGb === null || name.includes('GB') ? '' : ` ${value.memoryGb} GB`
  return `${value.count !== null && value.count > 1 ? `${value.count} × ` : ''}${name}${memory}`
}

const worded: ReadonlySet<string> = new Set<Worded>(['en', 'zh', 'public', 'private', 'managers', 'everyone'])

function isWorded(value: string): value is Worded {
  return worded.has(value)
}
