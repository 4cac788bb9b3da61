package org.strowger.sip.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.strowger.sip.Transport;

/**
 * The transports that we can carry: our own, then those found as services. The one place that knows them; everybody
 * else goes by what a {@link Transport} says of itself. Any thread.
 */
public final class TransportRegistry {

    private static final List<TransportProvider> OURS = List.of(
            new UdpTransport.Provider(),
            new TcpTransport.Provider(Transport.TCP, (_, _) -> Wrapping.NONE),
            new TcpTransport.Provider(Transport.TLS, TlsWrapping::new),
            new TcpTransport.Provider(Transport.WS, WebSocketWrapping::plain),
            new TcpTransport.Provider(Transport.WSS, WebSocketWrapping::secured));

    private static final List<TransportProvider> PROVIDERS = load();
    private static final Map<String, Transport> WORDS = words(PROVIDERS);
    private static final List<Transport> AVAILABLE = List.copyOf(WORDS.values());

    private TransportRegistry() {}

    /** Those that can be listened for and sent by, the most usual first. */
    public static List<Transport> available() {
        return AVAILABLE;
    }

    /** The same, by the words that the configuration and URIs have for them. */
    public static Map<String, Transport> words() {
        return WORDS;
    }

    /**
     * The available one that a URI's parameter names, in whatever case.
     *
     * @return empty if nobody carries it here
     */
    public static Optional<Transport> available(String parameter) {
        for (Transport transport : AVAILABLE)
            if (transport.parameter().equalsIgnoreCase(parameter)) return Optional.of(transport);
        return Optional.empty();
    }

    static List<TransportProvider> providers() {
        return PROVIDERS;
    }

    private static List<TransportProvider> load() {
        List<TransportProvider> found = new ArrayList<>(OURS);
        ServiceLoader.load(TransportProvider.class, TransportProvider.class.getClassLoader())
                .forEach(found::add);
        return List.copyOf(found);
    }

    private static Map<String, Transport> words(List<TransportProvider> providers) {
        Map<String, Transport> words = new LinkedHashMap<>();
        for (TransportProvider provider : providers) {
            Transport transport = provider.transport();
            if (words.putIfAbsent(transport.parameter(), transport) != null)
                throw new IllegalStateException("two transports are called " + transport.parameter());
        }
        return Collections.unmodifiableMap(words);
    }
}
