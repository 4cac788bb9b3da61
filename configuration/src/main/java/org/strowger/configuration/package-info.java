/**
 * {@code strowger.yaml} into records, with an answer for each mistake. The schema says which keys there are, and the
 * errors and {@code docs/configuration.md} are made from it, too. Opens nothing and starts nothing. Begin with {@link
 * org.strowger.configuration.Configuration}, then {@code Schema}.
 */
@NullMarked
package org.strowger.configuration;

import org.jspecify.annotations.NullMarked;
