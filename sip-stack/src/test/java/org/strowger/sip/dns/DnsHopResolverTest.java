package org.strowger.sip.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.TransportRegistry;

@Timeout(60)
class DnsHopResolverTest {

    private final SipLoops loops = SipLoops.start(1);
    private final Map<String, List<byte[]>> zone = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final Channel server = startServer();
    private final DnsHopResolver resolver = by(TransportRegistry.available());

    private DnsHopResolver by(List<Transport> carried) {
        return DnsHopResolver.open(loops, carried, List.of((InetSocketAddress) server.localAddress()));
    }

    @BeforeEach
    void fillZone() {
        zone.put(
                "SRV _sip._udp.example.com.",
                List.of(srv(20, 0, 5080, "b.example.com"), srv(10, 1, 5070, "a.example.com")));
        zone.put("SRV _sip._tcp.tcponly.example.com.", List.of(srv(1, 1, 5090, "a.example.com")));
        zone.put("SRV _sip._udp.none.example.com.", List.of(srv(0, 0, 0, "")));
        zone.put("A a.example.com.", List.of(new byte[] {(byte) 192, 0, 2, 1}));
        zone.put("A b.example.com.", List.of(new byte[] {(byte) 192, 0, 2, 2}));
        zone.put("A plain.example.com.", List.of(new byte[] {(byte) 192, 0, 2, 3}));
        zone.put(
                "NAPTR liked.example.com.",
                List.of(
                        naptr(50, 90, "s", "SIP+D2U", "_sip._udp.example.com"),
                        naptr(50, 60, "S", "sip+d2t", "_SIP._tcp.tcponly.example.com"),
                        naptr(10, 10, "u", "E2U+sip", "_sip._udp.example.com"),
                        naptr(10, 10, "s", "SIP+D2W", "_sip._ws.example.com"),
                        naptr(90, 50, "s", "SIPS+D2T", "_sips._tcp.elsewhere.example.com")));
        zone.put("SRV _sips._tcp.elsewhere.example.com.", List.of(srv(1, 1, 5091, "b.example.com")));
        zone.put("SRV _sip._udp.liked.example.com.", List.of(srv(1, 1, 5099, "b.example.com")));
        zone.put("NAPTR vain.example.com.", List.of(naptr(1, 1, "s", "SIP+D2T", "_sip._tcp.nowhere.example.com")));
        zone.put("SRV _sip._udp.vain.example.com.", List.of(srv(1, 1, 5098, "a.example.com")));
    }

    @AfterEach
    void close() {
        resolver.close();
        server.close().awaitUninterruptibly();
        loops.close();
    }

    private Channel startServer() {
        return new Bootstrap()
                .group(loops.nearest())
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Answers());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            questions.incrementAndGet();
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            if (question.name().startsWith("silent")) return;
            DatagramDnsResponse response = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            response.addRecord(DnsSection.QUESTION, question);
            List<byte[]> found = zone.get(question.type().name() + " " + question.name());
            if (found == null) response.setCode(DnsResponseCode.NXDOMAIN);
            else
                for (byte[] data : found)
                    response.addRecord(
                            DnsSection.ANSWER,
                            new DefaultDnsRawRecord(
                                    question.name(), question.type(), 60, Unpooled.wrappedBuffer(data)));
            context.writeAndFlush(response);
        }
    }

    private static byte[] srv(int priority, int weight, int port, String target) {
        return withName(
                Unpooled.buffer().writeShort(priority).writeShort(weight).writeShort(port), target);
    }

    private static byte[] naptr(int order, int preference, String flags, String service, String replacement) {
        ByteBuf data = Unpooled.buffer().writeShort(order).writeShort(preference);
        for (String text : List.of(flags, service, ""))
            data.writeByte(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return withName(data, replacement);
    }

    private static byte[] withName(ByteBuf data, String name) {
        if (!name.isEmpty())
            for (String label : name.split("\\.", -1))
                data.writeByte(label.length()).writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        data.writeByte(0);
        byte[] bytes = new byte[data.readableBytes()];
        data.readBytes(bytes);
        return bytes;
    }

    private String resolve(String text) throws Exception {
        SipUri uri = SipUri.read(text).orElseThrow();
        List<Hop> hops = resolver.resolve(uri).toCompletableFuture().get(30, TimeUnit.SECONDS);
        List<String> shown = new ArrayList<>();
        for (Hop hop : hops)
            shown.add(hop.transport() + " " + hop.address().getAddress().getHostAddress() + " "
                    + hop.address().getPort());
        return String.join(", ", shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:192.0.2.7                      | UDP 192.0.2.7 5060",
                "sip:192.0.2.7:5071;transport=tcp   | TCP 192.0.2.7 5071",
                "sips:192.0.2.7                     | TLS 192.0.2.7 5061",
                "sip:bob@[2001:db8::1]:5070         | UDP 2001:db8:0:0:0:0:0:1 5070",
                "sip:example.net;maddr=192.0.2.8    | UDP 192.0.2.8 5060",
                "sip:192.0.2.7;transport=pigeon     | ''",
            })
    void numeric_hosts_need_no_name_server(String uri, String hops) throws Exception {
        assertThat(resolve(uri)).isEqualTo(hops);
        assertThat(questions).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:example.com                    | UDP 192.0.2.1 5070, UDP 192.0.2.2 5080",
                "sip:tcponly.example.com            | TCP 192.0.2.1 5090",
                "sip:tcponly.example.com;transport=udp | ''",
                "sip:plain.example.com              | UDP 192.0.2.3 5060",
                "sip:plain.example.com;transport=tcp| TCP 192.0.2.3 5060",
                "sip:a.example.com:7000             | UDP 192.0.2.1 7000",
                "sip:nowhere.example.com            | ''",
                "sip:none.example.com               | ''",
            })
    void names_lead_over_srv_and_then_over_addresses(String uri, String hops) throws Exception {
        assertThat(resolve(uri)).isEqualTo(hops);
    }

    /** RFC 3263 §4.1: by order and then preference, of those that we can carry; SIPS alone where the URI wants that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:liked.example.com              | TCP 192.0.2.1 5090, UDP 192.0.2.1 5070, UDP 192.0.2.2 5080, TLS 192.0.2.2 5091",
                "sips:liked.example.com             | TLS 192.0.2.2 5091",
                "sip:liked.example.com;transport=udp| UDP 192.0.2.2 5099",
                "sip:vain.example.com               | UDP 192.0.2.1 5098",
            })
    void a_domain_says_by_naptr_what_it_would_like(String uri, String hops) throws Exception {
        assertThat(resolve(uri)).isEqualTo(hops);
    }

    /** RFC 5922 §7.1: a certificate has to name what the URI did, wherever that has led. */
    @Test
    void whoever_is_reached_by_tls_has_to_prove_to_be_the_domain_of_the_uri() throws Exception {
        List<Hop> hops = resolver.resolve(SipUri.read("sip:Liked.example.com").orElseThrow())
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(hops)
                .extracting(Hop::domain)
                .containsExactly(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("liked.example.com"));
    }

    @Test
    void of_the_ways_of_a_domain_those_are_taken_that_we_have_sockets_for() throws Exception {
        SipUri liked = SipUri.read("sip:liked.example.com").orElseThrow();
        SipUri byTcp = SipUri.read("sip:tcponly.example.com").orElseThrow();
        try (DnsHopResolver byUdp = by(List.of(Transport.UDP))) {
            assertThat(byUdp.resolve(liked).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .extracting(Hop::transport)
                    .containsExactly(Transport.UDP, Transport.UDP);
            assertThat(byUdp.resolve(byTcp).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEmpty();
        }
    }

    @Test
    void a_domain_with_many_pointers_makes_us_ask_for_four() throws Exception {
        List<byte[]> many = new ArrayList<>();
        for (int i = 0; i < 9; i++) many.add(naptr(i, 1, "s", "SIP+D2U", "_sip._udp.n" + i + ".example.com"));
        zone.put("NAPTR many.example.com.", many);
        for (int i : new int[] {0, 3, 4, 8})
            zone.put("SRV _sip._udp.n" + i + ".example.com.", List.of(srv(1, 1, 7000 + i, "a.example.com")));
        assertThat(resolve("sip:many.example.com")).isEqualTo("UDP 192.0.2.1 7000, UDP 192.0.2.1 7003");
    }

    /** Lengths that lead out of the record: such a record is none. */
    @ParameterizedTest
    @ValueSource(strings = {"NAPTR garbled.example.com.", "SRV _sip._udp.garbled.example.com."})
    void what_is_garbled_is_as_if_it_were_not_there(String question) throws Exception {
        zone.put("A garbled.example.com.", List.of(new byte[] {(byte) 192, 0, 2, 9}));
        for (byte[] octets : List.of(
                new byte[] {0, 1},
                new byte[] {0, 1, 0, 1, 0, 1, 63, 'a'},
                new byte[] {0, 1, 0, 1, (byte) 255, 's'},
                new byte[] {0, 1, 0, 1, 1, 's', 1, 's', 0, (byte) 0xc0, (byte) 0xff})) {
            zone.put(question, List.of(octets));
            try (DnsHopResolver fresh = by(TransportRegistry.available())) {
                assertThat(fresh.resolve(SipUri.read("sip:garbled.example.com").orElseThrow())
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS))
                        .singleElement()
                        .extracting(hop -> hop.address().getPort())
                        .isEqualTo(5060);
            }
        }
    }

    @Test
    void answers_are_kept() throws Exception {
        resolve("sip:example.com");
        int asked = questions.get();
        assertThat(resolve("sip:EXAMPLE.com")).isNotEmpty();
        assertThat(questions).hasValue(asked);
    }

    @Test
    void localhost_works_without_a_name_server() throws Exception {
        assertThat(resolve("sip:localhost")).startsWith("UDP ").endsWith(" 5060");
        assertThat(questions).hasValue(0);
    }

    @Test
    void a_name_server_that_is_silent_leads_nowhere() throws Exception {
        assertThat(resolve("sip:silent.example.com:5060")).isEmpty();
    }

    @Test
    void weights_share_the_calls_within_a_priority() {
        List<ServiceRecord> records = List.of(
                new ServiceRecord(1, 75, 1, "a"), new ServiceRecord(1, 25, 2, "b"), new ServiceRecord(0, 0, 3, "c"));
        SplittableRandom random = new SplittableRandom(11);
        int first = 0;
        for (int i = 0; i < 1000; i++) {
            List<ServiceRecord> ordered = ServiceRecord.ordered(records, random);
            assertThat(ordered)
                    .hasSize(3)
                    .first()
                    .extracting(ServiceRecord::target)
                    .isEqualTo("c");
            if (ordered.get(1).target().equals("a")) first++;
        }
        assertThat(first).isBetween(700, 800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:a@192.0.2.1:65536", "sip:a@localhost:99999", "sip:a@example.com:70000;transport=tcp"})
    void a_port_that_there_can_not_be_leads_nowhere(String uri) throws Exception {
        assertThat(resolve(uri)).isEmpty();
        assertThat(questions).hasValue(0);
    }

    /** RFC 7118 §5, RFC 6761 §6.4: what only comes to us is no place, and nobody has such a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:a@df7jal23ls0d.invalid",
                "sip:a@df7jal23ls0d.INVALID;transport=tcp",
                "sip:a@example.com;transport=ws",
                "sips:a@example.com;transport=ws",
                "sip:a@192.0.2.1:5060;transport=wss"
            })
    void nobody_is_asked_for_what_is_reached_on_its_connection_alone(String uri) throws Exception {
        assertThat(resolver.resolve(SipUri.read(uri).orElseThrow())
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(questions).hasValue(0);
    }
}
