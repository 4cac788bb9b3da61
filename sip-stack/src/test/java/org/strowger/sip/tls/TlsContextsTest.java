package org.strowger.sip.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.tls.TestIdentities.ONE;
import static org.strowger.sip.tls.TestIdentities.TWO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.sip.tls.TlsSettings.Identity;

class TlsContextsTest {

    @TempDir
    private Path files;

    private Identity copied(Identity identity) throws IOException {
        Identity copy = new Identity(files.resolve("copy.crt"), files.resolve("copy.key"));
        Files.copy(identity.certificate(), copy.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(identity.key(), copy.key(), StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    private static TlsContexts of(Identity identity) throws TlsFailure {
        return TlsContexts.load(TlsSettings.NONE.as(identity));
    }

    @Test
    void files_that_have_changed_are_read_again() throws Exception {
        TlsContexts contexts = of(copied(ONE));
        var before = contexts.server(null);
        contexts.refresh();
        assertThat(contexts.server(null)).isSameAs(before);
        Identity copy = copied(TWO);
        Files.setLastModifiedTime(copy.key(), java.nio.file.attribute.FileTime.fromMillis(1));
        contexts.refresh();
        assertThat(contexts.server(null)).isNotSameAs(before);
    }

    @Test
    void files_that_can_not_be_used_change_nothing_until_they_can() throws Exception {
        Identity copy = copied(ONE);
        TlsContexts contexts = of(copy);
        var before = contexts.server(null);
        Files.copy(TWO.key(), copy.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(copy.key(), java.nio.file.attribute.FileTime.fromMillis(1));
        contexts.refresh();
        assertThat(contexts.server(null)).isSameAs(before);
        Files.copy(TWO.certificate(), copy.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(copy.key(), java.nio.file.attribute.FileTime.fromMillis(2));
        contexts.refresh();
        assertThat(contexts.server(null)).isNotSameAs(before);
    }

    @Test
    void the_key_of_another_certificate_is_told_with_its_file() {
        Identity mixed = new Identity(ONE.certificate(), TWO.key());
        assertThatThrownBy(() -> of(mixed))
                .isInstanceOf(TlsFailure.class)
                .hasMessage(TWO.key() + ": is not the key of the certificate");
    }

    @Test
    void keys_in_other_forms_are_told_with_the_command_that_changes_them() throws Exception {
        Identity copy = copied(ONE);
        String pem = Files.readString(copy.key());
        Files.writeString(copy.key(), pem.replace("PRIVATE KEY", "EC PRIVATE KEY"));
        assertThatThrownBy(() -> of(copy)).hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        Files.writeString(copy.key(), pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        assertThatThrownBy(() -> of(copy)).hasMessageContaining("passphrase");
        Files.writeString(copy.key(), "not a key");
        assertThatThrownBy(() -> of(copy)).hasMessageContaining("has no private key in it");
    }

    @Test
    void files_that_are_missing_or_nonsense_are_told() throws Exception {
        Identity missing = new Identity(files.resolve("no.crt"), files.resolve("no.key"));
        assertThatThrownBy(() -> of(missing))
                .isInstanceOf(TlsFailure.class)
                .hasMessage(missing.certificate() + ": there is no such file; write it, or name another");
        Files.writeString(missing.certificate(), "nonsense");
        assertThatThrownBy(() -> of(missing)).isInstanceOf(TlsFailure.class).hasMessageContaining("no.crt");
    }

    @Test
    void what_was_made_is_kept_and_its_key_is_for_its_owner_alone() throws Exception {
        Path directory = Objects.requireNonNull(ONE.certificate().getParent());
        byte[] before = Files.readAllBytes(ONE.certificate());
        Identity again = SelfSigned.in(directory, List.of("another.example"));
        assertThat(again).isEqualTo(ONE);
        assertThat(Files.readAllBytes(again.certificate())).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(again.key())))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("self-signed.crt", "self-signed.key");
    }

    @Test
    void a_directory_that_can_not_be_written_is_told() throws Exception {
        Path file = Files.writeString(files.resolve("file"), "");
        assertThatThrownBy(() -> SelfSigned.in(file.resolve("below"), List.of("one.example")))
                .isInstanceOf(TlsFailure.class)
                .hasMessageContaining("certificates");
    }
}
