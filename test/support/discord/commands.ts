import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord.js'
import { z } from 'zod'
import type { Ids } from './clock.ts'
import { invalidForm, read, refusal } from './refusals.ts'

/** What Discord refuses in an application command, written from its documentation ("Application Commands"). */
const locales =
  'id en-US en-GB bg zh-CN zh-TW hr cs da nl fi fr de el hi hu it ja ko lt no pl pt-BR ro ru es-ES es-419 sv-SE th tr uk vi'.split(' ')
const characters = 8000
const most = { 1: 100, 2: 5, 3: 5 } as const

const commandName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u)
  .refine((name) => name === name.toLowerCase())
const menuName = z.string().trim().min(1).max(32)
const description = z.string().trim().min(1).max(100)
const localised = (value: z.ZodType<string>) => z.partialRecord(z.enum(locales), value.nullable()).nullish()

const choice = z.object({
  name: description,
  name_localizations: localised(description),
  value: z.union([z.string().max(100), z.number()]),
})

const named = {
  name: commandName,
  name_localizations: localised(commandName),
  description,
  description_localizations: localised(description),
}

const plainOption = z
  .object({
    ...named,
    type: z.literal([3, 4, 5, 6, 7, 8, 9, 10, 11]),
    required: z.boolean().nullish(),
    choices: z.array(choice).max(25).nullish(),
    autocomplete: z.boolean().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.int().min(0).max(6000).nullish(),
    max_length: z.int().min(1).max(6000).nullish(),
    channel_types: z.array(z.int()).nullish(),
  })
  .superRefine((option, ctx) => {
    const refuse = (key: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [key], message, params: { code: 'APPLICATION_COMMAND_OPTION_INVALID' } })
    const takesChoices = [3, 4, 10].includes(option.type)
    const isNumber = option.type === 4 || option.type === 10
    if ((option.choices?.length || option.autocomplete) && !takesChoices) refuse('type', 'This type takes no choices')
    if (option.choices?.length && option.autocomplete) refuse('autocomplete', 'Choices and autocomplete exclude each other')
    if (new Set(option.choices?.map(({ name }) => name)).size !== (option.choices?.length ?? 0))
      refuse('choices', 'Choice names must be unique')
    if (option.choices?.some(({ value }) => (typeof value === 'string') === isNumber))
      refuse('choices', 'A choice has a value of another type')
    if ((option.min_value ?? option.max_value) != null && !isNumber) refuse('min_value', 'Only a number has bounds')
    if ((option.min_length ?? option.max_length) != null && option.type !== 3) refuse('min_length', 'Only a string has a length')
  })

function optionsOf<T extends z.ZodType<{ name: string; type: number; required?: boolean | null | undefined }>>(option: T) {
  return z
    .array(option)
    .max(25)
    .superRefine((options, ctx) => {
      const refuse = (at: number, code: string, message: string) => ctx.addIssue({ code: 'custom', path: [at], message, params: { code } })
      const seen = new Set<string>()
      let optional = false
      for (const [at, { name, type, required }] of options.entries()) {
        if (seen.has(name)) refuse(at, 'APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE', 'Option names must be unique')
        seen.add(name)
        if (required && optional)
          refuse(at, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options')
        optional ||= !required
        if (type <= 2 !== (options[0] && options[0].type <= 2))
          refuse(at, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command and other options cannot be mixed')
      }
    })
}

const subcommand = z.object({ ...named, type: z.literal(1), options: optionsOf(plainOption).nullish() })
const group = z.object({ ...named, type: z.literal(2), options: optionsOf(subcommand) })
const anyOption = z.discriminatedUnion('type', [subcommand, group, plainOption])

const shared = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  integration_types: z
    .array(z.literal([0, 1]))
    .min(1)
    .nullish(),
  contexts: z
    .array(z.literal([0, 1, 2]))
    .min(1)
    .nullish(),
}
const chatInput = z.object({ ...shared, ...named, type: z.literal(1), options: optionsOf(anyOption).nullish() })
const menu = z.object({
  ...shared,
  type: z.literal([2, 3]),
  name: menuName,
  name_localizations: localised(menuName),
  description: z.literal('').nullish(),
})

const command = z
  .preprocess(
    (body) => (body !== null && typeof body === 'object' && !('type' in body) ? { ...body, type: 1 } : body),
    z.discriminatedUnion('type', [chatInput, menu]),
  )
  .superRefine((value, ctx) => {
    if (charactersOf(value) > characters)
      ctx.addIssue({
        code: 'custom',
        path: [],
        message: `Command exceeds maximum size (${characters})`,
        params: { code: 'APPLICATION_COMMAND_TOO_LARGE' },
      })
  })

/** Names, descriptions and values of a command and all below it; of a text with translations the longest counts. */
function charactersOf(part: object): number {
  const fields = new Map(Object.entries(part))
  const longest = (key: string) => {
    const texts = [fields.get(key), ...Object.values(fields.get(`${key}_localizations`) ?? {})]
    return Math.max(...texts.map((text) => (typeof text === 'string' ? text.length : 0)))
  }
  const below = [fields.get('options') ?? [], fields.get('choices') ?? []].flat() as object[]
  const value = fields.get('value')
  return (
    longest('name') +
    longest('description') +
    (typeof value === 'string' ? value.length : 0) +
    below.reduce((sum, each) => sum + charactersOf(each), 0)
  )
}

/** The commands registered, everywhere or in one guild. */
export class Commands {
  readonly #scopes = new Map<string, Map<string, APIApplicationCommand>>()
  /** How many times commands were registered or removed. */
  writes = 0
  readonly ids: Ids

  constructor(ids: Ids) {
    this.ids = ids
  }

  list(guildId = '', withLocalisations = true): object[] {
    const all = [...this.#scope(guildId).values()]
    if (withLocalisations) return all
    return all.map(({ name_localizations, description_localizations, ...rest }) => rest)
  }

  /** The command a person would see in a guild: a guild's own goes before the global one. */
  find(type: number, name: string, guildId = ''): APIApplicationCommand | undefined {
    return this.#scope(guildId).get(`${type} ${name}`) ?? this.#scope('').get(`${type} ${name}`)
  }

  byId(id: string, guildId = ''): APIApplicationCommand {
    const found = [...this.#scope(guildId).values()].find((each) => each.id === id)
    if (!found) throw refusal('unknownCommand')
    return found
  }

  replaceAll(applicationId: string, body: unknown, guildId = ''): object[] {
    const values = read(z.array(command), body)
    const names = new Set<string>()
    for (const [at, { name, type }] of values.entries()) {
      if (names.has(`${type} ${name}`))
        throw invalidForm([
          { path: [at, 'name'], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message: 'Application command names must be unique' },
        ])
      names.add(`${type} ${name}`)
    }
    const before = this.#scope(guildId)
    const next = new Map(values.map((value) => [`${value.type} ${value.name}`, this.#complete(applicationId, value, guildId, before)]))
    requireCounts(next)
    this.writes++
    this.#scopes.set(guildId, next)
    return this.list(guildId)
  }

  upsert(applicationId: string, body: unknown, guildId = ''): { isNew: boolean; command: APIApplicationCommand } {
    const value = read(command, body)
    const before = this.#scope(guildId)
    const key = `${value.type} ${value.name}`
    const made = this.#complete(applicationId, value, guildId, before)
    requireCounts(new Map(before).set(key, made))
    const isNew = !before.has(key)
    before.set(key, made)
    this.writes++
    return { isNew, command: made }
  }

  remove(id: string, guildId = ''): void {
    const { type, name } = this.byId(id, guildId)
    this.#scope(guildId).delete(`${type} ${name}`)
    this.writes++
  }

  #scope(guildId: string): Map<string, APIApplicationCommand> {
    const scope = this.#scopes.get(guildId) ?? new Map<string, APIApplicationCommand>()
    this.#scopes.set(guildId, scope)
    return scope
  }

  #complete(
    applicationId: string,
    value: z.infer<typeof command>,
    guildId: string,
    before: ReadonlyMap<string, APIApplicationCommand>,
  ): APIApplicationCommand {
    const options = value.type === 1 ? { options: (value.options ?? []) as APIApplicationCommandOption[] } : {}
    return {
      default_member_permissions: null,
      nsfw: false,
      description: '',
      name_localizations: null,
      description_localizations: null,
      integration_types: [0],
      contexts: null,
      ...Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)),
      ...options,
      id: before.get(`${value.type} ${value.name}`)?.id ?? this.ids.next(),
      application_id: applicationId,
      version: this.ids.next(),
      ...(guildId && { guild_id: guildId }),
    } as APIApplicationCommand
  }
}

function requireCounts(commands: ReadonlyMap<string, APIApplicationCommand>): void {
  for (const type of [1, 2, 3] as const) {
    const count = [...commands.values()].filter((each) => each.type === type).length
    if (count > most[type])
      throw invalidForm([
        { path: [], code: 'APPLICATION_COMMANDS_MAX', message: `Maximum number of application commands reached (${most[type]})` },
      ])
  }
}
