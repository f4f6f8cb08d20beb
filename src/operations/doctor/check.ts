/** One thing that was looked at. A `note` is worth knowing and no fault; what is `broken` says its fix. */
export interface Check {
  readonly state: 'ok' | 'note' | 'broken'
  readonly text: string
}

export const ok = (text: string): Check => ({ state: 'ok', text })
export const note = (text: string): Check => ({ state: 'note', text })
export const broken = (text: string): Check => ({ state: 'broken', text })
