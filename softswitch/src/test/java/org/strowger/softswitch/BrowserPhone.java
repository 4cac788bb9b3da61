package org.strowger.softswitch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone that does in Java what a library for browsers does: SIP in a WebSocket, with names that are nobody's. Its
 * calls are driven by the test, message for message.
 */
final class BrowserPhone implements WebSocket.Listener, AutoCloseable {

    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 9000 RTP/AVP 0",
            "");

    private final String user;
    private final String transport;
    private final String host;
    private final WebSocket socket;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private int count;

    private BrowserPhone(String user, HttpClient client, URI at) throws InterruptedException, ExecutionException {
        this.user = user;
        this.transport = at.getScheme().toUpperCase(Locale.ROOT);
        this.host = user + "df7jal23ls0d.invalid";
        this.socket = client.newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(at, this)
                .get();
    }

    static BrowserPhone open(String user, HttpClient client, String url)
            throws InterruptedException, ExecutionException {
        return new BrowserPhone(user, client, URI.create(url));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            heard.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    BrowserPhone sends(String message) throws InterruptedException, ExecutionException {
        socket.sendText(message.replace("\r\n", "\n").replace("\n", "\r\n"), true)
                .get();
        return this;
    }

    /** The next message that begins so; what comes before it is passed over. */
    String hears(String start) throws InterruptedException {
        while (true) {
            String next = heard.poll(20, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError(user + " heard no " + start);
            if (next.startsWith(start)) return next;
        }
    }

    /** Asks, and asks again with credentials. */
    String asks(String method, String uri, String to) throws InterruptedException, ExecutionException {
        String callId = "c" + ++count + "@" + host;
        sends(request(method, uri, to, callId, 1, ""));
        String challenge = hears("SIP/2.0 40");
        if (method.equals("INVITE")) sends(request("ACK", uri, header(challenge, "To"), callId, 1, ""));
        String name = challenge.startsWith("SIP/2.0 401") ? "Authorization" : "Proxy-Authorization";
        sends(request(method, uri, to, callId, 2, name + ": " + credentials(challenge, method, uri) + "\n"));
        return hears("SIP/2.0 200");
    }

    BrowserPhone registers(String domain) throws InterruptedException, ExecutionException {
        asks("REGISTER", "sip:" + domain, "<sip:" + user + "@" + domain + ">");
        return this;
    }

    /** Within the dialog of an answer to a call of its own. */
    BrowserPhone asksWithin(String method, String answer) throws InterruptedException, ExecutionException {
        String target = header(answer, "Contact").replaceAll(".*<([^>]*)>.*", "$1");
        return sends(request(
                method,
                target,
                header(answer, "To"),
                header(answer, "Call-ID"),
                method.equals("ACK") ? 2 : 3 + count++,
                ""));
    }

    /** Within the dialog of a call that it has answered. */
    BrowserPhone asksBack(String method, String invite) throws InterruptedException, ExecutionException {
        String target = header(invite, "Contact").replaceAll(".*<([^>]*)>.*", "$1");
        String from = header(invite, "To");
        return sends(request(method, target, header(invite, "From"), header(invite, "Call-ID"), 1 + count++, "")
                .replaceFirst("From: .*", Matcher.quoteReplacement("From: " + from + ";tag=t" + user)));
    }

    /** Answers a request with 200. */
    BrowserPhone agrees(String request) throws InterruptedException, ExecutionException {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\n");
        request.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.matches("(?i)(Via|From|Call-ID|CSeq):.*"))
                .forEach(line -> answer.append(line).append('\n'));
        String to = header(request, "To");
        answer.append("To: ").append(to).append(to.contains(";tag=") ? "" : ";tag=t" + user);
        answer.append("\nContact: ").append(contact()).append('\n');
        return sends(answer + (request.startsWith("INVITE ") ? described() : "Content-Length: 0\n\n"));
    }

    /** The tab is closed, with no word. */
    void dies() {
        socket.abort();
    }

    private String contact() {
        return "<sip:" + user + "@" + host + ";transport=ws>";
    }

    private String request(String method, String uri, String to, String callId, int cseq, String more) {
        return method + " " + uri + " SIP/2.0\nVia: SIP/2.0/" + transport + " " + host + ";branch=z9hG4bK" + user
                + callId.hashCode() + (method.equals("ACK") ? "INVITE" : method) + cseq
                + "\nMax-Forwards: 70\nFrom: <sip:"
                + user + "@127.0.0.1>;tag=f" + user + "\nTo: " + to + "\nCall-ID: " + callId + "\nCSeq: " + cseq + " "
                + method + "\nContact: " + contact() + ";expires=600\n" + more
                + (method.equals("INVITE") ? described() : "Content-Length: 0\n\n");
    }

    private static String described() {
        return "Content-Type: application/sdp\nContent-Length: " + SDP.length() + "\n\n" + SDP;
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private String credentials(String challenge, String method, String uri) {
        String realm = found("realm", challenge);
        String nonce = found("nonce", challenge);
        String response =
                md5(md5(user + ":" + realm + ":" + user) + ":" + nonce + ":00000001:c:auth:" + md5(method + ":" + uri));
        return "Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce + "\",uri=\"" + uri
                + "\",qop=auth,nc=00000001,cnonce=\"c\",algorithm=MD5,response=\"" + response + "\"";
    }

    private static String found(String name, String text) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(text);
        if (!matcher.find()) throw new AssertionError(name + " is not in\n" + text);
        return matcher.group(1);
    }

    private static String md5(String clear) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(clear.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
