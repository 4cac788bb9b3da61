// The phone of phone.js with JsSIP in its place, which the page loads from npm's node_modules as it lies there.
'use strict'

const modules = {}

function fetched(path) {
  const request = new XMLHttpRequest()
  request.open('GET', path, false)
  request.send()
  return request.status === 200 ? request.responseText : undefined
}

// CommonJS, as far as JsSIP and what it needs go.
function load(path) {
  for (const file of [path, path + '.js', path + '/index.js']) {
    if (modules[file]) return modules[file].exports
    const text = /\.(js|json)$/.test(file) ? fetched(file) : undefined
    if (text === undefined) continue
    const module = modules[file] = { exports: {} }
    const directory = file.slice(0, file.lastIndexOf('/'))
    if (file.endsWith('.json')) module.exports = JSON.parse(text)
    else new Function('module', 'exports', 'require', text)(module, module.exports, name => load(resolved(directory, name)))
    return module.exports
  }
  throw new Error('there is no ' + path)
}

function resolved(directory, name) {
  if (name.startsWith('.')) return new URL(name, 'http://x' + directory + '/').pathname
  const home = '/node_modules/' + name
  const described = JSON.parse(fetched(home + '/package.json'))
  const main = typeof described.browser === 'string' ? described.browser : described.main ?? 'index.js'
  return new URL(main, 'http://x' + home + '/').pathname
}

class LibraryPhone extends Phone {
  async registers() {
    const JsSIP = load(resolved('', 'jssip'))
    this.agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(this.url)],
      uri: `sip:${this.user}@${this.domain}`,
      password: this.password,
      register_expires: 600
    })
    this.agent.on('newRTCSession', event => event.originator === 'remote' && this.rings(event.session))
    const registered = new Promise((resolve, reject) => {
      this.agent.once('registered', resolve)
      this.agent.once('registrationFailed', event => reject(new Error(event.cause)))
    })
    this.agent.start()
    await registered
  }

  follows(session) {
    this.session = session
    this.over = new Promise(resolve => session.once('ended', resolve))
    const hears = connection => {
      this.connection = connection
      connection.ontrack = event => this.sound.hears(event.streams[0] ?? new MediaStream([event.track]))
    }
    if (session.connection) hears(session.connection)
    else session.once('peerconnection', event => hears(event.peerconnection))
    return new Promise(resolve => {
      session.once('confirmed', () => resolve(200))
      session.once('failed', event => resolve(event.message?.status_code ?? 0))
    })
  }

  calls(number) {
    return this.follows(this.agent.call(`sip:${number}@${this.domain}`, { mediaStream: this.sound.spoken, pcConfig: { iceServers: [] } }))
  }

  rings(session) {
    this.follows(session)
    session.answer({ mediaStream: this.sound.spoken, pcConfig: { iceServers: [] } })
  }

  async hangsUp() {
    this.session.terminate()
    return 200
  }
}
