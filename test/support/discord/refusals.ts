import type { z } from 'zod'

const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  noRoute: [404, 0, '404: Not Found'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  notYourApplication: [403, 20012, 'You are not authorized to perform this action on this application'],
  tooLarge: [413, 40005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyFollowups: [400, 40094, 'This interaction has hit the maximum number of follow up messages'],
  missingAccess: [403, 50001, 'Missing Access'],
  notYourMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedToYou: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  noHistory: [403, 160002, 'Cannot reply without permission to read message history'],
  threadLocked: [403, 160005, 'Thread is locked'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>

/** An answer Discord gives in place of what was asked: the status and the body are Discord's. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly errors: object | undefined

  constructor(status: number, code: number, message: string, errors?: object) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
  }

  body(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) }
  }
}

export function refusal(name: keyof typeof known): Refusal {
  const [status, code, message] = known[name]
  return new Refusal(status, code, message)
}

interface Problem {
  path: readonly PropertyKey[]
  code: string
  message: string
}

/** 50035, with each problem at its place in a nested `errors`, as Discord words it. */
export function invalidForm(problems: readonly Problem[]): Refusal {
  const errors = {}
  for (const { path, code, message } of problems) {
    let node: Record<string, unknown> = errors
    for (const step of path) {
      const next = (node[String(step)] ?? {}) as Record<string, unknown>
      node[String(step)] = next
      node = next
    }
    node._errors = [...((node._errors as object[] | undefined) ?? []), { code, message }]
  }
  return new Refusal(400, 50035, 'Invalid Form Body', errors)
}

/** What `schema` makes of a request's body, or 50035; `at` is where the body lies in the whole request. */
export function read<T>(schema: z.ZodType<T>, body: unknown, at: readonly string[] = []): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw invalidForm(result.error.issues.flatMap((issue) => problems(issue, at)))
}

function problems(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): Problem[] {
  const path = [...at, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return issue.errors.reduce((a, b) => (b.length < a.length ? b : a)).flatMap((inner) => problems(inner, path))
  }
  return [{ path, ...wording(issue) }]
}

function wording(issue: z.core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case 'custom':
      return { code: String(issue.params?.code ?? 'BASE_TYPE_INVALID'), message: issue.message }
    case 'too_big':
      if (issue.origin === 'number')
        return { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` }
      return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
    case 'too_small':
      if (issue.origin === 'number')
        return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` }
      if (issue.minimum === 1) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
      return { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
    case 'invalid_type':
      if (issue.message.endsWith('undefined')) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
      return { code: 'BASE_TYPE_BAD_TYPE', message: issue.message }
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` }
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message }
  }
}
