// An agent that says what it hears. It speaks both protocols of docs/audio-stream.md.
//   node examples/voice-agent/echo.mjs [PORT]
import {serve} from './websocket.mjs'

const port = Number(process.argv[2] ?? 8765)

await serve(port, (socket, request) => {
  console.log(`connected: ${request.url}`)
  socket.on('binary', pcm => socket.binary(pcm))
  socket.on('text', text => {
    const message = JSON.parse(text)
    if (message.event === 'media')
      socket.text(JSON.stringify({event: 'media', streamSid: message.streamSid, media: {payload: message.media.payload}}))
    else console.log(text)
  })
  socket.on('close', () => console.log('gone'))
})
console.log(`ready: ws://127.0.0.1:${port}/`)
