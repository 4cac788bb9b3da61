package org.strowger.dialplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.DialOutcome;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.FakeDirectory;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.route.PlanVerbs;

/** What the manual and the example say is what the language takes. */
class DocumentationTest {

    @TempDir
    Path folder;

    static Stream<String> blocks() throws Exception {
        String manual = Files.readString(Path.of("../docs/dialplan.md"));
        return Pattern.compile("(?s)```groovy\n(.*?)```")
                .matcher(manual)
                .results()
                .map(block -> block.group(1));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void each_block_of_the_manual_loads(String block) throws Exception {
        assertThat(new Plans(folder).plan(block).routes()).isNotEmpty();
    }

    @Test
    void every_verb_is_in_the_manual() throws Exception {
        String manual = Files.readString(Path.of("../docs/dialplan.md"));
        var verbs = Stream.concat(Words.callFaces(), Stream.of(PlanVerbs.class))
                .flatMap(face -> Stream.of(face.getDeclaredMethods()))
                .toList();
        for (var method : verbs) {
            String name = method.getName();
            boolean word = java.lang.reflect.Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && !name.startsWith("get")
                    && !List.of("isAnswered", "plan").contains(name);
            if (word)
                assertThat(manual.contains(name))
                        .as("docs/dialplan.md has " + name)
                        .isTrue();
        }
    }

    @Test
    void the_example_office_does_what_its_comments_say() throws Exception {
        Path office = Path.of("../examples/office");
        var loader = new DialplanLoader(new FakeDirectory(), List.of(office.resolve("sounds")));
        var plan = Plans.loaded(loader.load(office.resolve("dialplan.groovy")));
        assertThat(new FakeCall("1002").dialEndsWith(new DialOutcome.Busy(486)).through(plan))
                .containsExactly("dial user 1002 timeout PT20S", "play busy.wav");
        assertThat(new FakeCall("100").through(plan)).containsExactly("answer", "play hello.wav");
        assertThat(new FakeCall("*43").through(plan)).containsExactly("answer", "echo");
        assertThat(new FakeCall("3000").dialEndsWith(new DialOutcome.NoAnswer()).through(plan))
                .containsExactly("dial first[user 1001, user 1002, user 1003] timeout PT30S", "play nobody-home.wav");
    }
}
