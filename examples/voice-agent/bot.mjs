// An agent that plays a bot: greets with a tune, lets itself be interrupted, and does what the digits say:
// 1 the tune again, 2 hands the caller to 1002, 9 goodbye.
//   node examples/voice-agent/bot.mjs [PORT]
import {serve} from './websocket.mjs'

const port = Number(process.argv[2] ?? 8766)
const LOUD = 1000 // of a frame whose caller speaks, root mean square

/** Milliseconds of the machine's clock that nobody sets. */
const now = () => (Number(process.hrtime.bigint()) / 1e6).toFixed(1)
const log = what => console.log(`${now()} ${what}`)

/** 16-bit samples of a tune: [hertz, seconds] after one another. */
function tune(rate, notes) {
  const octets = notes.map(([hertz, seconds]) => {
    const samples = Math.round(rate * seconds)
    const pcm = Buffer.alloc(2 * samples)
    for (let i = 0; i < samples; i++) {
      const fade = Math.min(1, i / 80, (samples - i) / 80)
      pcm.writeInt16LE(Math.round(8000 * fade * Math.sin(2 * Math.PI * hertz * i / rate)), 2 * i)
    }
    return pcm
  })
  return Buffer.concat(octets)
}

function level(pcm) {
  let sum = 0
  for (let i = 0; i < pcm.length; i += 2) sum += pcm.readInt16LE(i) ** 2
  return Math.sqrt(sum / (pcm.length / 2))
}

await serve(port, socket => {
  let greeting = Buffer.alloc(0)
  let speaking = false
  let loud = 0
  const send = message => socket.text(JSON.stringify(message))

  function greet() {
    speaking = true
    socket.binary(greeting)
    send({event: 'mark', name: 'greeted'})
  }

  const react = {
    start({from, again, audio, metadata}) {
      log(`${again ? 'again with' : 'talks with'} ${from}, ${JSON.stringify(metadata)}`)
      greeting = tune(audio.rate, [523, 659, 784, 1047, 784, 659, 523, 392].map(hertz => [hertz, 1]))
      if (!again) greet()
    },
    dtmf({digit}) {
      log(`digit ${digit}`)
      if (digit === '1') greet()
      if (digit === '2') send({event: 'transfer', extension: '1002'})
      if (digit === '9') send({event: 'stop'})
    },
    mark({name, cleared}) {
      speaking = false
      log(`${name}${cleared ? ', in part' : ''}`)
    },
    cleared({milliseconds}) { log(`cleared ${milliseconds} ms`) },
    missed({milliseconds}) { log(`missed ${milliseconds} ms`) },
    error({message}) { log(`not understood: ${message}`) },
    stop({reason}) { log(`over: ${reason}`) },
  }

  socket.on('text', text => {
    const message = JSON.parse(text)
    react[message.event]?.(message)
  })
  socket.on('binary', pcm => {
    loud = level(pcm) > LOUD ? loud + 1 : 0
    if (loud === 1) log('hears something')
    if (loud === 2 && speaking) {
      speaking = false
      send({event: 'clear'})
      log('lets itself be interrupted')
    }
  })
  socket.on('close', () => log('gone'))
})
console.log(`ready: ws://127.0.0.1:${port}/`)
