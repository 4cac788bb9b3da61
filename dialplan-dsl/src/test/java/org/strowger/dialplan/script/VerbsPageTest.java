package org.strowger.dialplan.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VerbsPageTest {

    private static final Path PAGE = Path.of("../docs/verbs.md");

    @Test
    void the_list_of_verbs_is_what_the_types_and_their_comments_say() throws IOException {
        if (Boolean.getBoolean("golden.write")) Files.writeString(PAGE, VerbsPage.text());

        assertThat(Files.readString(PAGE)).isEqualTo(VerbsPage.text());
    }

    @Test
    void each_interface_of_verbs_and_each_type_that_they_give_has_its_section() {
        assertThat(VerbsPage.sections()).contains(CallVerbs.class.getInterfaces());
        assertThat(VerbsPage.sections()).containsAll(VerbsPage.given());
    }

    @Test
    void each_option_is_described_where_its_verb_is_declared() {
        VerbsPage.options()
                .forEach((verb, options) ->
                        assertThat(options.getFirst()).as(verb).containsExactlyElementsOf(options.getLast()));
    }
}
