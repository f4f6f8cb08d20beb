import type { Command } from './command.ts'
import { compare } from './compare.ts'
import { explain } from './explain.ts'
import { fit } from './fit.ts'
import { gpu } from './gpu.ts'
import { helpFor } from './help.ts'
import { models } from './models.ts'
import { price } from './price.ts'
import { settings } from './settings.ts'

const answering: readonly Command[] = [fit, models, compare, gpu, price, explain, settings]

/** What can be asked, in the order /help shows it. The first also takes a text whose intent is not clear. */
export const commands: readonly Command[] = [...answering, helpFor(answering)]
