package org.strowger.cdr;

/**
 * A place in the journal, between two records.
 *
 * @param file a name; a later one sorts behind it
 * @param octets from the file's beginning
 */
record Position(String file, long octets) implements Comparable<Position> {

    /** Before all. */
    static final Position BEGINNING = new Position("", 0);

    @Override
    public int compareTo(Position other) {
        int byFile = file.compareTo(other.file);
        return byFile == 0 ? Long.compare(octets, other.octets) : byFile;
    }
}
