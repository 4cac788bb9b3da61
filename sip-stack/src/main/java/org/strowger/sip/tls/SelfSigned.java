package org.strowger.sip.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.strowger.sip.message.NumericHost;

/**
 * A certificate that nobody vouches for, so that phones can be tried with TLS before there is one that somebody does.
 * Made by the JDK's {@code keytool}, which has been the place for that since there is a JDK; kept, so that a phone that
 * was told to trust it goes on doing so after a restart.
 */
public final class SelfSigned {

    private static final String CERTIFICATE = "self-signed.crt";
    private static final String KEY = "self-signed.key";
    private static final String VALID_DAYS = "3650";
    private static final int PATIENCE_SECONDS = 60;
    private static final String ALIAS = "strowger";
    /** Of a file that lives for a second in a directory of its own. */
    private static final char[] IN_PASSING = "in-passing".toCharArray();

    private SelfSigned() {}

    /**
     * The one of a directory, made if there is none. Blocks for about a second then.
     *
     * @param names domains and addresses that it is for; at least one
     * @throws TlsFailure if it can't be made or kept
     */
    public static TlsSettings.Identity in(Path directory, List<String> names) throws TlsFailure {
        var identity = new TlsSettings.Identity(directory.resolve(CERTIFICATE), directory.resolve(KEY));
        if (Files.exists(identity.certificate()) && Files.exists(identity.key())) return identity;
        try {
            Files.createDirectories(directory);
            make(identity, directory, names);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFailure(
                    directory,
                    "no certificate can be made here (" + e.getMessage() + "); name one in 'certificates'",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TlsFailure(directory, "interrupted while a certificate was being made", e);
        }
        return identity;
    }

    private static void make(TlsSettings.Identity identity, Path directory, List<String> names)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path aside = Files.createTempDirectory(directory, ".making"); // for nobody else to read
        Path store = aside.resolve("made.p12");
        try {
            keytool(store, names);
            KeyStore made = KeyStore.getInstance("PKCS12");
            try (InputStream bytes = Files.newInputStream(store)) {
                made.load(bytes, IN_PASSING);
            }
            write(identity.key(), "PRIVATE KEY", made.getKey(ALIAS, IN_PASSING).getEncoded(), "rw-------");
            write(
                    identity.certificate(),
                    "CERTIFICATE",
                    made.getCertificate(ALIAS).getEncoded(),
                    "rw-r--r--");
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(aside);
        }
    }

    private static void keytool(Path store, List<String> names) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", VALID_DAYS));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", new String(IN_PASSING), "-dname", "CN=" + names.getFirst()));
        command.addAll(List.of("-ext", "san=" + String.join(",", alternatives(names))));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("keytool does not end");
        }
        if (process.exitValue() == 0) return;
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new IOException("keytool says: " + said.strip());
    }

    private static List<String> alternatives(List<String> names) {
        return names.stream()
                .map(name -> (NumericHost.parse(name).isPresent() ? "ip:" : "dns:") + name)
                .toList();
    }

    private static void write(Path file, String kind, byte[] encoded, String permissions) throws IOException {
        String pem = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
        Files.deleteIfExists(file);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix"))
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(file, pem, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
