import { z } from 'zod'

/**
 * What Discord refuses in a message, a modal and a list of suggestions, written from its documentation ("Message Object", "Embed Limits",
 * "Component Reference", "Interaction Response"). Lengths are counted in UTF-16 units: never more lenient than Discord's characters.
 * The bot has limits of its own and must not share these.
 */
export const attachmentBytes = 10 * 1024 * 1024

const knownFlags = { ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const

export { knownFlags as messageFlag }

const text = (max: number, min = 1) => z.string().trim().min(min).max(max)
const snowflake = z.string().regex(/^\d{17,20}$/)
const refuse = (ctx: z.RefinementCtx, path: PropertyKey[], code: string, message: string) =>
  ctx.addIssue({ code: 'custom', path, message, params: { code } })

const link = z.string().max(2048)
const mediaUrl = link.refine((url) => /^(https?|attachment):\/\//.test(url), {
  message: "Scheme must be one of ('http', 'https', 'attachment').",
  params: { code: 'URL_TYPE_INVALID_SCHEME' },
})
const webUrl = link.refine((url) => /^https?:\/\//.test(url), {
  message: "Scheme must be one of ('http', 'https').",
  params: { code: 'URL_TYPE_INVALID_SCHEME' },
})
const image = z.object({ url: mediaUrl }).nullish()

const embed = z
  .object({
    title: text(256, 0).nullish(),
    description: text(4096, 0).nullish(),
    url: webUrl.nullish(),
    timestamp: z.iso.datetime({ offset: true }).nullish(),
    color: z.int().min(0).max(0xffffff).nullish(),
    footer: z.object({ text: text(2048), icon_url: mediaUrl.nullish() }).nullish(),
    image,
    thumbnail: image,
    author: z.object({ name: text(256), url: webUrl.nullish(), icon_url: mediaUrl.nullish() }).nullish(),
    fields: z
      .array(z.object({ name: text(256), value: text(1024), inline: z.boolean().nullish() }))
      .max(25)
      .nullish(),
  })
  .superRefine((value, ctx) => {
    const shown = value.title || value.description || value.fields?.length || value.image || value.thumbnail || value.author || value.footer
    if (!shown) refuse(ctx, ['description'], 'BASE_TYPE_REQUIRED', 'This field is required')
  })

/** All that Discord counts towards the 6000 characters of a message's embeds. */
function embedLength(value: z.infer<typeof embed>): number {
  const fields = value.fields?.reduce((sum, field) => sum + field.name.length + field.value.length, 0) ?? 0
  return (
    fields + [value.title, value.description, value.footer?.text, value.author?.name].reduce((sum, part) => sum + (part?.length ?? 0), 0)
  )
}

const customId = z.string().min(1).max(100)
const emoji = z.looseObject({ id: z.string().nullish(), name: z.string().nullish() }).nullish()
const componentId = { id: z.int().min(0).nullish() }

const button = z
  .looseObject({
    ...componentId,
    type: z.literal(2),
    style: z.literal([1, 2, 3, 4, 5]),
    label: text(80).nullish(),
    emoji,
    custom_id: customId.nullish(),
    url: webUrl.max(512).nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((value, ctx) => {
    const [needed, barred] = value.style === 5 ? (['url', 'custom_id'] as const) : (['custom_id', 'url'] as const)
    if (!value[needed]) refuse(ctx, [needed], 'BASE_TYPE_REQUIRED', 'This field is required')
    if (value[barred]) refuse(ctx, [barred], 'BUTTON_COMPONENT_INVALID_FIELD', `A button of this style must not have ${barred}`)
    if (!value.label && !value.emoji) refuse(ctx, [], 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A button must have a label or an emoji')
  })

const selectFields = {
  ...componentId,
  custom_id: customId,
  placeholder: text(150, 0).nullish(),
  min_values: z.int().min(0).max(25).nullish(),
  max_values: z.int().min(1).max(25).nullish(),
  disabled: z.boolean().nullish(),
}

const stringSelect = z
  .looseObject({
    ...selectFields,
    type: z.literal(3),
    options: z
      .array(z.looseObject({ label: text(100), value: text(100), description: text(100).nullish(), emoji, default: z.boolean().nullish() }))
      .min(1)
      .max(25),
  })
  .superRefine(({ options, min_values, max_values }, ctx) => {
    const seen = new Set<string>()
    for (const [at, { value }] of options.entries()) {
      if (seen.has(value))
        refuse(ctx, ['options', at, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used')
      seen.add(value)
    }
    const most = max_values ?? 1
    if (most > options.length) refuse(ctx, ['max_values'], 'SELECT_COMPONENT_MAX_VALUES', 'max_values is more than the number of options')
    if ((min_values ?? 1) > most) refuse(ctx, ['min_values'], 'SELECT_COMPONENT_MIN_VALUES', 'min_values is more than max_values')
    if (options.filter((option) => option.default).length > most)
      refuse(ctx, ['options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS', 'There are too many default options')
  })

const entitySelect = z.looseObject({ ...selectFields, type: z.literal([5, 6, 7, 8]) })
const select = z.discriminatedUnion('type', [stringSelect, entitySelect])

const row = z
  .looseObject({
    ...componentId,
    type: z.literal(1),
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, entitySelect]))
      .min(1)
      .max(5),
  })
  .superRefine(({ components }, ctx) => {
    if (components.length > 1 && components.some(({ type }) => type !== 2))
      refuse(ctx, ['components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width')
  })

const textDisplay = z.looseObject({ ...componentId, type: z.literal(10), content: text(4000) })
const media = z.looseObject({ url: mediaUrl })
const thumbnail = z.looseObject({ ...componentId, type: z.literal(11), media, description: text(1024, 0).nullish() })
const gallery = z.looseObject({
  type: z.literal(12),
  items: z
    .array(z.looseObject({ media, description: text(1024, 0).nullish() }))
    .min(1)
    .max(10),
})
const file = z.looseObject({ ...componentId, type: z.literal(13), file: media })
const separator = z.looseObject({ ...componentId, type: z.literal(14), spacing: z.literal([1, 2]).nullish() })
const section = z.looseObject({
  ...componentId,
  type: z.literal(9),
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
})
const inContainer = z.discriminatedUnion('type', [row, section, textDisplay, gallery, file, separator])
const container = z.looseObject({ ...componentId, type: z.literal(17), components: z.array(inContainer).min(1) })
const component = z.discriminatedUnion('type', [row, section, textDisplay, gallery, file, separator, container])

/** Every component of a payload, the nested ones too. */
export function everyComponent(parts: readonly unknown[]): Record<string, unknown>[] {
  return parts.flatMap((part) => {
    const one = part as Record<string, unknown>
    const below = [one.components, one.accessory ?? [], one.component ?? []].flat().filter((each) => each !== undefined)
    return [one, ...everyComponent(below)]
  })
}

const allowedMentions = z
  .object({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: z.array(snowflake).max(100).nullish(),
    roles: z.array(snowflake).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((value, ctx) => {
    for (const key of ['users', 'roles'] as const) {
      if (value.parse?.includes(key) && value[key]?.length)
        refuse(ctx, [key], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`)
    }
  })

const message = z.object({
  content: text(2000, 0).nullish(),
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  embeds: z.array(embed).max(10).nullish(),
  components: z.array(component).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: z
    .array(
      z.looseObject({ id: z.union([z.string(), z.int()]), filename: z.string().nullish(), description: z.string().max(1024).nullish() }),
    )
    .max(10)
    .nullish(),
  flags: z.int().min(0).nullish(),
  message_reference: z
    .object({ message_id: snowflake, channel_id: snowflake.nullish(), fail_if_not_exists: z.boolean().nullish() })
    .nullish(),
})

export type MessageBody = z.infer<typeof message>

/** A message's body; `flags` are those the message already has: Components V2 cannot be taken off it again. */
export const messageSchema = (flags = 0) => (flags & knownFlags.componentsV2 ? changedV2Message : newMessage)

const newMessage = whole(0)
const changedV2Message = whole(knownFlags.componentsV2)

/** Each made once: zod compiles what it is asked to check first. */
function whole(flags: number) {
  return message.superRefine((value, ctx) => {
    const isV2 = ((value.flags ?? 0) | flags) & knownFlags.componentsV2
    const total = value.embeds?.reduce((sum, each) => sum + embedLength(each), 0) ?? 0
    if (total > 6000) refuse(ctx, ['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
    const parts = everyComponent(value.components ?? [])
    const seen = new Set<unknown>()
    for (const { custom_id } of parts) {
      if (custom_id !== undefined && custom_id !== null && seen.has(custom_id))
        refuse(ctx, ['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
      seen.add(custom_id)
    }
    if (!isV2) {
      if ((value.components?.length ?? 0) > 5) refuse(ctx, ['components'], 'BASE_TYPE_MAX_LENGTH', 'Must be 5 or fewer in length.')
      for (const [at, { type }] of (value.components ?? []).entries())
        if (type !== 1) refuse(ctx, ['components', at, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).')
      return
    }
    for (const key of ['content', 'embeds'] as const)
      if (value[key]?.length)
        refuse(
          ctx,
          [key],
          'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
          `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        )
    if (parts.length > 40) refuse(ctx, ['components'], 'BASE_TYPE_MAX_LENGTH', 'Must be 40 or fewer in length.')
    const shown = parts.reduce((sum, part) => sum + (part.type === 10 ? String(part.content).length : 0), 0)
    if (shown > 4000)
      refuse(ctx, ['components'], 'COMPONENT_MAX_TOTAL_TEXT_EXCEEDED', 'The total text of components must be 4000 or fewer in length.')
  })
}

export const autocompleteSchema = z.object({
  choices: z.array(z.object({ name: text(100), value: z.union([z.string().max(100), z.number()]) })).max(25),
})

const textInput = z.looseObject({
  type: z.literal(4),
  custom_id: customId,
  style: z.literal([1, 2]),
  label: text(45).nullish(),
  min_length: z.int().min(0).max(4000).nullish(),
  max_length: z.int().min(1).max(4000).nullish(),
  value: z.string().max(4000).nullish(),
  placeholder: text(100, 0).nullish(),
})
const modalRow = z.looseObject({ type: z.literal(1), components: z.array(textInput).length(1) })
const label = z.looseObject({
  type: z.literal(18),
  label: text(45),
  description: text(100).nullish(),
  component: z.union([textInput, select, z.looseObject({ type: z.literal([19, 21, 22, 23]), custom_id: customId })]),
})

export const modalSchema = z.looseObject({
  custom_id: customId,
  title: text(45),
  components: z
    .array(z.discriminatedUnion('type', [modalRow, label, textDisplay]))
    .min(1)
    .max(5),
})
