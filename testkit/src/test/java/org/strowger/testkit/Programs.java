package org.strowger.testkit;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;

/** Programs for tests, in Java. */
final class Programs {

    private Programs() {}

    /** Everybody is called by number, for 20 seconds. */
    static CallRouter dialUsers() {
        return always(call -> call.dial(
                new Destination.User(call.number()), DialOptions.DEFAULT.timeout(java.time.Duration.ofSeconds(20))));
    }

    /** The users from 2000 on, of whom there are as many as the number says that was dialled. */
    static Destination asManyUsersAsDialled(Call call) {
        return new Destination.FirstToAnswer(IntStream.range(0, Integer.parseInt(call.number()))
                .<Destination>mapToObj(i -> new Destination.User(Integer.toString(2000 + i)))
                .toList());
    }

    static CallRouter always(Consumer<Call> body) {
        return (_, _, _) -> program(body);
    }

    static CallProgram program(Consumer<Call> body) {
        return new CallProgram() {
            @Override
            public void run(Call call) {
                body.accept(call);
            }

            @Override
            public String label() {
                return "test";
            }
        };
    }
}
