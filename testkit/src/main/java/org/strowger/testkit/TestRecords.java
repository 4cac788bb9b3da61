package org.strowger.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.strowger.call.record.ChargingRecord;
import org.strowger.call.record.RecordSink;
import org.strowger.cdr.JsonRecords;

/** The charging records of a switch, as a specification reads them: by the names that they have in the journal. */
final class TestRecords implements RecordSink {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final List<Map<String, Object>> all = new CopyOnWriteArrayList<>();

    @Override
    public void take(ChargingRecord made) {
        try {
            all.add(JSON.readValue(JsonRecords.line(made), OBJECT));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is JSON", e);
        }
    }

    /** In the order in which the calls were over. */
    List<Map<String, Object>> all() {
        return List.copyOf(all);
    }
}
