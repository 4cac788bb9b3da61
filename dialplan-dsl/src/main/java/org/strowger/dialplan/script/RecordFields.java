package org.strowger.dialplan.script;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strowger.call.event.Text;

/**
 * The plan's own fields of a call's charging record: {@code record.customer = 'acme'}. A field is a text, cut at
 * {@value #LONGEST} characters, a number or a truth; null, or an Optional of nothing, takes it away. Forty at most. On
 * the call's thread.
 */
public final class RecordFields extends AbstractMap<String, Object> {

    /** Of a call. */
    public static final int MOST = 40;

    static final int LONGEST = 200;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final int MOST_DIGITS = 38;
    private static final String KINDS = "a text, a number, true or false";

    private final ScriptedCall call;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    RecordFields(ScriptedCall call) {
        this.call = call;
    }

    /** Whether a field may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What a field may be called, and be, for messages about one that is not. */
    public static String rule() {
        return "a name of a field is letters, digits and _, 40 of them at most, and begins with no digit";
    }

    /** What a field may be, for messages. */
    public static String kinds() {
        return KINDS;
    }

    /** Writes a field whose name is computed; {@code record['customer'] = 'acme'} does the same. */
    @Override
    public @Nullable Object put(String name, @Nullable Object value) {
        if (!isName(name)) throw new IllegalArgumentException("record." + name + ": " + rule());
        Optional<Object> plain = plain(name, value);
        if (plain.isPresent() && fields.size() == MOST && !fields.containsKey(name))
            throw new IllegalArgumentException("record." + name + ": a call's record has " + MOST + " fields at most");
        call.acting().recordField(name, plain);
        return plain.isPresent() ? fields.put(name, plain.get()) : fields.remove(name);
    }

    /** Takes a field away. */
    @Override
    public @Nullable Object remove(Object name) {
        return put(String.valueOf(name), null);
    }

    private static Optional<Object> plain(String name, @Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Optional<?> maybe -> maybe.flatMap(present -> plain(name, present));
            case CharSequence text -> Optional.of(Text.cut(text.toString(), LONGEST));
            case Boolean truth -> Optional.of(truth);
            case Integer _, Long _ -> Optional.of(value);
            case Short number -> Optional.of(number.intValue());
            case Byte number -> Optional.of(number.intValue());
            case Float number -> finite(name, number.doubleValue());
            case Double number -> finite(name, number);
            case BigInteger number -> bounded(name, new BigDecimal(number));
            case BigDecimal number -> bounded(name, number);
            default ->
                throw new IllegalArgumentException("record." + name + " takes " + KINDS + ", not "
                        + value.getClass().getSimpleName() + "; write its text");
        };
    }

    private static Optional<Object> finite(String name, double number) {
        if (Double.isFinite(number)) return Optional.of(number);
        throw new IllegalArgumentException("record." + name + ": " + number + " is no number that can be written down");
    }

    private static Optional<Object> bounded(String name, BigDecimal number) {
        if (number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS)
            return Optional.of(number);
        throw new IllegalArgumentException("record." + name + ": a number has " + MOST_DIGITS + " digits at most");
    }

    /** All of them, as they are now. */
    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Collections.unmodifiableMap(fields).entrySet();
    }
}
