package org.strowger.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of {@code docs/limits.md} that have no n which a peer chooses, and why. */
final class NotGrowing {

    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        String sockets = "a count of real sockets, looked up and summed in constant time: UnprovedConnectionsTest";
        String place = "a place in a queue that is bounded: another takes none";
        String plan = "the plan's own work, which its author chose and the budget of its call bounds";
        ALL.putAll(GrowthLamps.NOT_GROWING);
        ALL.put("a request that counts as one", "what a larger one counts is a division");
        ALL.put("octets that are read of a connection before others have their turn", "the rest stays in the socket");
        ALL.put("provisional responses to an INVITE at once", "a count; beyond it nothing is parsed");
        ALL.put("further answers to an INVITE of ours at once", "a count; beyond it nothing is parsed");
        ALL.put("answers to INVITEs that no transaction waits for at once", "a count; beyond it nothing is parsed");
        ALL.put("INVITEs whose retransmissions fare as they did under load", "one place of a table for each");
        ALL.put("TCP connections, all together", sockets);
        ALL.put("TCP connections of an IPv4 address or IPv6 /64", sockets);
        ALL.put("connections of load balancers that have yet to say for whom they are", "a count of sockets");
        ALL.put("a WebSocket's handshake", "a time");
        ALL.put("silence of a WebSocket, before and after we ask", "a time");
        ALL.put("a message that somebody who has proved nothing leaves unfinished", "a time");
        ALL.put("output that a TCP peer doesn't read", "octets that lie still");
        ALL.put("frames that wait for a TCP connection to open", place);
        ALL.put("a TLS client's first message", "octets that lie still");
        ALL.put("the head of a WebSocket's handshake", "read once, octet by octet, when it is whole");
        ALL.put("a message in the frames of a WebSocket", "copied into a buffer that doubles: FrameReaderTest");
        ALL.put("STUN on a UDP port of SIP", "each is answered and no more: StunKeepAliveTest");
        ALL.put("checks of ICE under a browser's name", "each is answered and no more: IceTest");
        ALL.put(
                "checks of ICE under a browser's name from where it hasn't been heard yet",
                "each is answered and no more: IceTest");
        ALL.put("checks of ICE by which copies of them are told", "found by their hash, 256 at most");
        ALL.put("addresses that a browser has shown to be its own", "eight at most");
        ALL.put("datagrams of DTLS of a browser", "each is read and no more: IceTest");
        ALL.put("a check of ICE", "read once, attribute by attribute");
        ALL.put("a datagram of ICE or DTLS", "copied once");
        ALL.put("a message of a DTLS handshake", "copied once, and each octet noted once");
        ALL.put("messages of a DTLS handshake that wait for another", "six at most");
        ALL.put("packets of a browser's pictures that are missing and asked for", "128 at most, in an array");
        ALL.put("packets of pictures that are kept to be sent to a browser again", "found by their number");
        ALL.put("a packet of pictures that is kept to be sent again", "copied once");
        ALL.put("packets of pictures that a browser is sent again", "each is sent and no more: BrowserPicturesTest");
        ALL.put("packets of recorded pictures that wait behind one that is missing", "found by their number");
        ALL.put("a recorded picture", "copied into a buffer that doubles");
        ALL.put("pictures that wait to be written to a file", place);
        ALL.put("streams of a leg", "four at most; what is offered beyond them is an offer's m= lines");
        ALL.put("422s that a session follows by asking for more", "four at most, each an INVITE");
        ALL.put("realms of a trunk whose credentials are kept for the next request", "eight at most, each a hash");
        ALL.put("routes that a registrar names for a trunk's calls", "eight at most, each a line of an INVITE");
        ALL.put("challenges that a request of ours is sent again for", "six at most, each a request");
        ALL.put(
                "reliable provisional responses that wait for the PRACK of those before them",
                "eight at most, and one goes at a time");
        ALL.put("a reliable provisional response without its PRACK", "one at a time, seven repetitions");
        ALL.put("PRACKs of an early dialog under way", "eight at most, each a request");
        ALL.put("digits of an answer", "one at a time: digits of a party");
        ALL.put("verbs of a script in a call", plan);
        ALL.put("collections of a script", plan);
        String row = "a row is found by an index, and written as a whole: 32 values at most";
        for (String of : List.of("rows of a table", "a value in a row of a table", "what a row of a table is found by"))
            ALL.put(of, row);
        ALL.put("names of a plan's limits that have no call", "found by a hash; the oldest is the first of a list");
        ALL.put("the name of a plan's limit", "hashed once, within its bound");
        ALL.put("charging records that wait for the disk", "each is written once, in its turn");
        ALL.put("charging records that wait for the disk, by weight", "each is written once, in its turn");
        ALL.put("legs of a charging record", "each is written once, within its bound");
        ALL.put("a plan's own fields of a charging record", "each is written once, within its bound");
        ALL.put("new requests that wait for another loop than that of their socket", place);
        ALL.put("other messages that wait for another loop than that of their socket", place);
        ALL.put("requests of accounts that wait for their turn", "a timer each, beside those of its transactions");
        ALL.put("events that wait to be written", place);
        ALL.put("log lines that wait to be written", place);
        ALL.put("lines of the log that wait, by weight", place);
        ALL.put("messages that a voice agent leaves unread", place);
        ALL.put("events that wait for their number, and for one listener, by weight", place);
        ALL.put("frames that wait for a TCP connection to open, by weight", place);
        ALL.put("TCP connections that we have opened", sockets);
        ALL.put("wrong PINs of a mailbox", "ten at most: digits of a party");
        ALL.put("INFO under way toward a party", "eight at most: INFO of a party");
        ALL.put("emergency calls at once", "calls as others: calls at once");
        ALL.put("legs of all calls of an account", "as legs of a call and of all that it leads to");
        ALL.put("a sound from a URL", "read once, from a server that the plan names: UrlSoundsTest");
        ALL.put("sounds from URLs that are being fetched, all together", "octets that lie still");
        ALL.put("what a message of an account says", "copied whole, as a message is read");
        ALL.put("messages of an account under way", "twenty at most, each a request to each of its phones");
        ALL.put("messages kept for an account", "one goes at a time: KeptMessagesTest");
        ALL.put("messages kept for an account, by weight", "octets that lie still");
        ALL.put("messages kept for all accounts, by weight", "octets that lie still");
        String packets = "each is counted and no more: FloodTest, and bench/relay for what one costs";
        ALL.put("packets of a peer to one port of a line of audio", packets);
        ALL.put("packets of a peer to one port of another line", packets);
        ALL.put("packets that come to a pair of ports while it rests", packets);
        ALL.put(
                "pairs of ports of a media loop and address that rest with their sockets",
                "found by their number, the next at the head of a queue: KeptSocketsTest");
    }

    private NotGrowing() {}
}
