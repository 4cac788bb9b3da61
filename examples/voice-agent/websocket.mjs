// A WebSocket server (RFC 6455) on what Node brings along: enough for agents, and short enough to be read.
import {createHash} from 'node:crypto'
import {EventEmitter} from 'node:events'
import {createServer} from 'node:http'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11' // §1.3
const CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10
const LARGEST = 1 << 20

/** Calls `connected(socket, request)` for each WebSocket. A socket tells 'text', 'binary' and 'close', and has text(), binary() and close(). */
export function serve(port, connected) {
  const server = createServer((_, response) => response.writeHead(426).end('a WebSocket is expected here\n'))
  server.on('upgrade', (request, stream, head) => {
    const key = request.headers['sec-websocket-key']
    if (request.headers.upgrade?.toLowerCase() !== 'websocket' || !key) return stream.destroy()
    const accept = createHash('sha1').update(key + GUID).digest('base64')
    stream.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
        + `Sec-WebSocket-Accept: ${accept}\r\n\r\n`)
    stream.setNoDelay(true)
    const socket = new Socket(stream)
    connected(socket, request)
    if (head.length > 0) socket.received(head)
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

class Socket extends EventEmitter {
  #stream
  #buffer = Buffer.alloc(0)
  #parts = []
  #kind = TEXT
  #closed = false

  constructor(stream) {
    super()
    this.#stream = stream
    stream.on('data', data => this.received(data))
    stream.on('error', () => {})
    stream.on('close', () => this.#over())
  }

  text(message) { this.#send(TEXT, Buffer.from(message)) }
  binary(octets) { this.#send(BINARY, octets) }

  close(code = 1000) {
    const status = Buffer.alloc(2)
    status.writeUInt16BE(code)
    this.#send(CLOSE, status)
    this.#stream.end()
  }

  #send(opcode, payload) {
    if (this.#stream.writableEnded || this.#stream.destroyed) return
    const size = payload.length
    const header = Buffer.alloc(size < 126 ? 2 : size < 65536 ? 4 : 10)
    header[0] = 0x80 | opcode
    if (size < 126) header[1] = size
    else if (size < 65536) { header[1] = 126; header.writeUInt16BE(size, 2) }
    else { header[1] = 127; header.writeBigUInt64BE(BigInt(size), 2) }
    this.#stream.write(header)
    this.#stream.write(payload)
  }

  received(data) {
    this.#buffer = Buffer.concat([this.#buffer, data])
    for (let frame = this.#frame(); frame; frame = this.#frame()) this.#handle(frame)
  }

  /** The next whole frame (§5.2). */
  #frame() {
    const all = this.#buffer
    if (all.length < 2) return
    let size = all[1] & 0x7f, at = 2
    if (size === 126) { if (all.length < 4) return; size = all.readUInt16BE(2); at = 4 }
    else if (size === 127) { if (all.length < 10) return; size = Number(all.readBigUInt64BE(2)); at = 10 }
    if (size > LARGEST) { this.close(1009); this.#buffer = Buffer.alloc(0); return }
    const masked = (all[1] & 0x80) !== 0
    const from = at + (masked ? 4 : 0)
    if (all.length < from + size) return
    const payload = Buffer.from(all.subarray(from, from + size))
    if (masked) for (let i = 0; i < size; i++) payload[i] ^= all[at + i % 4]
    this.#buffer = all.subarray(from + size)
    return {last: (all[0] & 0x80) !== 0, opcode: all[0] & 0x0f, payload}
  }

  #handle({last, opcode, payload}) {
    if (opcode === PING) return this.#send(PONG, payload)
    if (opcode === PONG) return
    if (opcode === CLOSE) { this.close(); return this.#over() }
    if (opcode !== CONTINUATION) { this.#kind = opcode; this.#parts = [] }
    this.#parts.push(payload)
    if (!last) return
    const whole = Buffer.concat(this.#parts)
    this.#parts = []
    if (this.#kind === TEXT) this.emit('text', whole.toString())
    else this.emit('binary', whole)
  }

  #over() {
    if (this.#closed) return
    this.#closed = true
    this.emit('close')
  }
}
