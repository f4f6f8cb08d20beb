import type { Answer } from '../../../commands/command.ts'
import { UserError } from '../../errors.ts'
import type { Reply } from '../../headroom.ts'

/** Writes a file. Throws what the system says of it, with its `code`. */
export type Save = (path: string, bytes: Uint8Array) => Promise<void>

/** The reply once its chart is in the file; a refusal where it has none, or it could not be written. */
export async function withChartSaved(reply: Reply, path: string | undefined, save: Save | undefined): Promise<Reply> {
  if (path === undefined || reply.kind === 'refusal') return reply
  try {
    await saveChart(reply.answer, path, save)
    return reply
  } catch (error) {
    if (error instanceof UserError) return { kind: 'refusal', error, language: reply.question.language }
    throw error
  }
}

async function saveChart({ card: { chart } }: Answer, path: string, save: Save | undefined): Promise<void> {
  if (!path.toLowerCase().endsWith('.png')) throw new UserError('chart-not-png', { said: path })
  if (chart === undefined) throw new UserError('no-chart')
  const { drawChart } = await import('../../charts/draw.ts')
  const png = await drawChart(chart)
  try {
    if (save === undefined) throw new Error('nothing can be written here')
    await save(path, png)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new UserError('chart-not-saved', { said: path, limit: code || '?', cause: error })
  }
}
