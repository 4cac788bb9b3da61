package org.strowger.cli;

import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. A shutdown hook can't see a second Ctrl-C, and the JVM's own way ends with 143 where
 * a service manager wants 0; {@code sun.misc.Signal} can do both. It is reached by reflection since the compiler warns
 * of it whatever it is told.
 */
final class Signals {

    private Signals() {}

    /**
     * Runs the action for each such signal, on a thread of its own; where that can't be had, the JVM's own way stays.
     */
    static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) action.run();
                        return method.getReturnType() == int.class ? 0 : null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            Runtime.getRuntime().addShutdownHook(new Thread(action, "stop"));
        }
    }
}
