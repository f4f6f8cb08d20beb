import type { APIApplicationCommand } from 'discord.js'
import type { Commands } from './commands.ts'
import { permission } from './permissions.ts'
import type { FakeChannel, World } from './world.ts'

export type OptionValue = string | number | boolean

interface Option {
  type: number
  name: string
  required?: boolean
  options?: Option[]
  choices?: { value: OptionValue }[]
  autocomplete?: boolean
  min_value?: number
  max_value?: number
  min_length?: number
  max_length?: number
}

/** The registered command a person sees in a channel. One that is not offered there cannot be used there. */
export function offered(
  commands: Commands,
  type: 1 | 2 | 3,
  name: string,
  channel: FakeChannel,
  permissions: bigint,
): APIApplicationCommand {
  const command = commands.find(type, name, channel.guild?.id)
  const context = { guild: 0, dm: 1, private: 2 }[channel.kind]
  if (!command) throw new Error(`The command "${name}" is not registered`)
  const contexts: readonly number[] = command.contexts ?? [0, 1, 2]
  if (!contexts.includes(context)) throw new Error(`The command "${name}" is not offered in a ${channel.kind} channel`)
  const byPeople = channel.kind === 'private' || channel.guild?.hasBot === false
  if (byPeople && !command.integration_types?.some((each) => Number(each) === 1))
    throw new Error(`The command "${name}" cannot be installed by people`)
  const needed = command.default_member_permissions
  const most = needed === '0' ? permission.administrator : BigInt(needed ?? 0)
  if (channel.guild && (permissions & most) !== most) throw new Error(`The command "${name}" is hidden from who lacks its permissions`)
  return command
}

/** A slash command's `data`: `path` is its name and those of its subcommands; `focused` is the option being typed. */
export function commandData(
  world: World,
  command: APIApplicationCommand,
  path: readonly string[],
  given: Readonly<Record<string, OptionValue>>,
  focused?: string,
): object {
  let known = (command.options ?? []) as unknown as Option[]
  const within: Option[] = []
  for (const name of path.slice(1)) {
    const found = known.find((each) => each.name === name && each.type <= 2)
    if (!found) throw new Error(`The command "${command.name}" has no subcommand "${name}"`)
    within.push(found)
    known = found.options ?? []
  }
  const values = Object.entries(given).map(([name, value]) => {
    const option = known.find((each) => each.name === name)
    if (!option) throw new Error(`The command "${path.join(' ')}" has no option "${name}"`)
    if (name === focused) return { type: option.type, name, value: String(value), focused: true }
    requireValue(option, value)
    return { type: option.type, name, value }
  })
  const missing = known.find(({ name, required }) => required && !(name in given))
  if (missing && focused === undefined) throw new Error(`The option "${missing.name}" is required`)
  if (known.some(({ type }) => type <= 2)) throw new Error(`A subcommand of "${path.join(' ')}" must be named`)
  const options = within.reduceRight<object[]>((inner, { type, name }) => [{ type, name, options: inner }], values)
  const people = values.filter(({ type }) => type === 6).flatMap(({ value }) => world.users.get(String(value)) ?? [])
  const resolved = people.length > 0 ? { resolved: { users: Object.fromEntries(people.map((user) => [user.id, user])) } } : {}
  const guild = 'guild_id' in command ? { guild_id: command.guild_id } : {}
  return { id: command.id, name: command.name, type: 1, options, ...resolved, ...guild }
}

/** Discord's clients let nobody send a value outside what was registered. */
function requireValue(option: Option, value: OptionValue): void {
  const wrong = (why: string) => new Error(`The option "${option.name}" does not take ${JSON.stringify(value)}: ${why}`)
  const wanted = option.type === 4 || option.type === 10 ? 'number' : option.type === 5 ? 'boolean' : 'string'
  if (typeof value !== wanted) throw wrong(`it is a ${wanted}`)
  if (option.type === 4 && !Number.isInteger(value)) throw wrong('it is an integer')
  if (option.choices?.length && !option.choices.some((choice) => choice.value === value)) throw wrong('it is none of the choices')
  const size = typeof value === 'string' ? value.length : Number(value)
  const [min, max] = typeof value === 'string' ? [option.min_length, option.max_length ?? 6000] : [option.min_value, option.max_value]
  if (min !== undefined && min !== null && size < min) throw wrong(`less than ${min}`)
  if (max !== undefined && max !== null && size > max) throw wrong(`more than ${max}`)
}
