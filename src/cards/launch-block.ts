import type { Option } from '../estimator/types.ts'
import type { CommandsBlock } from './card.ts'
import { offloadDetails } from './fit-offload.ts'
import { type FitView, shownOption } from './fit-view.ts'
import { checkCommand, launchCommand, saidSize } from './launch.ts'
import { nodesOf } from './launch-job.ts'
import { formatName, spokenName } from './names.ts'

/** How to start the option that answers the question; undefined where nothing can be started, or no GPU is meant. */
export function launchBlock(view: FitView): CommandsBlock | undefined {
  return block(view, 'launch.start', launchCommand)
}

/** How to see for oneself that it is as fast as said. */
export function checkBlock(view: FitView): CommandsBlock | undefined {
  return block(view, 'launch.check', checkCommand)
}

function block(view: FitView, title: 'launch.start' | 'launch.check', make: typeof launchCommand): CommandsBlock | undefined {
  const { t, estimate, question, ramBytes, hybrid } = view
  const option = shownOption(view)
  const lines =
    option === undefined || ramBytes !== undefined
      ? []
      : make(option, estimate.workload, { ...saidSize(question), ...(hybrid !== undefined && offloadDetails(hybrid)) })
  if (option === undefined || lines.length === 0) return undefined
  const { format, runtime } = option.recipe
  return {
    kind: 'commands',
    title: t(title, { gpu: spokenName(option), format: formatName(format), runtime }),
    rows: lines.map((text, index) => ({ label: label(view, option, index, lines.length), text })),
  }
}

/** Which server a line is for; nothing where all are for one. */
function label({ t }: FitView, option: Option, index: number, lines: number): string {
  const count = nodesOf(option)
  return count > 1 && lines === count ? t('launch.server', { number: index + 1, count }) : ''
}
