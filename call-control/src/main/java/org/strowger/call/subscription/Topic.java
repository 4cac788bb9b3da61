package org.strowger.call.subscription;

/** What is subscribed to: an event of an account. */
record Topic(EventPackage event, String account) {}
