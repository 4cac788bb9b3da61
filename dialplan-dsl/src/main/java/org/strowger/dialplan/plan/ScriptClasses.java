package org.strowger.dialplan.plan;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovySystem;
import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The class loaders of one version of a plan. Groovy and the JDK keep classes alive by soft references from their
 * caches until memory is short; here they are dropped when the version's last call is over.
 */
public final class ScriptClasses {

    private final List<GroovyClassLoader> loaders = new ArrayList<>();
    private final List<Class<?>> classes = new ArrayList<>();

    public void add(GroovyClassLoader loader) {
        loaders.add(loader);
        for (Class<?> type : loader.getLoadedClasses()) classes.add(type); // a closed loader doesn't tell
    }

    /** May come more than once: whatever a late call brought into the caches goes again. */
    public synchronized void release() {
        for (Class<?> type : classes) GroovySystem.getMetaClassRegistry().removeMetaClass(type);
        flush();
        // The introspector keeps a cache for each thread group, and all virtual threads, on which plans are built and
        // calls run, are in one of their own.
        Thread.startVirtualThread(this::flush);
        loaders.forEach(ScriptClasses::close);
    }

    private void flush() {
        classes.forEach(Introspector::flushFromCaches);
    }

    private static void close(GroovyClassLoader loader) {
        loader.clearCache();
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
