/** What a message says that may be a question, be it its own text or what was forwarded in it: names of people, roles, channels and emoji are no part of one. */
export function said(content: string, forwarded: string | undefined): string {
  return (content || (forwarded ?? '')).replace(/<(?:@[!&]?|#|a?:\w{2,32}:)\d{17,20}>/g, ' ').trim()
}
