package org.strowger.sip.transport;

import java.net.InetSocketAddress;
import org.strowger.sip.Transport;

/** A socket could not be opened. The message names transport, address, port, cause and remedy, in one line. */
public final class ListenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Listener listener;

    /** Says what could not be opened, and why. */
    public ListenException(Listener listener, Throwable cause) {
        super(message(listener, cause), cause);
        this.listener = listener;
    }

    /** Says what could not be opened, and why it wasn't even tried, with a remedy. */
    ListenException(Listener listener, String why) {
        super("cannot listen on " + listener.transport().parameter() + " port "
                + listener.bind().getPort() + ": " + why);
        this.listener = listener;
    }

    /** What could not be opened. */
    public Listener listener() {
        return listener;
    }

    private static String message(Listener listener, Throwable cause) {
        InetSocketAddress address = listener.bind();
        return "cannot listen on " + listener.transport().parameter() + " "
                + address.getAddress().getHostAddress() + " port "
                + address.getPort() + ": " + cause.getMessage() + "; "
                + remedy(listener.transport(), address.getPort(), String.valueOf(cause.getMessage()));
    }

    private static String remedy(Transport transport, int port, String cause) {
        if (cause.contains("in use"))
            return "stop what uses it (ss -l" + (transport.reliable() ? "t" : "u") + "np 'sport = :" + port
                    + "' tells) or choose another port";
        if (cause.contains("assign")) return "choose an address of this host (ip address tells)";
        if (cause.contains("ermission")) return "choose a port of 1024 or more, or grant CAP_NET_BIND_SERVICE";
        return "choose another address or port";
    }
}
