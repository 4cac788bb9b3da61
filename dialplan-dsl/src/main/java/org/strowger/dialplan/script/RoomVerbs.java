package org.strowger.dialplan.script;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.Map;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.ConferenceOptions.Chimes;
import org.strowger.call.ConferenceOptions.Loudness;
import org.strowger.call.ConferenceOptions.Names;
import org.strowger.call.ConferenceOptions.Start;
import org.strowger.call.ConferenceOutcome;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Playable;
import org.strowger.dialplan.literal.RecordingFile;
import org.strowger.dialplan.option.ConferenceRole;
import org.strowger.dialplan.option.Sounds;

/** The verb of conferences. */
public interface RoomVerbs<C> extends Verbs<C> {

    /** Takes the caller into a conference; returns when the caller is in it no longer. */
    default ConferenceOutcome conference(String room) {
        return conference(Map.of(), room);
    }

    /**
     * Answers, takes the caller into a conference, and returns when the caller is in it no longer.
     *
     * <ul>
     *   <li>{@code pin}: must be the one that the room was opened with. Default: none.
     *   <li>{@code role}: moderators rule the room, listeners aren't heard. Default: {@code speaker}.
     *   <li>{@code moderated}: {@code true}: nobody hears anybody until the first moderator comes, and it ends
     *       with the last. Default: begins at once.
     *   <li>{@code chimes}: {@code false}: nobody hears who comes and leaves. Default: two notes up, two notes
     *       down.
     *   <li>{@code names}: {@code true}: the caller is asked for its name, which the others hear instead of the notes
     *       and which is kept nowhere. Default: not asked.
     *   <li>{@code volume}: how much louder the others hear the caller, in dB, -40 to 20. Default: 0.
     *   <li>{@code leveled}: {@code true}: the switch brings the caller to the level of the others, 12 dB up or
     *       down at most. Default: as it is.
     *   <li>{@code record}: all that is said, from the beginning to
     *       the end of the room. Default: not recorded.
     *   <li>{@code music}: what is heard until the first moderator comes, over and over.
     *       Default: soft notes.
     * </ul>
     */
    @Check(value = ConferenceRole.class, option = "role")
    @Check(value = RecordingFile.class, option = "record")
    @Check(value = Playable.class, option = "music")
    default ConferenceOutcome conference(
            @NamedParams({
                        @NamedParam(value = "pin", type = String.class),
                        @NamedParam(value = "role", type = String.class),
                        @NamedParam(value = "moderated", type = Boolean.class),
                        @NamedParam(value = "chimes", type = Boolean.class),
                        @NamedParam(value = "names", type = Boolean.class),
                        @NamedParam(value = "volume", type = Number.class),
                        @NamedParam(value = "leveled", type = Boolean.class),
                        @NamedParam(value = "record", type = String.class),
                        @NamedParam(value = "music", type = Object.class)
                    })
                    Map<String, ?> options,
            String room) {
        var wanted = ConferenceOptions.USUAL;
        if (options.get("pin") != null) wanted = wanted.pin(String.valueOf(options.get("pin")));
        if (options.get("role") != null)
            wanted = wanted.role(ConferenceRole.named(String.valueOf(options.get("role"))));
        if (Boolean.TRUE.equals(options.get("moderated"))) wanted = wanted.start(Start.WITH_MODERATOR);
        if (Boolean.FALSE.equals(options.get("chimes"))) wanted = wanted.chimes(Chimes.OFF);
        if (Boolean.TRUE.equals(options.get("names"))) wanted = wanted.names(Names.ASKED);
        double volume = options.get("volume") instanceof Number decibels ? decibels.doubleValue() : 0;
        boolean leveled = Boolean.TRUE.equals(options.get("leveled"));
        wanted = wanted.loudness(leveled ? Loudness.leveled(volume) : Loudness.of(volume));
        if (options.get("record") != null) wanted = wanted.recording(String.valueOf(options.get("record")));
        Object music = options.get("music");
        if (music != null) wanted = wanted.music(Sounds.all(music));
        return scripted().acting().conference(room, wanted);
    }
}
