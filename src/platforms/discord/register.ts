import type { Language } from '../../language/question.ts'
import type { CommandDefinition } from './command-definitions.ts'
import { checkCommands } from './command-limits.ts'

/** What is used of discord.js's REST. */
export interface CommandRest {
  get(route: `/${string}`): Promise<unknown>
  put(route: `/${string}`, options: { body: unknown }): Promise<unknown>
}

/** Names of commands, by what registering them does. */
export interface CommandChanges {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: readonly string[]
}

/** What Discord fills in by itself where a command says nothing. */
const defaults: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['nsfw', false],
  ['dm_permission', true],
  ['required', false],
  ['autocomplete', false],
])
/** What Discord adds, and no definition has. */
const discordsOwn = new Set(['id', 'application_id', 'guild_id', 'version', 'name_localized', 'description_localized', 'handler'])
const sets = new Set(['contexts', 'integration_types'])

/** What differs between the commands Discord has and those wanted; what Discord adds to each is no difference. */
export function changedCommands(existing: readonly unknown[], wanted: readonly CommandDefinition[]): CommandChanges {
  const before = new Map(existing.map((one) => [keyOf(one), JSON.stringify(normal(one))]))
  const now = wanted.map((one) => ({ key: keyOf(one), form: JSON.stringify(normal(one)), name: one.name }))
  const keys = new Set(now.map(({ key }) => key))
  const names = (which: (before: string | undefined, form: string) => boolean) =>
    now.filter(({ key, form }) => which(before.get(key), form)).map(({ name }) => name)
  return {
    added: names((had) => had === undefined),
    changed: names((had, form) => had !== undefined && had !== form),
    removed: existing.filter((one) => !keys.has(keyOf(one))).map((one) => String(fieldOf(one, 'name'))),
    unchanged: names((had, form) => had === form),
  }
}

/** What answers is not Discord: it has no list of commands. */
export class NoCommands extends Error {}

/**
 * Registers the commands, of a server where `guildId` says one, else everywhere; writes nothing where Discord has them already. Says what
 * it did. Throws what `rest` throws, NoCommands, and Unsendable before anything is asked.
 */
export async function registerCommands(
  rest: CommandRest,
  wanted: readonly CommandDefinition[],
  { applicationId, guildId }: { readonly applicationId: string; readonly guildId?: string | undefined },
): Promise<CommandChanges> {
  checkCommands(wanted)
  const route = `/applications/${applicationId}${guildId === undefined ? '' : `/guilds/${guildId}`}/commands` as const
  // Without this Discord leaves the localisations out of the list.
  const existing = await rest.get(`${route}?with_localizations=true`)
  if (!Array.isArray(existing)) throw new NoCommands(route)
  const changes = changedCommands(existing, wanted)
  if (isChange(changes)) await rest.put(route, { body: wanted })
  return changes
}

function isChange({ added, changed, removed }: CommandChanges): boolean {
  return added.length + changed.length + removed.length > 0
}

const words = {
  added: { en: 'added', zh: '新增' },
  changed: { en: 'changed', zh: '改动' },
  removed: { en: 'removed', zh: '删除' },
} as const

/** What registering did, in one line. */
export function changesLine(changes: CommandChanges, language: Language): string {
  const isChinese = language === 'zh'
  const same = changes.unchanged.length
  if (!isChange(changes)) return isChinese ? `${same} 个命令没有变化` : `${same} commands unchanged`
  const parts = (['added', 'changed', 'removed'] as const)
    .filter((what) => changes[what].length > 0)
    .map((what) => `${words[what][language]} ${changes[what].join(isChinese ? '、' : ', ')}`)
  const rest = same === 0 ? [] : [isChinese ? `${same} 个没有变化` : `${same} unchanged`]
  return [...parts, ...rest].join(isChinese ? '；' : '; ')
}

function keyOf(command: unknown): string {
  return `${fieldOf(command, 'type') ?? 1} ${fieldOf(command, 'name')}`
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}

/** The same for two commands that do the same: keys in order, without what is empty, usual or Discord's own. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => normal(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .filter(([name, own]) => !isEmpty(own) && defaults.get(name) !== own && !discordsOwn.has(name))
    .map(([name, own]) => [name, sets.has(name) && Array.isArray(own) ? [...own].sort() : normal(own)])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}
