"""Others: calls of ten accounts that are answered and end, at a steady rate, and one call in which packets go to an echo and back.

One thread without waits of its own; when what comes came is asked of the kernel (SO_TIMESTAMPNS), so that what is measured is the switch, not this process.
"""
import heapq, select, socket, struct, time
from party import COUNT, Party, audio_port, sdp, to_tag

STAMPS = 35  # SO_TIMESTAMPNS, SCM_TIMESTAMPNS
ACCOUNTS = [str(n) for n in range(1001, 1011)]
PATIENCE = 4.0  # until a call that isn't answered has failed
TALK = 0.1
PACKETS = 50


class Honest:

    def __init__(self, switch, address, rate):
        self.rate, self.parties, self.talker = rate, [Party(switch, address, user) for user in ACCOUNTS], Party(switch, address, ACCOUNTS[0])
        self.media = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.media.bind((address, 0))
        self.epoll = select.epoll()
        self.by_fd = {}
        for party in self.parties:
            party.call("*43")  # for a nonce
            party.sock.setblocking(False)
            self.watch(party.sock, lambda text, at, party=party: self.heard(party, text.decode(errors="replace"), at))
        self.watch(self.media, self.echoed)

    def watch(self, sock, heard):
        sock.setsockopt(socket.SOL_SOCKET, STAMPS, 1)
        self.by_fd[sock.fileno()] = (sock, heard)
        self.epoll.register(sock.fileno(), select.EPOLLIN)

    def measured(self, seconds):
        """The figures of so many seconds."""
        self.calls, self.timers, self.times, self.failures, self.trips, self.echoes = {}, [], [], [], [], {}
        answer, self.talk, _, tag = self.talker.call("*43", sdp(self.talker.address, f"m=audio {self.media.getsockname()[1]} RTP/AVP 0\r\n"))
        self.echo_at = (self.talker.host, audio_port(answer))
        began = time.monotonic()
        for turn in range(int(seconds * self.rate)): self.later(began + turn / self.rate, lambda turn=turn: self.begins(self.parties[turn % len(self.parties)]))
        for turn in range(int(seconds * PACKETS)): self.later(began + turn / PACKETS, lambda turn=turn: self.says(turn))
        while time.monotonic() < began + seconds + 0.3 or (self.calls and time.monotonic() < began + seconds + PATIENCE + 1): self.turn()
        self.talker.bye("*43", self.talk, tag)
        self.turn()
        return self.figures(int(seconds * PACKETS))

    def turn(self):
        due = self.timers[0][0] - time.monotonic() if self.timers else 0.05
        for fd, _ in self.epoll.poll(max(0, min(due, 0.05))):
            sock, heard = self.by_fd[fd]
            try:
                while True:
                    octets, extra, _, _ = sock.recvmsg(65536, 64, socket.MSG_DONTWAIT)
                    heard(octets, next((struct.unpack("qq", data[:16]) for _, kind, data in extra if kind == STAMPS), None))
            except OSError:
                pass
        while self.timers and self.timers[0][0] <= time.monotonic(): heapq.heappop(self.timers)[2]()

    def later(self, at, what):
        heapq.heappush(self.timers, (at, next(COUNT), what))

    # Calls

    def begins(self, party):
        call = f"h{next(COUNT)}"
        self.calls[call] = {"party": party, "cseq": 1, "state": "calling", "tag": "", "asked": None}
        self.invites(call)
        self.later(time.monotonic() + PATIENCE, lambda: self.gives_up(call))

    def invites(self, call):
        known = self.calls[call]
        known["branch"] = f"{call}i{known['cseq']}"
        octets = known["party"].invite("*43", call, known["cseq"], branch=known["branch"])
        known["asked"] = time.time_ns()
        known["party"].send(octets)
        self.repeats(call, known["state"], octets, 0.5)

    def repeats(self, call, state, octets, after):
        """As a phone does over UDP, while nothing was heard (RFC 3261 §17.1)."""
        def again():
            known = self.calls.get(call)
            if not known or known["state"] != state: return
            known["party"].send(octets)
            self.repeats(call, state, octets, 2 * after)
        self.later(time.monotonic() + after, again)

    def gives_up(self, call):
        known = self.calls.get(call)
        if not known: return
        if known["state"] in ("calling", "trying"): self.failures.append("no answer")
        del self.calls[call]

    def heard(self, party, text, at):
        if not text.startswith("SIP/2.0 "): return
        call = text.split("Call-ID: ", 1)[1].split("@", 1)[0]
        known = self.calls.get(call)
        if not known: return
        status = int(text[8:11])
        if f"\nCSeq: {known['cseq']} INVITE" in text and known["state"] in ("calling", "trying"):
            if known["state"] == "calling" and status != 407:
                now = at[0] * 10**9 + at[1] if at else time.time_ns()
                self.times.append((now - known["asked"]) / 1e6)
                known["state"] = "trying"
            if status >= 200: self.answered(call, known, status, text)
        elif " BYE" in text and status >= 200: del self.calls[call]

    def answered(self, call, known, status, text):
        known["tag"] = to_tag(text)
        known["party"].ack("*43", call, known["cseq"], known["tag"], None if status < 300 else known["branch"])
        if status == 407 and known["cseq"] < 3:
            known["party"].challenged(text)
            known["cseq"] += 1
            known["state"] = "calling"
            self.invites(call)
        elif status >= 300:
            self.failures.append(str(status))
            del self.calls[call]
        else:
            known["state"] = "talking"
            self.later(time.monotonic() + TALK, lambda: self.hangs_up(call))

    def hangs_up(self, call):
        known = self.calls.get(call)
        if not known: return
        known["state"] = "ending"
        octets = known["party"].request("BYE", f"sip:*43@{known['party'].host}", call, 50, tag=known["tag"])
        known["party"].send(octets)
        self.repeats(call, "ending", octets, 0.5)

    # Packets

    def says(self, turn):
        self.echoes[turn & 0xFFFF] = time.time_ns()
        self.media.sendto(struct.pack("!BBHII", 0x80, 0, turn & 0xFFFF, turn * 160, 7) + b"\xff" * 160, self.echo_at)

    def echoed(self, packet, at):
        asked = self.echoes.pop(struct.unpack_from("!H", packet, 2)[0], None)
        if asked and at: self.trips.append((at[0] * 10**9 + at[1] - asked) / 1e6)

    def figures(self, packets):
        def at(values, share):
            values = sorted(values) or [float("nan")]
            return round(values[min(len(values) - 1, int(len(values) * share))], 2)
        return {"calls": len(self.times), "failed": len(self.failures), "causes": sorted(set(self.failures)), "p50": at(self.times, .5), "p99": at(self.times, .99),
                "worst": at(self.times, 1), "echo_p99": at(self.trips, .99), "packets_lost": packets - len(self.trips)}
