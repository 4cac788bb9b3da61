/**
 * Pictures on their way: which formats are carried, where one begins that needs no other, what of them is missing and
 * asked for again, and what is kept to be sent again (RFC 4585, RFC 4588, RFC 5104). Nothing here opens a socket; all
 * of it runs on the loop of its stream and allocates nothing per packet. Begin with {@link IncomingVideo} and
 * {@link OutgoingVideo}.
 */
@NullMarked
package org.strowger.rtp.video;

import org.jspecify.annotations.NullMarked;
