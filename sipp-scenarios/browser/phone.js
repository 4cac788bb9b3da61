// A phone in a page, without a library: SIP over WebSocket (RFC 7118) with digest, and whatever the browser makes of media.
'use strict'

const END = '\r\n'
const token = () => Math.random().toString(36).slice(2, 12)

// RFC 1321: phones know no other digest.
function md5(text) {
  const octets = [...new TextEncoder().encode(text), 0x80]
  const bits = 8 * (octets.length - 1)
  while (octets.length % 64 !== 56) octets.push(0)
  for (let i = 0; i < 8; i++) octets.push(i < 4 ? bits >>> 8 * i & 0xFF : 0)
  const words = new Int32Array(new Uint8Array(octets).buffer)
  const shifts = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
  const sines = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0)
  const state = [0x67452301, 0xEFCDAB89 | 0, 0x98BADCFE | 0, 0x10325476]
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state
    for (let i = 0; i < 64; i++) {
      const round = i >> 4
      const mixed = [b & c | ~b & d, d & b | ~d & c, b ^ c ^ d, c ^ (b | ~d)][round]
      const word = words[block + [i, 5 * i + 1, 3 * i + 5, 7 * i][round] % 16]
      const sum = a + mixed + sines[i] + word | 0
      const by = shifts[round][i % 4]
      ;[a, d, c, b] = [d, c, b, b + (sum << by | sum >>> 32 - by) | 0]
    }
    ;[a, b, c, d].forEach((each, i) => { state[i] = state[i] + each | 0 })
  }
  return [...new Uint8Array(new Int32Array(state).buffer)].map(each => each.toString(16).padStart(2, '0')).join('')
}

function parse(text) {
  const [head, ...rest] = text.split(END + END)
  const [first, ...lines] = head.split(END)
  const headers = {}
  for (const line of lines) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).trim().toLowerCase()
    ;(headers[name] ??= []).push(line.slice(at + 1).trim())
  }
  return { first, headers, body: rest.join(END + END), status: first.startsWith('SIP/') ? Number(first.split(' ')[1]) : 0 }
}

// A tone that is spoken, and what is heard.
class Sound {
  constructor(hertz) {
    this.context = new AudioContext()
    const tone = this.context.createOscillator()
    tone.frequency.value = hertz
    const level = this.context.createGain()
    level.gain.value = 0.3
    const out = this.context.createMediaStreamDestination()
    tone.connect(level).connect(out)
    tone.start()
    this.spoken = out.stream
  }

  hears(stream) {
    this.element = new Audio()
    this.element.srcObject = stream
    this.element.play()
    this.analyser = this.context.createAnalyser()
    this.analyser.fftSize = 8192
    this.context.createMediaStreamSource(stream).connect(this.analyser)
  }

  // The loudest frequency, Hz, and how loud it is, dB.
  heard() {
    if (!this.analyser) return { hertz: 0, decibels: -200 }
    const bins = new Float32Array(this.analyser.frequencyBinCount)
    this.analyser.getFloatFrequencyData(bins)
    let best = 1
    for (let i = 2; i < bins.length; i++) if (bins[i] > bins[best]) best = i
    return { hertz: best * this.context.sampleRate / this.analyser.fftSize, decibels: bins[best] }
  }
}

// A picture of one colour that changes with each frame, so that each is sent.
class Picture {
  constructor(colour, width = 320, height = 240) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const context = canvas.getContext('2d')
    let shown = 0
    this.timer = setInterval(() => {
      context.fillStyle = colour
      context.fillRect(0, 0, width, height)
      context.fillStyle = 'white'
      context.fillRect(shown++ % width, 0, 4, 4)
    }, 66)
    this.stream = canvas.captureStream(15)
  }

  sees(track) {
    this.element = Object.assign(document.createElement('video'), { muted: true, autoplay: true })
    this.element.srcObject = new MediaStream([track])
    document.documentElement.append(this.element)
  }

  // Red, green and blue in the middle of what is seen.
  seen() {
    if (!this.element?.videoWidth) return [0, 0, 0]
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
    const context = canvas.getContext('2d')
    context.drawImage(this.element, this.element.videoWidth / 2, this.element.videoHeight / 2, 1, 1, 0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]
  }
}

class Phone {
  constructor(url, user, password, domain, hertz) {
    Object.assign(this, { url, user, password, domain })
    this.host = token() + '.invalid'
    this.sound = new Sound(hertz)
    this.transactions = new Map()
    this.cseq = 1
    this.said = []
  }

  async registers() {
    await new Promise((resolve, reject) => {
      this.socket = new WebSocket(this.url, 'sip')
      this.socket.onopen = resolve
      this.socket.onerror = () => reject(new Error('no connection'))
      this.socket.onmessage = message => this.received(parse(message.data))
    })
    const answer = await this.asks({ method: 'REGISTER', uri: 'sip:' + this.domain, to: this.own(), callId: token(), headers: ['Expires: 600'] })
    if (answer.status !== 200) throw new Error('not registered: ' + answer.first)
  }

  own() { return `<sip:${this.user}@${this.domain}>` }

  contact() { return `Contact: <sip:${this.user}@${this.host};transport=ws>` }

  send(lines, body = '') {
    const type = body ? ['Content-Type: application/sdp'] : []
    const length = 'Content-Length: ' + new TextEncoder().encode(body).length
    this.socket.send([...lines, ...type, length].join(END) + END + END + body)
  }

  // Resolves with the final answer; credentials are given once.
  async asks({ method, uri, to, callId, fromTag = token(), headers = [], body = '', authorized = false }) {
    const branch = 'z9hG4bK' + token()
    const cseq = this.cseq++
    const route = { method, uri, to, callId, fromTag, cseq, branch }
    const answered = new Promise(resolve => this.transactions.set(branch, resolve))
    this.send([...this.head(route), this.contact(), ...headers], body)
    const answer = await answered
    if (method === 'INVITE') this.acknowledges(route, answer)
    const challenge = (answer.headers['www-authenticate'] ?? answer.headers['proxy-authenticate'] ?? [])[0]
    if (authorized || !challenge) return Object.assign(answer, { route })
    const name = answer.status === 401 ? 'Authorization' : 'Proxy-Authorization'
    const credentials = `${name}: ${this.credentials(challenge, method, uri)}`
    return this.asks({ method, uri, to, callId, fromTag, headers: [...headers, credentials], body, authorized: true })
  }

  head({ method, uri, to, callId, fromTag, cseq, branch }) {
    return [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/WS ${this.host};branch=${branch}`,
      'Max-Forwards: 70',
      `From: ${this.own()};tag=${fromTag}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`
    ]
  }

  credentials(challenge, method, uri) {
    const said = name => (challenge.match(new RegExp(`${name}="?([^",]+)`)) ?? [])[1]
    const cnonce = token()
    const secret = md5(`${this.user}:${said('realm')}:${this.password}`)
    const asked = md5(`${method}:${uri}`)
    const response = md5(`${secret}:${said('nonce')}:00000001:${cnonce}:auth:${asked}`)
    return `Digest username="${this.user}", realm="${said('realm')}", nonce="${said('nonce')}", uri="${uri}", response="${response}", `
      + `algorithm=MD5, qop=auth, nc=00000001, cnonce="${cnonce}"`
  }

  // A 2xx by a transaction of its own, all else by that of the INVITE (RFC 3261 §13.2.2.4, §17.1.1.3).
  acknowledges(route, answer) {
    const good = answer.status < 300
    const target = good ? (answer.headers.contact?.[0].match(/<([^>]+)>/) ?? [])[1] : route.uri
    const branch = good ? 'z9hG4bK' + token() : route.branch
    this.send(this.head({ ...route, method: 'ACK', uri: target, to: answer.headers.to[0], branch }))
  }

  received(message) {
    if (message.status) return this.answered(message)
    const method = message.first.split(' ')[0]
    if (method === 'ACK') return
    if (method === 'INVITE') this.rings(message)
    else this.replies(message, '200 OK')
    if (method === 'BYE') this.isOver()
  }

  answered(message) {
    if (message.status < 200) return
    const branch = message.headers.via[0].match(/branch=([^;,]+)/)[1]
    const resolve = this.transactions.get(branch)
    this.transactions.delete(branch)
    resolve?.(message)
  }

  replies(request, status, extra = [], body = '') {
    const copied = ['via', 'from', 'call-id', 'cseq'].flatMap(name => request.headers[name].map(value => name + ': ' + value))
    const to = request.headers.to[0]
    const tag = status.startsWith('100') || to.includes(';tag=') ? '' : ';tag=' + this.tag
    this.send(['SIP/2.0 ' + status, ...copied, `To: ${to}${tag}`, ...extra], body)
  }

  async peer() {
    this.connection = new RTCPeerConnection(this.settings ?? {})
    this.connection.ontrack = event => event.track.kind === 'video'
      ? this.watching?.sees(event.track)
      : this.sound.hears(event.streams[0] ?? new MediaStream([event.track]))
  }

  speaks() {
    for (const track of this.sound.spoken.getTracks()) this.connection.addTrack(track, this.sound.spoken)
    if (this.watching) this.showsItself()
  }

  // Shows this colour, from the next call on.
  shows(colour) { this.watching = new Picture(colour) }

  // Within a call: from the next offer on.
  showsItself() {
    for (const track of this.watching.stream.getTracks()) this.sender = this.connection.addTrack(track, this.watching.stream)
  }

  hidesItself() {
    for (const each of this.connection.getTransceivers()) if (each.receiver.track.kind === 'video') each.stop()
  }

  prefers(codec) {
    const all = RTCRtpReceiver.getCapabilities('video').codecs
    const repairs = each => /rtx|red|ulpfec|flexfec/.test(each.mimeType)
    const chosen = all.filter(each => each.mimeType === 'video/' + codec || repairs(each))
    for (const each of this.connection.getTransceivers())
      if (each.receiver.track.kind === 'video') each.setCodecPreferences(chosen)
  }

  // With all candidates: nothing is trickled.
  async described(description) {
    await this.connection.setLocalDescription(description)
    if (this.connection.iceGatheringState !== 'complete')
      await new Promise(resolve => {
        this.connection.onicegatheringstatechange = () => this.connection.iceGatheringState === 'complete' && resolve()
      })
    return this.connection.localDescription.sdp
  }

  // Resolves with the status.
  async calls(number, options = {}) {
    await this.peer()
    this.speaks()
    if (options.video) this.connection.addTransceiver('video', { direction: 'recvonly' })
    if (options.codec) this.prefers(options.codec)
    if (options.data) this.connection.createDataChannel('chat')
    let sdp = await this.described(await this.connection.createOffer())
    if (options.change) sdp = options.change(sdp)
    const answer = await this.asks({
      method: 'INVITE', uri: `sip:${number}@${this.domain}`, to: `<sip:${number}@${this.domain}>`, callId: token(), body: sdp
    })
    this.answer = answer.body
    if (answer.status >= 300) return answer.status
    this.dialog = {
      uri: answer.headers.contact[0].match(/<([^>]+)>/)[1], to: answer.headers.to[0], callId: answer.headers['call-id'][0], fromTag: answer.route.fromTag
    }
    this.over = new Promise(resolve => { this.isOver = resolve })
    await this.connection.setRemoteDescription({ type: 'answer', sdp: options.heard ? options.heard(answer.body) : answer.body })
    return answer.status
  }

  isOver() {}

  // Called: rings and answers at once.
  async rings(invite) {
    if (invite.headers.to[0].includes(';tag=')) return this.isOffered(invite)
    this.tag = token()
    this.offer = invite.body
    this.replies(invite, '180 Ringing', [this.contact()])
    await this.peer()
    await this.connection.setRemoteDescription({ type: 'offer', sdp: invite.body })
    this.speaks()
    const sdp = await this.described(await this.connection.createAnswer())
    this.over = new Promise(resolve => { this.isOver = resolve })
    this.dialog = {
      uri: invite.headers.contact[0].match(/<([^>]+)>/)[1], to: invite.headers.from[0], callId: invite.headers['call-id'][0], fromTag: this.tag
    }
    this.replies(invite, '200 OK', [this.contact()], sdp)
  }

  // Within the call.
  async isOffered(invite) {
    await this.connection.setRemoteDescription({ type: 'offer', sdp: invite.body })
    this.replies(invite, '200 OK', [this.contact()], await this.described(await this.connection.createAnswer()))
  }

  // Offers again, with another ufrag if ICE is to begin anew.
  async offers(options) {
    const sdp = await this.described(await this.connection.createOffer(options))
    const answer = await this.asks({ method: 'INVITE', ...this.dialog, body: sdp })
    await this.connection.setRemoteDescription({ type: 'answer', sdp: answer.body })
    return answer.status
  }

  async hangsUp() {
    const answer = await this.asks({ method: 'BYE', ...this.dialog })
    this.connection.close()
    return answer.status
  }

  async pictures() {
    const all = [...(await this.connection.getStats()).values()]
    const inbound = all.find(each => each.type === 'inbound-rtp' && each.kind === 'video') ?? {}
    const outbound = all.find(each => each.type === 'outbound-rtp' && each.kind === 'video') ?? {}
    const codec = all.find(each => each.id === inbound.codecId) ?? {}
    return {
      decoded: inbound.framesDecoded ?? 0,
      width: inbound.frameWidth ?? 0,
      height: inbound.frameHeight ?? 0,
      lost: inbound.packetsLost ?? 0,
      repaired: inbound.retransmittedPacketsReceived ?? 0,
      asked: inbound.pliCount ?? 0,
      missed: inbound.nackCount ?? 0,
      keys: inbound.keyFramesDecoded ?? 0,
      codec: codec.mimeType ?? '',
      sent: outbound.framesSent ?? 0,
      repeated: outbound.retransmittedPacketsSent ?? 0,
      wanted: outbound.pliCount ?? 0,
      again: outbound.nackCount ?? 0,
      roundTrip: (all.find(each => each.type === 'remote-inbound-rtp' && each.kind === 'video') ?? {}).roundTripTime ?? 0,
      colour: this.watching?.seen() ?? [0, 0, 0]
    }
  }

  async facts() {
    const all = [...(await this.connection.getStats()).values()]
    const transport = all.find(each => each.type === 'transport') ?? {}
    const pair = all.find(each => each.id === transport.selectedCandidatePairId) ?? {}
    const inbound = all.find(each => each.type === 'inbound-rtp' && each.kind === 'audio') ?? {}
    const outbound = all.find(each => each.type === 'outbound-rtp' && each.kind === 'audio') ?? {}
    const codec = all.find(each => each.id === inbound.codecId) ?? {}
    return {
      state: this.connection.connectionState,
      dtls: transport.dtlsState,
      role: transport.dtlsRole,
      cipher: transport.srtpCipher,
      suite: transport.dtlsCipher,
      answered: pair.responsesReceived ?? 0,
      received: inbound.packetsReceived ?? 0,
      energy: inbound.totalAudioEnergy ?? 0,
      codec: codec.mimeType ?? '',
      sent: outbound.packetsSent ?? 0,
      ...this.sound.heard()
    }
  }
}
