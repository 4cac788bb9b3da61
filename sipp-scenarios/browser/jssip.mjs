// Two phones of JsSIP's, a library for browsers, which register, call each other and leave. Run: node jssip.mjs ws://HOST:PORT/PATH
// Media are not its subject: what a browser does for them is stood in for by what it would write.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

// Where npm has installed jssip and ws: NODE_MODULES, or node_modules of this module.
const load = createRequire(process.env.NODE_MODULES ? process.env.NODE_MODULES + '/' : fileURLToPath(import.meta.url))
globalThis.WebSocket = load('ws')
globalThis.window = globalThis

const SDP = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9000 RTP/AVP 0 8\r\na=sendrecv\r\n'

class Connection extends EventTarget {
  iceGatheringState = 'complete'
  iceConnectionState = 'connected'
  signalingState = 'stable'
  localDescription = null
  remoteDescription = null
  createOffer() { return Promise.resolve({ type: 'offer', sdp: SDP }) }
  createAnswer() { return Promise.resolve({ type: 'answer', sdp: SDP }) }
  setLocalDescription(description) { this.localDescription = description; return Promise.resolve() }
  setRemoteDescription(description) { this.remoteDescription = description; return Promise.resolve() }
  addTrack() {}
  getSenders() { return [] }
  close() { this.signalingState = 'closed' }
}
globalThis.RTCPeerConnection = Connection
globalThis.RTCSessionDescription = class { constructor(init) { Object.assign(this, init) } }
const stream = { getTracks: () => [], getAudioTracks: () => [], getVideoTracks: () => [], addTrack() {} }

const JsSIP = load('jssip')
const url = process.argv[2]
const say = words => console.log(words)

function phone(user) {
  const ua = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(url)],
    uri: `sip:${user}@127.0.0.1`,
    password: `office-${user}`,
    register_expires: 600
  })
  const registered = new Promise((resolve, reject) => {
    ua.once('registered', resolve)
    ua.once('registrationFailed', e => reject(new Error(`${user} is not registered: ${e.cause}`)))
  })
  ua.start()
  return { ua, registered }
}

const once = (emitter, event) => new Promise(resolve => emitter.once(event, resolve))
const patience = setTimeout(() => { say('waited in vain'); process.exit(1) }, 30_000)

const ada = phone('1001')
const bertrand = phone('1002')
await Promise.all([ada.registered, bertrand.registered])
say('both are registered')

async function call(caller, callee, to, ender) {
  const incoming = once(callee.ua, 'newRTCSession')
  const outgoing = caller.ua.call(`sip:${to}@127.0.0.1`, { mediaStream: stream, pcConfig: {} })
  const failed = once(outgoing, 'failed').then(e => { throw new Error(`the call failed: ${e.cause}`) })
  const confirmed = once(outgoing, 'confirmed')
  const { session } = await Promise.race([incoming, failed])
  const theirs = once(session, 'confirmed')
  session.answer({ mediaStream: stream, pcConfig: {} })
  await Promise.race([Promise.all([confirmed, theirs]), failed])
  failed.catch(() => {})
  say(`${to} has answered`)
  const [first, second] = ender === 'caller' ? [outgoing, session] : [session, outgoing]
  const over = once(second, 'ended')
  first.terminate()
  const end = await over
  say(`the ${ender} has hung up, and the other has heard: ${end.cause}`)
}
await call(ada, bertrand, '1002', 'caller')
await call(bertrand, ada, '1001', 'callee')

const left = Promise.all([ada, bertrand].map(each => once(each.ua, 'unregistered')))
ada.ua.unregister()
bertrand.ua.unregister()
await left
say('both have left')
ada.ua.stop()
bertrand.ua.stop()
clearTimeout(patience)
setTimeout(() => process.exit(0), 500)
