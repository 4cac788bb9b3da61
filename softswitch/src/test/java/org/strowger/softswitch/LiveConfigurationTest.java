package org.strowger.softswitch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.dialplan.LoadResult;

/** Accounts and trunks follow the file while the switch runs: phones and a provider on sockets of loopback. */
class LiveConfigurationTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Pattern CHALLENGE = Pattern.compile("realm=\"([^\"]*)\",nonce=\"([^\"]*)\"");
    private static final String ADA = "  1001: {password: secret-of-ada}\n";
    private static final String BEA = "  1002: {password: secret-of-bea}\n";

    @TempDir
    Path directory;

    private Softswitch softswitch;
    private DatagramSocket phone;
    private DatagramSocket provider;
    private String watch = "off";
    private int asked;

    @BeforeEach
    void start() throws Exception {
        phone = new DatagramSocket(0, LOOPBACK);
        phone.setSoTimeout(10_000);
        provider = new DatagramSocket(0, LOOPBACK);
        plan("route('1XXX') { dial user(number) }");
        start("off");
    }

    /** @param watch whether saving is enough */
    private void start(String watch) throws Exception {
        this.watch = watch;
        write(ADA, "", "");
        Reading reading = ConfigurationReader.read(directory);
        assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Good.class);
        softswitch = Softswitch.start(((Reading.Good) reading).configuration(), _ -> {});
    }

    @AfterEach
    void stop() {
        softswitch.close();
        phone.close();
        provider.close();
    }

    private void plan(String text) throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), text);
    }

    private void write(String accounts, String trunks, String rest) throws IOException {
        Files.writeString(
                directory.resolve("strowger.yaml"),
                """
                listen: [{transport: udp, address: 127.0.0.1, port: 0}]
                domains: [127.0.0.1]
                admin: {address: 127.0.0.1, port: 0}
                """
                        + "reload: {watch: " + watch + "}\n" + rest + "accounts:\n" + accounts
                        + (trunks.isEmpty() ? "" : "trunks:\n" + trunks));
    }

    private String trunk() {
        return "  carrier: {host: 127.0.0.1, port: %d, register: {user: us, password: p, domain: 127.0.0.1}}\n"
                .formatted(provider.getLocalPort());
    }

    private void reloads() {
        LoadResult result = softswitch.reload();
        assertThat(result).as(result.toString()).isInstanceOf(LoadResult.Loaded.class);
    }

    private String refused() {
        LoadResult result = softswitch.reload();
        assertThat(result).isInstanceOf(LoadResult.Failed.class);
        return result.toString();
    }

    @Test
    void an_account_is_there_once_the_file_has_it_and_gone_with_its_contact_once_it_has_not() throws Exception {
        assertThat(registers("1002", "secret-of-bea")).isEqualTo(403);
        write(ADA + BEA, "", "");
        reloads();
        assertThat(registers("1002", "secret-of-bea")).isEqualTo(200);
        assertThat(softswitch.bindings()).containsOnlyKeys("1002");
        write(ADA, "", "");
        reloads();
        eventually(() -> softswitch.bindings().isEmpty());
        assertThat(registers("1002", "secret-of-bea")).isEqualTo(403);
        assertThat(registers("1001", "secret-of-ada")).isEqualTo(200);
    }

    @Test
    void a_password_counts_from_when_it_stands_in_the_file() throws Exception {
        write(ADA.replace("secret-of-ada", "another"), "", "");
        assertThat(registers("1001", "secret-of-ada")).isEqualTo(200);
        reloads();
        assertThat(registers("1001", "secret-of-ada")).isEqualTo(403);
        assertThat(registers("1001", "another")).isEqualTo(200);
    }

    @Test
    void a_trunk_registers_leaves_and_is_left_alone() throws Exception {
        write(ADA, trunk(), "");
        reloads();
        String register = received(provider, 10_000);
        assertThat(register).startsWith("REGISTER sip:127.0.0.1 SIP/2.0");
        grant(register);
        eventually(() -> softswitch.trunks().toString().contains("REGISTERED"));
        write(ADA + BEA, trunk(), "");
        reloads();
        assertThat(received(provider, 300)).as("nothing has changed for it").isEmpty();
        write(ADA, "", "");
        reloads();
        assertThat(received(provider, 10_000)).startsWith("REGISTER ").contains("\r\nExpires: 0\r\n");
    }

    @Test
    void a_file_that_is_wrong_changes_nothing_and_says_where() throws Exception {
        write(BEA, "", "chicken: egg\n");
        assertThat(refused()).contains("strowger.yaml:5:").contains("chicken");
        assertThat(registers("1002", "secret-of-bea")).isEqualTo(403);
        assertThat(registers("1001", "secret-of-ada")).isEqualTo(200);
        Files.writeString(directory.resolve("strowger.yaml"), "accounts: [");
        assertThat(refused()).contains("strowger.yaml:");
        write(ADA + BEA, "", "");
        reloads();
        assertThat(registers("1002", "secret-of-bea")).isEqualTo(200);
    }

    @Test
    void a_plan_and_the_file_come_into_force_together_or_not_at_all() throws Exception {
        write(ADA + BEA, trunk(), "");
        plan("route('0.') { dial trunk('carrier').to(number) }");
        reloads();
        assertThat(softswitch.routes()).singleElement().asString().contains("0.");
        write(ADA, "", "");
        assertThat(refused()).contains("dialplan.groovy:1:").contains("carrier");
        assertThat(registers("1002", "secret-of-bea")).as("it is there still").isEqualTo(200);
        assertThat(received(provider, 10_000)).as("it has not left").doesNotContain("Expires: 0\r\n");
    }

    @Test
    void to_save_the_file_is_enough_where_it_is_watched_and_a_bad_one_is_watched_on() throws Exception {
        softswitch.close();
        start("on");
        write(ADA, "", "chicken: egg\n");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
        assertThat(registers("1002", "secret-of-bea")).isEqualTo(403);
        write(ADA + BEA, "", "");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (registers("1002", "secret-of-bea") != 200) {
            assertThat(System.nanoTime()).as("it is read again").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        plan("route('1XXX') { dial user(number) }\nroute('2XXX') { reject 486 }");
        eventually(() -> softswitch.routes().size() == 2);
    }

    @Test
    void what_waits_for_a_start_is_named() throws Exception {
        write(ADA + BEA, "", "media: {ports: 30000-30999}\n");
        assertThat(asksToReload()).contains("1 routes").contains("only a start takes in what has changed of media");
        assertThat(registers("1002", "secret-of-bea")).isEqualTo(200);
        write(ADA + BEA, "", "");
        assertThat(asksToReload()).contains("1 routes").doesNotContain("start");
    }

    private String asksToReload() throws Exception {
        InetSocketAddress admin = softswitch.adminAddress();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.getPort() + "/reload"))
                .POST(BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.body();
        }
    }

    // A phone.

    private int registers(String user, String password) throws Exception {
        Matcher challenge = CHALLENGE.matcher(asks(user, ""));
        assertThat(challenge.find()).isTrue();
        String realm = challenge.group(1);
        String nonce = challenge.group(2);
        String response =
                md5(md5(user + ":" + realm + ":" + password) + ":" + nonce + ":" + md5("REGISTER:sip:127.0.0.1"));
        String answer = asks(
                user,
                "Authorization: Digest username=\"%s\",realm=\"%s\",nonce=\"%s\",uri=\"sip:127.0.0.1\",response=\"%s\"\r\n"
                        .formatted(user, realm, nonce, response));
        return Integer.parseInt(answer.substring(8, 11));
    }

    private String asks(String user, String credentials) throws IOException {
        asked++;
        String contact = "<sip:" + user + "@127.0.0.1:" + phone.getLocalPort() + ">";
        String text = """
                REGISTER sip:127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%1$d;rport;branch=z9hG4bK%2$d
                From: <sip:%3$s@127.0.0.1>;tag=f%2$d
                To: <sip:%3$s@127.0.0.1>
                Call-ID: r%2$d
                CSeq: 1 REGISTER
                Max-Forwards: 70
                Contact: %4$s
                Content-Length: 0
                """.formatted(phone.getLocalPort(), asked, user, contact).replace("\n", "\r\n");
        byte[] octets = (text + credentials + "\r\n").getBytes(UTF_8);
        phone.send(new DatagramPacket(
                octets, octets.length, softswitch.listeners().getFirst().bind()));
        String answer;
        do answer = received(phone, 10_000);
        while (!answer.isEmpty() && !answer.contains("Call-ID: r" + asked + "\r\n"));
        return answer;
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    }

    private void grant(String register) throws IOException {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        register.lines()
                .filter(line -> line.matches("(Via|From|Call-ID|CSeq|Contact): .*"))
                .forEach(line -> answer.append(line)
                        .append(line.startsWith("Contact") ? ";expires=3600" : "")
                        .append("\r\n"));
        answer.append("To: <sip:us@127.0.0.1>;tag=t\r\nContent-Length: 0\r\n\r\n");
        byte[] octets = answer.toString().getBytes(UTF_8);
        provider.send(new DatagramPacket(
                octets, octets.length, softswitch.listeners().getFirst().bind()));
    }

    /** What comes next; empty if nothing does in time. */
    private static String received(DatagramSocket socket, int patience) throws IOException {
        socket.setSoTimeout(patience);
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return "";
        }
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private static void eventually(BooleanSupplier what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!what.getAsBoolean() && System.nanoTime() < end)
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(what.getAsBoolean()).isTrue();
    }
}
