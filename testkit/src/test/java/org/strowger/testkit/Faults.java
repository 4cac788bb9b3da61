package org.strowger.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strowger.call.event.EventBus;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaRoom;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.Recording;
import org.strowger.media.RoomMember;
import org.strowger.media.Tap;
import org.strowger.sip.SipNetwork;

/**
 * Stands between a switch and its network, its media and its events, and lets one call of them throw: the first, the
 * second, … after it has been armed. What the network is given is lost then; what media are told is done before it
 * throws, since ports that the engine itself doesn't give back are no affair of the switch.
 */
final class Faults {

    /** What is thrown. */
    static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Injected(String where) {
            super("injected at " + where);
        }
    }

    private static final Set<Class<?>> MEDIA = Set.of(
            MediaSession.class,
            MediaStream.class,
            MediaRoom.class,
            MediaRoom.Listener.class,
            MediaListener.class,
            RoomMember.class,
            Playback.class,
            Recording.class,
            Tap.class);
    /** Questions: nothing is lost if they fail, and nothing fails in them. */
    private static final Set<String> HARMLESS = Set.of(
            "localFor",
            "transportFor",
            "local",
            "sounds",
            "figures",
            "backend",
            "subscribe",
            "hashCode",
            "equals",
            "toString");

    private final IdentityHashMap<Object, Object> standIns = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Object> originals = new IdentityHashMap<>();
    private int countdown = -1;
    private String thrownAt = "";

    /** Of the n-th call from now on, beginning with 0. */
    void arm(int n) {
        countdown = n;
    }

    void disarm() {
        countdown = -1;
    }

    /** Where it has thrown; empty if it hasn't. */
    String thrownAt() {
        return thrownAt;
    }

    ExchangeEnvironment between(ExchangeEnvironment real) {
        return new ExchangeEnvironment(
                real.loops(),
                standIn(SipNetwork.class, real.network()),
                real.resolver(),
                standIn(MediaEngine.class, real.media()),
                real.agents(),
                real.directory(),
                real.locations(),
                real.gate(),
                real.time(),
                real.randoms(),
                standIn(EventBus.class, real.events()),
                real.heap());
    }

    private <T> T standIn(Class<T> type, Object real) {
        Object known = standIns.get(real);
        if (known == null) {
            known = Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (_, method, given) -> call(real, method, given));
            standIns.put(real, known);
            originals.put(known, real);
        }
        return type.cast(known);
    }

    private Object call(Object real, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given.clone();
        boolean fromMedia = real instanceof MediaListener || real instanceof MediaRoom.Listener;
        for (int i = 0; i < arguments.length; i++) arguments[i] = passed(method.getParameterTypes()[i], arguments[i]);
        boolean throwing = !fromMedia && isDue(method);
        String at = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        boolean lost = real instanceof SipNetwork || real instanceof EventBus;
        if (throwing && lost) throw fault(at);
        try {
            method.setAccessible(true);
            Object answer = method.invoke(real, arguments);
            if (throwing) throw fault(at);
            return wrapped(method.getReturnType(), answer);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The media are given what is theirs; what they tell is of stand-ins. */
    private Object passed(Class<?> type, Object argument) {
        if (argument == null) return argument;
        if (originals.containsKey(argument)) return originals.get(argument);
        if (standIns.containsKey(argument)) return standIns.get(argument);
        boolean listener = type == MediaListener.class || type == MediaRoom.Listener.class;
        return listener ? standIn(type, argument) : argument;
    }

    private Object wrapped(Class<?> type, Object answer) {
        if (answer instanceof Optional<?> || answer instanceof List<?> || answer == null) return answer;
        return MEDIA.contains(type) ? standIn(type, answer) : answer;
    }

    private boolean isDue(Method method) {
        return countdown >= 0 && !HARMLESS.contains(method.getName()) && countdown-- == 0;
    }

    private Injected fault(String at) {
        thrownAt = at;
        return new Injected(at);
    }
}
