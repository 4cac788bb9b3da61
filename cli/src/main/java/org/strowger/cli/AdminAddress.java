package org.strowger.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.sip.transport.Addresses;

/** Where the running switch is asked: {@code --admin}, else what the configuration says, else the default. */
final class AdminAddress {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:(.+):)?(\\d{1,5})");
    private static final String USUAL = "127.0.0.1:8060";

    private AdminAddress() {}

    /**
     * The address, as {@code host:port}.
     *
     * @throws IllegalArgumentException if it can't be read, with a line for people
     */
    static String of(String given, Path config) {
        if (given.isEmpty()) return configured(config);
        Matcher parts = HOST_AND_PORT.matcher(given);
        if (!parts.matches()) throw new IllegalArgumentException("--admin: " + given + " is not HOST:PORT, nor a port");
        return (parts.group(1) == null ? InetAddress.getLoopbackAddress().getHostAddress() : parts.group(1)) + ":"
                + parts.group(2);
    }

    /** A configuration that can't be read, or that is not there, is no reason not to ask at the usual place. */
    private static String configured(Path config) {
        return ConfigurationReader.read(config) instanceof Reading.Good(Configuration configuration)
                ? Addresses.text(configuration.admin().address())
                : USUAL;
    }
}
