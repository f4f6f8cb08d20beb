import allenai from './models/allenai.json' with { type: 'json' }
import china from './models/china.json' with { type: 'json' }
import code from './models/code.json' with { type: 'json' }
import cohere from './models/cohere.json' with { type: 'json' }
import deepseek from './models/deepseek.json' with { type: 'json' }
import eleutherai from './models/eleutherai.json' with { type: 'json' }
import embeddings from './models/embeddings.json' with { type: 'json' }
import google from './models/google.json' with { type: 'json' }
import ibm from './models/ibm.json' with { type: 'json' }
import korea from './models/korea.json' with { type: 'json' }
import labs from './models/labs.json' with { type: 'json' }
import liquid from './models/liquid.json' with { type: 'json' }
import meta from './models/meta.json' with { type: 'json' }
import microsoft from './models/microsoft.json' with { type: 'json' }
import minimax from './models/minimax.json' with { type: 'json' }
import mistral from './models/mistral.json' with { type: 'json' }
import moonshot from './models/moonshot.json' with { type: 'json' }
import nvidia from './models/nvidia.json' with { type: 'json' }
import openai from './models/openai.json' with { type: 'json' }
import optAndBloom from './models/opt-and-bloom.json' with { type: 'json' }
import papers from './models/papers.json' with { type: 'json' }
import qwen from './models/qwen.json' with { type: 'json' }
import recurrent from './models/recurrent.json' with { type: 'json' }
import smollm from './models/smollm.json' with { type: 'json' }
import tii from './models/tii.json' with { type: 'json' }
import zhipu from './models/zhipu.json' with { type: 'json' }
import type { Model } from './types.ts'

/** Rows are checked against a strict schema by the tests, so that nothing is validated at start-up. */
const files: readonly (readonly unknown[])[] = [
  allenai,
  china,
  code,
  cohere,
  deepseek,
  eleutherai,
  embeddings,
  google,
  ibm,
  korea,
  labs,
  liquid,
  meta,
  microsoft,
  minimax,
  mistral,
  moonshot,
  nvidia,
  openai,
  optAndBloom,
  papers,
  qwen,
  recurrent,
  smollm,
  tii,
  zhipu,
]

/** Every model of the catalog, by vendor. */
export const models = files.flat() as readonly Model[]

const byId = new Map(models.map((model) => [model.id, model]))

/** The model of a Hugging Face repository, spelled exactly. */
export function modelById(id: string): Model | undefined {
  return byId.get(id)
}
