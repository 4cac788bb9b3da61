package org.strowger.audio.sound;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says things in English: which of the shipped prompts follow one another. */
public final class SpokenEnglish {

    private static final List<String> SMALL = List.of(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                    .split(" ", -1));
    private static final List<String> TENS =
            List.of("zero ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ", -1));
    private static final List<String> ORDINALS = List.of(
            "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
                    .split(" ", -1));
    private static final long MOST = 999_999_999;

    /** What a whole unit and its hundredth are called, one and several. */
    private record Money(String one, String several, String cent, String cents) {}

    private static final Map<String, Money> CURRENCIES = Map.of(
            "USD", new Money("dollar", "dollars", "cent", "cents"),
            "EUR", new Money("euro", "euros", "cent", "cents"),
            "GBP", new Money("pound", "pounds", "penny", "pence"));

    private SpokenEnglish() {}

    /** The currencies that there are words for. */
    public static Set<String> currencies() {
        return new TreeSet<>(CURRENCIES.keySet());
    }

    /**
     * One after the other.
     *
     * @param digits 0 to 9, {@code *}, {@code #} and {@code +}; blanks, dots, dashes and parentheses are passed over
     */
    public static List<String> digits(String digits) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < digits.length(); i++) {
            char sign = digits.charAt(i);
            if (sign >= '0' && sign <= '9') words.add(SMALL.get(sign - '0'));
            else if (sign == '*') words.add("star");
            else if (sign == '#') words.add("hash");
            else if (sign == '+') words.add("plus");
            else if (" .-()/".indexOf(sign) < 0)
                throw new IllegalArgumentException("'" + digits + "' can't be said as digits: '" + sign + "' is none");
        }
        return words;
    }

    /** A number below a thousand millions, with its decimals digit by digit. */
    public static List<String> number(BigDecimal number) {
        List<String> words = new ArrayList<>();
        if (number.signum() < 0) words.add("minus");
        BigDecimal size = number.abs();
        if (size.compareTo(BigDecimal.valueOf(MOST)) > 0)
            throw new IllegalArgumentException(number + " can't be said: it is beyond " + MOST);
        whole(size.longValue(), words);
        BigDecimal rest = size.remainder(BigDecimal.ONE).stripTrailingZeros();
        if (rest.signum() > 0) {
            words.add("point");
            words.addAll(digits(rest.toPlainString().substring(2)));
        }
        return words;
    }

    private static void whole(long number, List<String> words) {
        if (number >= 1_000_000) {
            whole(number / 1_000_000, words);
            words.add("million");
        }
        long thousands = number / 1000 % 1000;
        if (thousands > 0) {
            whole(thousands, words);
            words.add("thousand");
        }
        int rest = (int) (number % 1000);
        if (rest > 0 || number == 0) belowThousand(rest, words);
    }

    private static void belowThousand(int number, List<String> words) {
        if (number >= 100) {
            words.add(SMALL.get(number / 100));
            words.add("hundred");
        }
        int rest = number % 100;
        if (rest >= 20) {
            words.add(TENS.get(rest / 10));
            if (rest % 10 > 0) words.add(SMALL.get(rest % 10));
        } else if (rest > 0 || number == 0) words.add(SMALL.get(rest));
    }

    /** As in Thursday, December twenty-fourth, two thousand twenty-six. */
    public static List<String> date(LocalDate date) {
        List<String> words = new ArrayList<>();
        words.add(date.getDayOfWeek().name().toLowerCase(Locale.ROOT));
        words.add(date.getMonth().name().toLowerCase(Locale.ROOT));
        ordinal(date.getDayOfMonth(), words);
        year(date.getYear(), words);
        return words;
    }

    private static void ordinal(int day, List<String> words) {
        if (day <= 20) words.add(ORDINALS.get(day));
        else if (day == 30) words.add("thirtieth");
        else {
            words.add(TENS.get(day / 10));
            words.add(ORDINALS.get(day % 10));
        }
    }

    // Nineteen eighty-four, nineteen hundred, but two thousand twenty-six.
    private static void year(int year, List<String> words) {
        boolean inPairs = year >= 1100 && year < 2000;
        if (!inPairs) {
            whole(Math.abs(year), words);
            return;
        }
        belowThousand(year / 100, words);
        if (year % 100 == 0) words.add("hundred");
        else if (year % 100 < 10) {
            words.add("oh");
            words.add(SMALL.get(year % 100));
        } else belowThousand(year % 100, words);
    }

    /** As in five oh seven PM. */
    public static List<String> time(LocalTime time) {
        List<String> words = new ArrayList<>();
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        words.add(SMALL.get(hour));
        if (time.getMinute() == 0) words.add("o-clock");
        else {
            if (time.getMinute() < 10) words.add("oh");
            belowThousand(time.getMinute(), words);
        }
        words.add(time.getHour() < 12 ? "am" : "pm");
        return words;
    }

    /**
     * As in twelve dollars and fifty cents; rounded to the cent.
     *
     * @throws IllegalArgumentException for a currency that there are no words for
     */
    public static List<String> money(BigDecimal amount, String currency) {
        Money names = CURRENCIES.get(currency.toUpperCase(Locale.ROOT));
        if (names == null)
            throw new IllegalArgumentException("there are no words for " + currency + ", only for " + currencies());
        BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_EVEN);
        long cents = rounded.abs().movePointRight(2).longValueExact();
        List<String> words = new ArrayList<>();
        if (rounded.signum() < 0) words.add("minus");
        if (cents >= 100 || cents == 0) {
            words.addAll(number(BigDecimal.valueOf(cents / 100)));
            words.add(cents / 100 == 1 ? names.one : names.several);
        }
        if (cents % 100 == 0) return words;
        if (cents >= 100) words.add("and");
        belowThousand((int) (cents % 100), words);
        words.add(cents % 100 == 1 ? names.cent : names.cents);
        return words;
    }
}
