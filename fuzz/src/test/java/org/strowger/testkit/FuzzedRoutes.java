package org.strowger.testkit;

import java.time.Duration;
import java.util.List;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Caller;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.Leg;

/** What a dialplan may do with a call, by the last digit of the number. */
final class FuzzedRoutes implements CallRouter {

    private static final DialOptions SHORT = DialOptions.DEFAULT.timeout(Duration.ofSeconds(20));

    private final Destination near;
    private final Destination far;

    FuzzedRoutes(Destination near, Destination far) {
        this.near = near;
        this.far = far;
    }

    @Override
    public CallProgram route(Call.CallRequest request, String number, Caller caller) {
        int digit = number.isEmpty() ? 0 : Character.digit(number.charAt(number.length() - 1), 10);
        return new CallProgram() {
            @Override
            public void run(Call call) {
                follow(digit, call);
            }

            @Override
            public String label() {
                return "route " + digit;
            }
        };
    }

    @Override
    public boolean isEmergency(String number) {
        return number.equals("112");
    }

    private void follow(int digit, Call call) {
        switch (digit) {
            case 1 -> {
                call.answer();
                call.dial(far, SHORT);
            }
            case 2 -> call.dial(new Destination.FirstToAnswer(List.of(far, near)), SHORT);
            case 3 -> call.dial(new Destination.OneByOne(List.of(near, far)), SHORT.limit(Duration.ofSeconds(30)));
            case 4 -> call.echo();
            case 5 -> {
                call.earlyMedia();
                call.ringing();
                call.dial(far, SHORT);
                call.reject(486);
            }
            case 6 -> call.conference("300", ConferenceOptions.USUAL);
            case 7 -> {
                call.answer();
                call.park("700", java.util.Optional.of(Duration.ofSeconds(30)), List.of());
            }
            case 8 -> call.pickup("700");
            case 9 -> {
                call.answer();
                Leg leg = call.call(far, SHORT);
                call.bridge(call.callerLeg(), leg).await();
                call.dial(near, SHORT);
            }
            default -> call.dial(far, SHORT);
        }
    }
}
