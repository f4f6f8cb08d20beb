import type { Command } from './command.ts'
import { fit } from './fit.ts'
import { helpFor } from './help.ts'
import { models } from './models.ts'

const answering: readonly Command[] = [fit, models]

/** What can be asked, in the order /help shows it. The first also takes a text whose intent is not clear. */
export const commands: readonly Command[] = [...answering, helpFor(answering)]
