import { z } from 'zod'
import { problemsIn, refuse } from './limits.ts'

/** What Discord accepts of a command (discord.com/developers/docs: application commands, 2026). */
const mostCharacters = 8000
const within = (least: number, most: number) =>
  z.string().refine(({ length }) => length >= least && length <= most, `has not ${least} to ${most}`)
const slashName = within(1, 32)
  .regex(/^[-_'\p{L}\p{N}]+$/u)
  .refine((name) => name === name.toLowerCase(), 'has capitals')
const local = (text: z.ZodType<string>) => z.record(z.enum(['zh-CN', 'zh-TW']), text)
const description = within(1, 100)
const described = { description, description_localizations: local(description) }

const option = z
  .strictObject({
    type: z.literal([3, 4, 5]),
    name: slashName,
    name_localizations: local(slashName),
    ...described,
    autocomplete: z.literal(true).optional(),
    choices: z
      .array(z.strictObject({ name: within(1, 100), value: within(1, 100) }))
      .max(25)
      .optional(),
    min_value: z.int().optional(),
    max_value: z.int().optional(),
    max_length: z.int().min(1).max(6000).optional(),
  })
  .refine(({ autocomplete, choices }) => autocomplete === undefined || choices === undefined, 'has choices and autocomplete')

const places = { integration_types: z.array(z.int().min(0).max(1)), contexts: z.array(z.int().min(0).max(2)) }

const command = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal(1),
    name: slashName,
    name_localizations: local(slashName),
    ...described,
    options: z.array(option).max(25),
    ...places,
    default_member_permissions: z.string().regex(/^\d+$/).optional(),
  }),
  z.strictObject({ type: z.literal(3), name: within(1, 32), name_localizations: local(within(1, 32)), ...places }),
])

const list = z
  .array(command.refine((one) => charactersIn(one) <= mostCharacters, `has more than ${mostCharacters} characters`))
  .max(105)
  .refine((all) => new Set(all.map(({ type, name }) => `${type} ${name}`)).size === all.length, 'one name twice')

/** Of every text: stricter than Discord, which counts the longest localisation of each. */
function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, one) => sum + charactersIn(one), 0)
}

/** Why Discord would refuse these commands; nothing where it would not. */
export function commandProblems(commands: unknown): readonly string[] {
  return problemsIn(list, commands)
}

/** Throws Unsendable where Discord would refuse the commands. */
export function checkCommands(commands: unknown): void {
  refuse('the commands', commandProblems(commands))
}
