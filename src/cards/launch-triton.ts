import type { Language } from '../language/question.ts'

const said = /\btriton/iu

const notes = {
  en: 'Triton is the server in front: it takes requests and hands them to an engine, TensorRT-LLM or vLLM. The command starts the engine with a server of its own, which Triton can be put before later.',
  zh: 'Triton 是前面的服务层：接收请求，再交给引擎（TensorRT-LLM 或 vLLM）执行。上面的命令用引擎自带的服务启动，之后可以再放到 Triton 后面。',
} as const satisfies Record<Language, string>

/** What Triton is, for who asked about running a model on it. */
export const tritonNote = (text: string, language: Language): readonly string[] => (said.test(text) ? [notes[language]] : [])
