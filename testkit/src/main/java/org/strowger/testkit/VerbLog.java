package org.strowger.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Caller;
import org.strowger.call.DialOutcome;
import org.strowger.dialplan.script.ScriptLog;

/** A router that keeps, for each call, the verbs that its program used and how its dials ended. */
final class VerbLog implements CallRouter {

    /** What a call answers without doing anything. */
    private static final Set<String> NOUNS = Set.of(
            "id",
            "request",
            "caller",
            "number",
            "isAnswered",
            "duration",
            "now",
            "talked",
            "device",
            "elsewhere",
            "alarm",
            "owns",
            "publish",
            "recordField");

    private CallRouter router = NO_ROUTES;
    private Consumer<ScriptLog.Line> lines = _ -> {};
    private final Map<String, List<String>> verbs = new ConcurrentHashMap<>();
    private final Map<String, List<DialOutcome>> outcomes = new ConcurrentHashMap<>();

    /** Tells what scripts write to their log. */
    void lines(Consumer<ScriptLog.Line> listener) {
        lines = listener;
    }

    /** Asks this one from now on. */
    void routes(CallRouter other) {
        router = other;
    }

    private static final CallRouter NO_ROUTES = (_, _, _) -> new CallProgram() {
        @Override
        public void run(Call call) {
            call.reject(404);
        }

        @Override
        public String label() {
            return "no dialplan was loaded";
        }
    };

    List<String> verbs(String call) {
        return List.copyOf(verbs.getOrDefault(call, List.of()));
    }

    List<DialOutcome> outcomes(String call) {
        return List.copyOf(outcomes.getOrDefault(call, List.of()));
    }

    @Override
    public CallProgram route(Call.CallRequest request, String number, Caller caller) {
        CallProgram program =
                ScopedValue.where(ScriptLog.LISTENER, lines).call(() -> router.route(request, number, caller));
        return proxy(
                CallProgram.class,
                (_, method, arguments) -> ScopedValue.where(ScriptLog.LISTENER, lines)
                        .call(() -> invoke(program, method, watched(arguments))));
    }

    @Override
    public boolean isEmergency(String number) {
        return router.isEmergency(number);
    }

    private Object @Nullable [] watched(Object @Nullable [] arguments) {
        if (arguments == null) return null;
        Object[] all = arguments.clone();
        for (int i = 0; i < all.length; i++) if (all[i] instanceof Call call) all[i] = watched(call);
        return all;
    }

    private Call watched(Call call) {
        return proxy(Call.class, (_, method, arguments) -> {
            if (!NOUNS.contains(method.getName()) && method.getDeclaringClass() != Object.class)
                verbs.computeIfAbsent(call.id(), _ -> new ArrayList<>()).add(method.getName());
            Object result = invoke(call, method, arguments);
            if (result instanceof DialOutcome outcome)
                outcomes.computeIfAbsent(call.id(), _ -> new ArrayList<>()).add(outcome);
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(VerbLog.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
