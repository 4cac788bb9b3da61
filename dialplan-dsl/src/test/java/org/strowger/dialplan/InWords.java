package org.strowger.dialplan;

import java.util.Optional;
import org.strowger.call.Destination;
import org.strowger.call.Sound;

/** What a script dials and plays, for comparisons. */
final class InWords {

    private InWords() {}

    static String of(Destination destination) {
        return switch (destination) {
            case Destination.User user -> "user " + user.name();
            case Destination.IdleUser user -> "idle user " + user.name();
            case Destination.Trunk trunk -> "trunk " + trunk.name() + " " + trunk.number();
            case Destination.Uri uri -> uri.uri();
            case Destination.Group group -> "group " + group.name();
            case Destination.Queue queue -> "queue " + queue.name();
            case Destination.Onward(String number, Optional<String> account) ->
                number + " as " + account.orElse("caller");
            case Destination.Diverted(var first, var busy, var unanswered) ->
                of(first)
                        + busy.map(other -> " busy " + of(other)).orElse("")
                        + unanswered.map(other -> " unanswered " + of(other)).orElse("");
            case Destination.Nobody(int status, String _) -> "nobody " + status;
            case Destination.FirstToAnswer first ->
                "first" + first.all().stream().map(InWords::of).toList();
            case Destination.OneByOne one ->
                "each" + one.all().stream().map(InWords::of).toList();
        };
    }

    static String of(Sound sound) {
        return switch (sound) {
            case Sound.File file -> file.name();
            case Sound.OwnFile own -> own.at().toString();
            case Sound.Url url -> url.at().toString();
            case Sound.Tone tone -> tone.toString();
            case Sound.Words words -> String.join("-", words.words());
            case Sound.Text text -> text.text();
        };
    }
}
