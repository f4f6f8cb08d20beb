/**
 * Words of neighbouring worlds: image, video, voice and biology models, games, mining, sport. One of them turns a text that
 * would otherwise look like ours away, unless it also names a language model.
 */
export const offTopicTable: readonly (readonly [world: string, words: string])[] = [
  [
    'image',
    'sdxl, sd1.5, sd 1.5, stable diffusion, sd3, sd3.5, flux, flux.1, kohya, comfyui, comfy, a1111, automatic1111, controlnet, dreambooth, midjourney, text to image, txt2img, img2img, image generation, xl lora, ' +
      'sdxl loras, pixart, lora for images, checkpoint merge, 768px, 1024x1024, 512x512, gan, stylegan, vae, unet, alae, 文生图, 画图, 出图, 绘图, 生图, 图像生成, hidream, qwen-image, qwen image, kolors, kandinsky, diffusion, diffusers, invokeai, fooocus, forge webui, upscale, upscaler, esrgan',
  ],
  [
    'video',
    'wan, wan2.1, wan2.2, wan 2.1, wan 2.2, hunyuanvideo, hunyuan video, hunyuan-video, cogvideo, cogvideox, sora, ltx, ltx-video, animatediff, svd, video generation, text to video, opensora, open-sora, mochi, frames, framepack, cosmos, cosmos-predict2, 文生视频, 视频生成, 视频, 帧',
  ],
  [
    'voice',
    'tts, whisper, bark, tortoise, f5-tts, index-tts, cosyvoice, gpt-sovits, sovits, rvc, stable audio, audio, musicgen, asr, speech, xtts, vits, fish speech, voice cloning, 声纹, 语音, 语音识别, 语音合成, 音频, 音乐, 数字人, musetalk, joyhallo, wav2lip, sadtalker, 唇形',
  ],
  [
    '3d',
    'instantmesh, mvdfusion, nerf, gaussian splatting, triposr, trellis, hunyuan3d, 3d, 3d models, mesh, blender, render, renders, rendering, unreal, 三维, 建模, 渲染',
  ],
  [
    'vision',
    'yolo, yolov5, yolov8, hrnet, resnet, sam2, segment anything, detectron, object detection, segmentation, ocr, 目标检测, 分割, 检测, 遥感, 变化检测, 人脸, 识别',
  ],
  ['biology', 'scgpt, alphafold, bindcraft, rfdiffusion, esm2, esmfold, protein, boltz, openfold, 蛋白质, 分子'],
  [
    'games',
    'game, games, gaming fps, fps, dota, cyberpunk, steam, 1440p, 1080p, 4k gaming, fsr, dlss, stutter, stuttery, stuttering, minecraft, valorant, csgo, elden ring, fortnite, ray tracing, hud, 游戏, 帧率, 显示器, 吃鸡, 原神',
  ],
  ['mining', 'mining, miner, hashrate, nbminer, nicehash, eth, ethereum, hiveos, phoenixminer, t-rex miner, 挖矿, 算力租赁挖矿, 矿卡'],
  ['authors', 'did you use, did you train, did you guys, do you plan, will you release, are you planning'],
  [
    'trade',
    'seat, seats, flight, landing, porta potty, apartment, flat, car, in stock, out of stock, checker, selling, for sale, anyone selling, 量化交易, 量化宽松, 量化基金, 炒股, 股票, 房租, 租房, 账单, 人工费, 卡路里, 配速, 健身, 减肥, 跑步, 公里, 机票, 二手车',
  ],
]

/** Ways of reporting rather than asking: bugs, pull requests, results. Off topic only when nothing is asked. */
export const reportTable: readonly string[] = [
  'bug',
  'regression',
  'failed to load',
  'crash',
  'crashes',
  'stack trace',
  'traceback',
  'merge',
  'recipe',
  'add support for',
  'fix',
  'feat',
  'refactor',
  'whoa',
  'lol',
  'yesterday',
  'wrong language',
]
