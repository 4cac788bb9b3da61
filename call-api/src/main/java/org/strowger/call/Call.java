package org.strowger.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.strowger.agent.AgentRequest;

/**
 * One call as its program sees it. All verbs are called on the call's own thread and block until they are done. Once
 * the call is over, the verb that runs throws {@link CallEnded}, and so does every later one.
 */
public interface Call extends CallServices, CallLegs, CallHearing, CallAudio, CallRooms {

    /** The id that every log line and event of both legs carries. */
    String id();

    /** What the INVITE says. */
    CallRequest request();

    /** A text of the program's that is to be written down, without what callers answered to masked questions. */
    default String withoutSecrets(String text) {
        return text;
    }

    /** Who calls; knows the account once authenticated. */
    Caller caller();

    /** The dialled number: the user part of the Request-URI, unescaped. */
    String number();

    /** Whether the caller has been answered. */
    boolean isAnswered();

    /** Time since the call began. */
    Duration duration();

    /** Whose tones are played where no country is named, by ISO 3166. */
    default String country() {
        return "de";
    }

    /** Sends 180, once; nothing if the caller was answered or hears early media already. */
    void ringing();

    /** Opens media to the caller before the answer: 183 with SDP. */
    void earlyMedia();

    /** Answers the caller, if not answered yet. */
    void answer();

    /**
     * Refuses the call with 300 to 699 and ends it: throws {@link CallEnded} after the response was sent. After the
     * answer, hangs up.
     */
    void reject(int status);

    /** Sends 302 with these contacts in order of preference and ends the call. After the answer it is an error. */
    void redirect(List<String> uris);

    /**
     * Ends the call: BYE if it was answered, else the status that it would end with by itself; throws {@link
     * CallEnded}.
     */
    void hangup();

    /**
     * Sees to it that the caller has proved to be one of our accounts: asks by 407 if not done yet; 403 and {@link
     * CallEnded} if the proof is wrong.
     */
    void authenticate();

    /**
     * The caller's number toward the next legs. In a mask, each trailing {@code X} keeps a digit of the original:
     * {@code +1555123XXXX} makes {@code +15551231042} of 1042.
     *
     * @throws IllegalArgumentException if the mask has a character other than digits, +, * , # and trailing X
     */
    void callerId(String mask);

    /** A header for the INVITEs of the next legs; replaces an earlier one of that name. */
    void header(String name, String value);

    /**
     * Plays sound files, or what URLs of http and https name, one after the other, as {@link #play(List, PlayOptions)}
     * does.
     */
    default void play(List<String> files) {
        play(files.stream().map(Sound::named).toList(), PlayOptions.ONCE);
    }

    /**
     * Plays sounds one after the other; before the answer, as early media. Returns when the last has been heard.
     *
     * @throws PlayFailed if one can't be played, or the caller takes no codec that we have
     */
    void play(List<? extends Sound> sounds, PlayOptions options);

    /**
     * Records what the caller says to a file: WAV, or Ogg/Opus where it ends with .opus. Answers first. A recording
     * that can't be written ends, and the outcome says why; the call goes on.
     *
     * @param file below the directory for recordings
     */
    RecordOutcome record(String file, RecordOptions options);

    /**
     * Answers, plays the greeting of a mailbox and takes a message. It returns when the message is over; one that the
     * caller ends by hanging up is kept too.
     */
    void voicemail(String box, MailboxGreeting greeting);

    /**
     * Answers, and lets the caller listen to the messages of a mailbox and record its greeting, by keys; returns when
     * the caller is through. Who is not the account of that name needs the box's PIN.
     *
     * @throws IllegalArgumentException if no box may have that name
     */
    void mailbox(String box);

    /**
     * Lets the caller talk with a voice agent, and returns when the agent is there, or can't be reached. Answers first.
     * What is played meanwhile goes before what the agent says; whatever connects the caller with somebody else lets
     * the agent go.
     */
    VoiceAgent stream(AgentRequest request);

    /**
     * Sends back what the caller says, until the caller hangs up: it always ends by {@link CallEnded}. Answers first.
     */
    void echo();

    /**
     * Calls a destination, bridges it with the caller when it answers, and returns when the callee's side is over. The
     * caller hears the callee's early media, or ringing.
     */
    DialOutcome dial(Destination destination, DialOptions options);

    /** A file could not be played. */
    final class PlayFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Names the file and the remedy. */
        public PlayFailed(String message) {
            super(message);
        }
    }

    /** What the INVITE says, as values. */
    interface CallRequest {
        /** Request-URI as written. */
        String requestUri();

        /** The URI in From, as written without parameters of the header. */
        String from();

        /** The URI in To, as written without parameters of the header. */
        String to();

        /** The first value of a header. */
        Optional<String> header(String name);

        /** The address that it came from. */
        java.net.InetSocketAddress source();

        /** The trunk that it came from. */
        Optional<String> trunk();

        /** The context that it enters. */
        String context();

        /** When it came, on the switch's clock. */
        Instant receivedAt();
    }
}
