package org.strowger.dialplan.route;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.strowger.dialplan.number.ExpressionLanguage;
import org.strowger.dialplan.number.NumberLanguage;
import org.strowger.dialplan.number.NumberLanguage.Piece;
import org.strowger.dialplan.number.NumberLanguage.Symbols;
import org.strowger.dialplan.number.NumberPattern;

/** The numbers that routes take, worked out once for each. One thread. */
public final class RouteLanguages {

    private static final NumberLanguage EVERYTHING =
            new NumberLanguage(Piece.of(Symbols.ANY).repeated());

    private final IdentityHashMap<Route, Optional<NumberLanguage>> known = new IdentityHashMap<>();

    /** Empty where it can't be told. */
    public Optional<NumberLanguage> of(Route route) {
        return known.computeIfAbsent(route, one -> of(one.criteria()));
    }

    private static Optional<NumberLanguage> of(Criteria criteria) {
        if (criteria.expression().isPresent())
            return ExpressionLanguage.of(criteria.expression().get());
        if (criteria.table().isPresent()) return Optional.empty(); // a file's affair
        if (criteria.numbers().isEmpty()) return Optional.of(EVERYTHING);
        List<Piece> pieces = new ArrayList<>();
        for (NumberPattern pattern : criteria.numbers()) {
            var piece = pattern.language();
            if (piece.isEmpty()) return Optional.empty();
            pieces.add(piece.get());
        }
        return Optional.of(new NumberLanguage(Piece.oneOf(pieces)));
    }
}
