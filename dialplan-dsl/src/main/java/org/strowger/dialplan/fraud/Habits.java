package org.strowger.dialplan.fraud;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One account's row while it is changed: what it spent and began lately, and which countries it ever called. */
final class Habits {

    private final Map<String, String> row;
    private final Instant now;
    private final MinuteCounts spent;
    private final MinuteCounts begun;
    private final MinuteCounts abroad;
    private final MinuteCounts anew;
    private final Set<String> countries;
    private final Instant since;
    /** The longest window of its guards: what is older is needed by none. */
    private Duration longest;

    Habits(Map<String, String> row, Instant now) {
        this.row = new HashMap<>(row);
        this.now = now;
        this.spent = counts("spent");
        this.begun = counts("begun");
        this.abroad = counts("abroad");
        this.anew = counts("anew");
        this.countries = Arrays.stream(text("countries").split(",", -1))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        this.since = text("since").isEmpty() ? now : Instant.parse(text("since"));
        this.longest = text("longest").isEmpty() ? Duration.ZERO : Duration.parse(text("longest"));
    }

    private String text(String column) {
        return row.getOrDefault(column, "");
    }

    private MinuteCounts counts(String column) {
        return MinuteCounts.read(text(column));
    }

    FraudOutcome look(FraudBounds bounds, Optional<String> country, long least) {
        looksAt(bounds);
        if (text("held").equals("true")) return new FraudOutcome.Held(text("why"));
        boolean isNew = country.filter(code -> !countries.contains(code)).isPresent();
        boolean isLearnt = now.isBefore(since.plus(bounds.learning()));
        boolean counts = isNew && !isLearnt;
        Optional<String> reason = reason(bounds, country, counts, least);
        if (reason.isPresent()) return reached(bounds, reason.get());
        begun.add(1, now);
        country.ifPresent(code -> {
            abroad.add(1, now);
            countries.add(code);
        });
        if (counts) anew.add(1, now);
        return new FraudOutcome.Clear();
    }

    private Optional<String> reason(FraudBounds bounds, Optional<String> country, boolean isNew, long least) {
        if (left(bounds) < Math.max(1, least))
            return Optional.of("spent " + bounds.spend() + " within " + bounds.per());
        if (isFull(begun, bounds.calls(), bounds))
            return Optional.of(bounds.calls().getAsInt() + " calls within " + bounds.per());
        if (country.isPresent() && isFull(abroad, bounds.abroad(), bounds))
            return Optional.of(bounds.abroad().getAsInt() + " calls abroad within " + bounds.per());
        if (isNew && isFull(anew, bounds.newCountries(), bounds))
            return Optional.of("+" + country.orElse("") + " was never called before");
        return Optional.empty();
    }

    private boolean isFull(MinuteCounts counts, OptionalInt most, FraudBounds bounds) {
        return most.isPresent() && counts.sum(bounds.per(), now) >= most.getAsInt();
    }

    private FraudOutcome reached(FraudBounds bounds, String reason) {
        if (bounds.reaction() == FraudBounds.Reaction.REFUSE) return new FraudOutcome.Suspect(reason);
        row.put("held", "true");
        row.put("why", reason);
        return new FraudOutcome.Held(reason);
    }

    private long left(FraudBounds bounds) {
        return bounds.micros() - spent.sum(bounds.per(), now);
    }

    private void looksAt(FraudBounds bounds) {
        if (bounds.per().compareTo(longest) > 0) longest = bounds.per();
    }

    long reserve(FraudBounds bounds, long wanted, long least) {
        looksAt(bounds);
        long left = left(bounds);
        long granted = left >= wanted ? wanted : left;
        if (granted < least || granted <= 0) return 0;
        spent.add(granted, now);
        return granted;
    }

    void giveBack(long unspent) {
        spent.takeBack(unspent);
    }

    Map<String, String> written() {
        row.put("spent", spent.written(longest, now));
        row.put("begun", begun.written(longest, now));
        row.put("abroad", abroad.written(longest, now));
        row.put("anew", anew.written(longest, now));
        row.put("countries", String.join(",", countries));
        row.put("since", since.toString());
        row.put("longest", longest.toString());
        return row;
    }
}
