import { describe, expect, it } from 'vitest'
import { readCommand } from '../support/flags/read-command.ts'
import { tools } from '../support/flags/tools.ts'

const right = 'vllm serve meta-llama/Llama-3.1-8B --max-model-len 8192 --gpu-memory-utilization 0.92'

describe('the flags commands are held to', () => {
  it('take a right command apart', () => {
    const { positional, flags } = readCommand(`${right} --trust-remote-code`, tools)
    expect(positional).toEqual(['meta-llama/Llama-3.1-8B'])
    expect(flags).toEqual({ '--max-model-len': '8192', '--gpu-memory-utilization': '0.92', '--trust-remote-code': true })
    expect(readCommand('OLLAMA_CONTEXT_LENGTH=1 OLLAMA_NUM_PARALLEL=1 OLLAMA_FLASH_ATTENTION=1 ollama serve', tools).environment).toEqual({
      OLLAMA_CONTEXT_LENGTH: '1',
      OLLAMA_NUM_PARALLEL: '1',
      OLLAMA_FLASH_ATTENTION: '1',
    })
  })

  it('refuse what the tool would', () => {
    const wrong = [
      'vllm start meta-llama/Llama-3.1-8B',
      'vllm serve --max-model-len 8192 --gpu-memory-utilization 0.92',
      'vllm serve meta-llama/Llama-3.1-8B --gpu-memory-utilization 0.92',
      right.replace('8192', '8k'),
      right.replace('8192', '0'),
      right.replace('0.92', '1.2'),
      right.replace('0.92', '92'),
      `${right} --kv-cache-dtype q8_0`,
      `${right} --tp 2`,
      `${right} --max-model-len 4096`,
      `${right} --max-num-seqs`,
      `${right} 8192`,
      `${right} --headless`,
      'llama-server -m model.bin -c 8192 -np 1 -ngl 999 -fa on',
      'llama-server -m model.gguf -c 8192 -np 257 -ngl 999 -fa on',
      'python main.py --model-dir models --model-name x --backend exllamav2 --max-seq-len 5 --cache-size 5 --cache-mode FP16 --max-batch-size 1',
      'OLLAMA_KV_CACHE_TYPE=q5_0 OLLAMA_CONTEXT_LENGTH=1 OLLAMA_NUM_PARALLEL=1 OLLAMA_FLASH_ATTENTION=1 ollama serve',
    ]
    expect(wrong.filter((line) => !refuses(line))).toEqual([])
  })

  it('refuse what a shell would do more with than pass it on', () => {
    const wrong = ['<your 70B model>', '$HOME/x', 'a/b;ls', 'a/b|x', '`id`', 'a/*', "'a/b", '"a/b"']
    expect(wrong.filter((name) => !refuses(right.replace('meta-llama/Llama-3.1-8B', name)))).toEqual([])
  })

  it('say where they are from', () => {
    expect(tools.filter(({ source }) => !/2026-11-21/.test(source))).toEqual([])
  })
})

function refuses(line: string): boolean {
  try {
    readCommand(line, tools)
    return false
  } catch {
    return true
  }
}
