/**
 * Messages of dialogs, put together and read: headers that all requests and responses carry, bodies, URIs that peers
 * write in their own ways. Nothing here has a state. Begin with {@link org.strowger.dialog.message.Messages}.
 */
@NullMarked
package org.strowger.dialog.message;

import org.jspecify.annotations.NullMarked;
