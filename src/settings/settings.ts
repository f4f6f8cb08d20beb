import type { z } from 'zod'
import type { settingsSchema } from './schema.ts'

/** What somebody does not want to say each time. Absent: not set. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>
export type SettingKey = keyof Settings

/** Of the asker, and of the place the question is asked in: the person's own come first. */
export interface HeldSettings {
  readonly person: Settings
  readonly place: Settings
}

export const noSettings: HeldSettings = { person: {}, place: {} }

/** Whose a setting is. */
export type Owner = keyof HeldSettings

/** Sets `key`, or, without a value, unsets it. */
export interface SettingsChange {
  readonly owner: Owner
  readonly key: SettingKey
  readonly value: Settings[SettingKey]
}

/** In the order they are shown. */
export const personalKeys = ['gpu', 'runtime', 'language', 'currency', 'providers', 'regions', 'replies'] as const satisfies SettingKey[]
/** A server or a workspace has these as well. */
export const placeKeys = [...personalKeys, 'channels', 'digests'] as const satisfies SettingKey[]

/** What holds for the asker, and whose setting it is; undefined where neither has it. */
export function settingOf<Key extends SettingKey>(
  { person, place }: HeldSettings,
  key: Key,
): { readonly value: NonNullable<Settings[Key]>; readonly owner: Owner } | undefined {
  const own = person[key]
  if (own !== undefined) return { value: own, owner: 'person' }
  const shared = place[key]
  return shared === undefined ? undefined : { value: shared, owner: 'place' }
}
