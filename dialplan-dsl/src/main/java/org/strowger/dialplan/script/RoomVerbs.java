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

    /** Takes the caller into a conference; returns when the caller is in it no longer. */
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
