/**
 * Where data comes from: pools of database connections, the client for web services, CSV files. What is asked of them
 * stands in {@code lookup}. Begin with {@link org.strowger.dialplan.data.Databases}.
 */
@NullMarked
package org.strowger.dialplan.data;

import org.jspecify.annotations.NullMarked;
