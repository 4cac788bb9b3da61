package org.strowger.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the switch this is. */
public final class Version {

    /** Such as {@code 0.1.0}. */
    public static final String NUMBER = read();

    /** For User-Agent and Server. */
    static final String PRODUCT = "Strowger/" + NUMBER;

    private Version() {}

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
