import { z } from 'zod'

/**
 * What Discord accepts of a message (discord.com/developers/docs: message, embed and component limits, 2026). Lengths are in UTF-16
 * units, which is never fewer than code points: the stricter of the two ways to count.
 */
export const limits = {
  content: 2000,
  nonce: 25,
  embeds: 10,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  /** Over every text of every embed. */
  embedTotal: 6000,
  rows: 5,
  buttons: 5,
  label: 80,
  customId: 100,
  options: 25,
  optionText: 100,
  placeholder: 150,
  attachments: 10,
  alt: 1024,
} as const

/** zod's own `max` counts code points. */
const units = (most: number) => z.string().refine(({ length }) => length <= most, `is longer than ${most}`)

/** Discord trims before it looks: a text of spaces is none. */
const text = (most: number) => units(most).refine((said) => said.trim() !== '', 'is blank')

const embed = z.strictObject({
  title: text(limits.title).optional(),
  description: text(limits.description).optional(),
  url: z.url().optional(),
  color: z.int().min(0).max(0xffffff).optional(),
  timestamp: z.iso.datetime().optional(),
  fields: z
    .array(z.strictObject({ name: text(limits.fieldName), value: text(limits.fieldValue), inline: z.boolean().optional() }))
    .max(limits.fields)
    .optional(),
  footer: z.strictObject({ text: text(limits.footer) }).optional(),
  author: z.strictObject({ name: text(limits.author) }).optional(),
  image: z.strictObject({ url: z.string().regex(/^(?:attachment|https):\/\/\S+$/) }).optional(),
})

type Embed = z.infer<typeof embed>

const button = z.strictObject({
  type: z.literal(2),
  style: z.int().min(1).max(4),
  label: text(limits.label),
  custom_id: text(limits.customId),
  disabled: z.boolean().optional(),
})

const select = z.strictObject({
  type: z.literal(3),
  custom_id: text(limits.customId),
  placeholder: text(limits.placeholder).optional(),
  options: z
    .array(
      z.strictObject({
        label: text(limits.optionText),
        value: text(limits.optionText),
        description: text(limits.optionText).optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(limits.options)
    .refine((options) => allDifferent(options.map(({ value }) => value)), 'two options have one value'),
})

const row = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(limits.buttons), z.tuple([select])]),
})

const payload = z
  .strictObject({
    content: units(limits.content),
    embeds: z.array(embed).max(limits.embeds),
    components: z.array(row).max(limits.rows),
    attachments: z
      .array(
        z.strictObject({
          id: z.int(),
          filename: z.string().regex(/^[\w.-]+$/),
          description: text(limits.alt),
        }),
      )
      .max(limits.attachments),
    allowed_mentions: z.strictObject({ parse: z.tuple([]), replied_user: z.literal(false).optional() }),
    flags: z.int().optional(),
    message_reference: z.strictObject({ message_id: z.string(), fail_if_not_exists: z.literal(false) }).optional(),
    nonce: text(limits.nonce).optional(),
    enforce_nonce: z.literal(true).optional(),
  })
  .refine(({ embeds }) => embeds.reduce((sum, one) => sum + lengthOf(one), 0) <= limits.embedTotal, 'the embeds are too long together')
  .refine(
    ({ components }) => allDifferent(components.flatMap((one) => one.components.map(({ custom_id }) => custom_id))),
    'two components have one custom_id',
  )
  .refine(({ content, embeds }) => content.trim() !== '' || embeds.length > 0, 'the message is empty')
  .refine(
    ({ embeds, attachments }) => embeds.every(({ image }) => shownFile(image?.url, attachments)),
    'an embed shows a file that is not attached',
  )

function shownFile(url: string | undefined, attachments: readonly { readonly filename: string }[]): boolean {
  return !url?.startsWith('attachment://') || attachments.some(({ filename }) => url === `attachment://${filename}`)
}

function lengthOf({ title = '', description = '', fields = [], footer, author }: Embed): number {
  const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  return title.length + description.length + inFields + (footer?.text.length ?? 0) + (author?.name.length ?? 0)
}

function allDifferent(texts: readonly string[]): boolean {
  return new Set(texts.map((text) => text.trim())).size === texts.length
}

/** Why Discord would refuse a message, one sentence each; nothing where it would not. */
export function problemsOf(message: unknown): readonly string[] {
  return problemsIn(payload, message)
}

/** What of `value` is not as the schema says, one sentence each. */
export function problemsIn(schema: z.ZodType, value: unknown): readonly string[] {
  const { error } = schema.safeParse(value)
  return error === undefined ? [] : error.issues.map(({ path, message: why }) => `${path.join('.') || 'all of it'}: ${why}`)
}

/** What Discord would refuse, and is not sent: a fault of the program, never of the asker. */
export class Unsendable extends Error {}

/** Throws Unsendable where Discord would refuse the message. */
export function checkPayload(message: unknown): void {
  refuse('this message', problemsOf(message))
}

const choices = z.array(z.strictObject({ name: text(limits.optionText), value: units(limits.optionText) })).max(limits.options)

/** Throws Unsendable where Discord would refuse the suggestions for what is typed. */
export function checkChoices(offered: unknown): void {
  refuse('these suggestions', problemsIn(choices, offered))
}

/** Throws Unsendable where there are problems. */
export function refuse(what: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Unsendable(`Discord would refuse ${what}: ${problems.join('; ')}`)
}
