"""A SIP account on a UDP socket, with as little of SIP as honest callers and attackers need."""
import hashlib, re, socket, time
from itertools import count

COUNT = count(1)


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def sdp(host, lines="m=audio 9 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n", turn=1):
    return f"v=0\r\no=- 1 {turn} IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n{lines}"


class Party:
    """Asks one switch, (host, port), from one address. Reuses the nonce that it was given. `sent` counts packets, `octets` what was in them."""

    def __init__(self, switch, address, user):
        self.switch, self.host, self.user, self.nonce, self.nc = switch, switch[0], user, None, 0
        self.sent = self.octets = 0
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.bind((address, 0))
        self.sock.settimeout(0.5)
        self.address = address
        self.at = "%s:%d" % self.sock.getsockname()

    def request(self, method, uri, call, cseq=1, to=None, tag="", more="", body="", branch=None, kind="application/sdp"):
        text = f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {self.at};rport;branch=z9hG4bK{branch or next(COUNT)}\r\n"
        text += f"From: <sip:{self.user}@{self.host}>;tag=f{call}\r\nTo: <{to or uri}>{tag}\r\nCall-ID: {call}@{self.at}\r\nCSeq: {cseq} {method}\r\n"
        text += f"Max-Forwards: 70\r\n{more}"
        if "Contact:" not in more: text += f"Contact: <sip:{self.user}@{self.at}>\r\n"
        if body: text += f"Content-Type: {kind}\r\n"
        return (text + f"Content-Length: {len(body)}\r\n\r\n{body}").encode()

    def proof(self, method, uri, header, password=None):
        if not self.nonce: return ""
        self.nc += 1
        realm, nonce = self.nonce
        ha1, ha2 = md5(f"{self.user}:{realm}:{password or 'secret-' + self.user}"), md5(f"{method}:{uri}")
        response = md5(f"{ha1}:{nonce}:{self.nc:08x}:c:auth:{ha2}")
        return (f'{header}: Digest username="{self.user}",realm="{realm}",nonce="{nonce}",uri="{uri}",qop=auth,'
                f'nc={self.nc:08x},cnonce="c",algorithm=MD5,response="{response}"\r\n')

    def challenged(self, response):
        realm, nonce = re.search(r'realm="([^"]*)"', response), re.search(r'nonce="([^"]*)"', response)
        if realm and nonce: self.nonce, self.nc = (realm.group(1), nonce.group(1)), 0

    def send(self, octets, to=None):
        self.sent += 1
        self.octets += len(octets)
        self.sock.sendto(octets, to or self.switch)

    def final(self, call, cseq, patience=4):
        """The final response to a request of ours, as text; empty if none came in time."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                text = self.sock.recv(65536).decode(errors="replace")
            except OSError:
                continue
            if text.startswith("SIP/2.0 ") and text[8] != "1" and f"Call-ID: {call}@" in text and f"\nCSeq: {cseq} " in text: return text
        return ""

    def registration(self, contact):
        uri, call = f"sip:{self.host}", f"r{next(COUNT)}"
        return self.request("REGISTER", uri, call, to=f"sip:{self.user}@{self.host}", more=self.proof("REGISTER", uri, "Authorization") + f"Contact: {contact}\r\n"), call

    def register(self, contact):
        for _ in range(2):
            octets, call = self.registration(contact)
            self.send(octets)
            text = self.final(call, 1)
            if not text.startswith("SIP/2.0 401"): return text
            self.challenged(text)
        return text

    def unregister(self):
        for _ in range(5):
            uri, call = f"sip:{self.host}", f"u{next(COUNT)}"
            more = self.proof("REGISTER", uri, "Authorization") + "Contact: *\r\nExpires: 0\r\n"
            self.send(self.request("REGISTER", uri, call, to=f"sip:{self.user}@{self.host}", more=more))
            text = self.final(call, 1)
            if text.startswith("SIP/2.0 2"): return
            self.challenged(text)

    def invite(self, number, call, cseq=1, body=None, branch=None, more=""):
        uri = f"sip:{number}@{self.host}"
        return self.request("INVITE", uri, call, cseq, more=self.proof("INVITE", uri, "Proxy-Authorization") + more, body=body or sdp(self.address), branch=branch)

    def call(self, number, body=None):
        """Places a call: the final response as text, Call-ID, CSeq and the To tag of a 2xx, which is acknowledged."""
        call = f"c{next(COUNT)}"
        for cseq in (1, 2):
            branch = f"i{next(COUNT)}"
            self.send(self.invite(number, call, cseq, body, branch))
            text = self.final(call, cseq)
            tag = to_tag(text)
            if text.startswith("SIP/2.0 2"):
                self.ack(number, call, cseq, tag)
                return text, call, cseq, tag
            if text: self.ack(number, call, cseq, tag, branch)
            if not text.startswith("SIP/2.0 407"): break
            self.challenged(text)
        return text, call, cseq, ""

    def ack(self, number, call, cseq, tag, branch=None):
        self.send(self.request("ACK", f"sip:{number}@{self.host}", call, cseq, tag=tag, branch=branch))

    def bye(self, number, call, tag, cseq=1 << 30):
        for _ in range(3):
            self.send(self.request("BYE", f"sip:{number}@{self.host}", call, cseq, tag=tag, branch=f"bye{call}"))
            if self.final(call, cseq, patience=1): return


def to_tag(text):
    found = re.search(r"\nTo: [^\r]*?(;tag=[^\r;]*)", text)
    return found.group(1) if found else ""


def audio_port(text):
    found = re.search(r"\nm=audio (\d+)", text)
    return int(found.group(1)) if found else 0


def response(request, line, tag, more="", body=""):
    kept = [h for h in request.split("\r\n") if re.match(r"(Via|From|Call-ID|CSeq): ", h)]
    to = re.search(r"\nTo: ([^\r]*)", request).group(1)
    if body: more += "Content-Type: application/sdp\r\n"
    return ("SIP/2.0 " + line + "\r\n" + "\r\n".join(kept) + f"\r\nTo: {to};tag={tag}\r\n{more}Content-Length: {len(body)}\r\n\r\n{body}").encode()
