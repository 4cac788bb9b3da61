package org.strowger.voicemail.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A server for mail on a real socket that takes no recipient, and says why. */
final class PickyServer implements AutoCloseable {

    private final String answer;
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));

    PickyServer(String answer) throws IOException {
        this.answer = answer;
        Thread.ofVirtual().start(this::serve);
    }

    MailSettings.Server settings(MailSettings.Security security) {
        return new MailSettings.Server(
                "127.0.0.1",
                socket.getLocalPort(),
                security,
                Optional.empty(),
                Optional.empty(),
                "switch@office.example",
                new MailSettings.Letter("s", "t"));
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    talk(client);
                }
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8);
        say(out, "220 picky");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT")) say(out, answer);
            else if (line.startsWith("QUIT")) say(out, "221 bye");
            else say(out, "250 ok");
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
